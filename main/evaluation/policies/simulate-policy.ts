import { RecbenchError } from '../../contract/errors.ts'
import { defaultAb, defaultWorld } from '../../contract/policy-plan.ts'
import { changingArms } from '../../recommenders/bandits/changing-arms.ts'
import { isPolicyRecommender } from '../../recommenders/policy.ts'
import type { TaskObserver } from '../task.ts'
import type { TaskMachine } from '../train-model.ts'
import { playAb, type AbArm } from './ab-arm.ts'
import { evaluatePolicy, subjectOf, type EvaluatedPolicy, type PolicyInput } from './evaluate-policy.ts'
import { playRepeat, type RepeatRecord, type SimulationPlan, type Watch } from './play.ts'
import { ArmPlayer, ScorePlayer, type Player } from './player.ts'
import { mergeRepeats } from './simulate.ts'
import { Truth } from './truth.ts'
import type { World } from './world.ts'
import { makeWorld } from './make-world.ts'
import { slatePolicyOf } from './slate-players.ts'

/** How an experiment's simulation goes. */
export function simulationPlanOf({ experiment }: Pick<PolicyInput, 'experiment'>): SimulationPlan {
  const { rounds = 1, repeats = 1, delay, batch, warmStart, world = defaultWorld } = experiment.policies ?? {}
  const { arms, drift, turnover, positions, examination, clicks } = world
  return {
    rounds,
    repeats,
    seed: experiment.seed,
    arms,
    positions,
    examination,
    ...(delay !== undefined && { delay }),
    ...(batch !== undefined && { batch }),
    ...(warmStart !== undefined && { warmStart }),
    ...(clicks && { clicks }),
    ...(drift && { drift }),
    ...(turnover && { turnover }),
  }
}

/**
 * One repeat of the simulation of a model: a bandit learns from nothing, any other shows arms by `scores`.
 *
 * @throws RecbenchError `bad-input` for a recommender without scores
 */
export function simulateRepeat(
  input: PolicyInput,
  world: World,
  scores: Float32Array | null,
  repeat: number,
  watch: Watch,
): Promise<RepeatRecord> {
  return playRepeat(world, playerOf(input, world, scores), simulationPlanOf(input), repeat, watch)
}

/** What a model does in the simulated A/B test of an experiment: as A when it is the first, otherwise as B. */
export function playArm(
  input: PolicyInput,
  world: World,
  scores: Float32Array | null,
  signal: AbortSignal,
): Promise<AbArm> {
  const { experiment, model } = input
  const still = new Truth(world, {}, world.arms, experiment.seed)
  const player = playerOf(input, world, scores)(still)
  const plan = experiment.policies?.ab ?? defaultAb
  return playAb(world, player, plan, model === 0 ? 'control' : 'treatment', experiment.seed, signal)
}

function playerOf(input: PolicyInput, world: World, scores: Float32Array | null): (truth: Truth) => Player {
  const slates = slatePolicyOf(input)
  if (slates) return () => slates(world)
  const { recommender, config } = subjectOf(input)
  if (scores) return () => new ScorePlayer(scores, world.arms)
  if (!isPolicyRecommender(recommender))
    throw new RecbenchError('bad-input', `${recommender.title} knows nothing of the visitors and items of this world.`)
  const { policy } = recommender
  const features = policy.contextual ? world.features : 0
  return (truth) => {
    if (!truth.there)
      return new ArmPlayer(policy.create({ arms: world.arms, features }, config as never), world.arms, null)
    const start = truth.startArms()
    return new ArmPlayer(changingArms(policy, { arms: start.length, features }, config as never), world.arms, start)
  }
}

/** Values a model on the log and plays all repeats, one after the other: what a run spreads over threads. */
export async function valueAndSimulate(
  input: PolicyInput,
  observer: TaskObserver & TaskMachine,
): Promise<EvaluatedPolicy['policy']> {
  const world = await makeWorld(input, observer)
  const { policy, scores } = await evaluatePolicy(input, world, observer)
  if (!scores && !isPolicyRecommender(subjectOf(input).recommender)) return policy
  const plan = simulationPlanOf(input)
  const records: RepeatRecord[] = []
  for (let repeat = 0; repeat < plan.repeats; repeat++)
    records.push(
      await simulateRepeat(input, world, scores, repeat, { signal: observer.signal, progress: () => undefined }),
    )
  return { ...policy, simulation: mergeRepeats(world, plan, records) }
}
