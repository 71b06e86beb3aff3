import { RecbenchError } from '../../../contract/errors.ts'
import { Random } from '../../../math/random.ts'
import { breathe } from '../../../recommenders/breathe.ts'
import type { SequencePolicy } from '../../../recommenders/bandits/sequences/sequence-policy.ts'
import { bandOf, spreadPoints } from '../bands.ts'
import type { SequenceEnvironment } from './environment.ts'
import { iterateValues } from './value-iteration.ts'

export interface SequencePlan {
  /** Sequences to learn from. */
  readonly episodes: number
  /** Sequences after that, without exploration or learning. */
  readonly evaluationEpisodes: number
  readonly repeats: number
  readonly seed: number
  /** γ by which returns are discounted. */
  readonly discount: number
  /** Steps after which a sequence is broken off, though its visitor would stay. */
  readonly mostSteps: number
}

export interface Band {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Means over repeats with 95 % bands. */
export interface SequenceSimulation {
  readonly episodes: readonly number[]
  /** Mean discounted return of the sequences since the point before. */
  readonly returns: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** Of all sequences it learned from. */
  readonly meanReturn: number
  /** Steps of a sequence, while learning. */
  readonly meanSteps: number
  /** Discounted return by the best action of each state, after learning. */
  readonly learned: Band
  /** Share of the steps after learning that showed each action. */
  readonly shares: readonly number[]
  /** The largest expected return there can be; null where the world does not know. */
  readonly optimal: number | null
}

interface Watch {
  readonly signal: AbortSignal
  progress(fraction: number): void
}

interface Episode {
  readonly gain: number
  readonly steps: number
}

interface Run {
  readonly returns: Float64Array
  readonly meanReturn: number
  readonly meanSteps: number
  readonly learned: number
  readonly shares: Float64Array
}

type Act = (state: number) => number
type Learn = (state: number, action: number, reward: number, next: number, done: boolean) => void

const stepsBetweenBreaths = 200

/**
 * Lets a policy recommend in `episodes` sequences, one visitor after the other, and learn from each step; then in `evaluationEpisodes` more by its best action alone.
 * All that `repeats` times from nothing. The luck of a sequence comes from its own seeded stream, so that all policies meet the same visitors.
 *
 *   return = Σ_t γ^t r_t,   band: mean ± t_{0.975, repeats − 1} s / √repeats
 *
 * A sequence that is broken off is not one that ended: its last step counts on what would follow.
 *
 * @param create a policy that knows nothing yet, with its own stream
 * @throws RecbenchError `invalid-parameter` for a plan without sequences, repeats or steps, or a discount outside 0 … 1
 */
export async function simulateSequences(
  environment: SequenceEnvironment,
  create: (random: Random) => SequencePolicy,
  plan: SequencePlan,
  watch: Watch,
): Promise<SequenceSimulation> {
  const { repeats, discount } = plan
  checkPlan(plan)
  const points = spreadPoints(plan.episodes)
  const runs: Run[] = []
  for (let repeat = 0; repeat < repeats; repeat++)
    runs.push(await learnAndPlay(environment, create, plan, repeat, points, watch))
  const bands = points.map((_, point) => bandOf(runs.map(({ returns }) => returns[point]!)))
  const meanOf = (value: (run: Run) => number) => runs.reduce((sum, run) => sum + value(run), 0) / repeats
  return {
    episodes: points,
    returns: bands.map(({ mean }) => mean),
    low: bands.map(({ low }) => low),
    high: bands.map(({ high }) => high),
    meanReturn: meanOf((run) => run.meanReturn),
    meanSteps: meanOf((run) => run.meanSteps),
    learned: bandOf(runs.map(({ learned }) => learned)),
    shares: Array.from({ length: environment.actions }, (_, action) => meanOf(({ shares }) => shares[action]!)),
    optimal: environment.transitions && iterateValues(environment.transitions, discount).start,
  }
}

function checkPlan(plan: SequencePlan): void {
  for (const name of ['episodes', 'evaluationEpisodes', 'repeats', 'mostSteps'] as const)
    if (!(Number.isInteger(plan[name]) && plan[name] >= 1))
      throw new RecbenchError('invalid-parameter', `The plan of sequences has ${name} ${plan[name]}.`, {
        remedy: 'Give a whole number, 1 or more.',
      })
}

async function learnAndPlay(
  environment: SequenceEnvironment,
  create: (random: Random) => SequencePolicy,
  plan: SequencePlan,
  repeat: number,
  points: readonly number[],
  watch: Watch,
): Promise<Run> {
  const { seed, episodes, evaluationEpisodes } = plan
  const policy = create(new Random(seed, 'sequence policy', repeat))
  const choice = new Random(seed, 'choices', repeat)
  const stateOf = (number: number) => environment.stateOf(number)
  const learn: Learn = (state, action, reward, next, done) =>
    policy.update(stateOf(state), action, reward, stateOf(next), done)
  const returns = new Float64Array(points.length)
  let [gains, steps, unbreathed, point, since] = [0, 0, 0, 0, 0]
  const counts = new Float64Array(environment.actions)
  let learned = 0
  for (let episode = 1; episode <= episodes + evaluationEpisodes; episode++) {
    const learning = episode <= episodes
    const act: Act = (state) => (learning ? policy.select(stateOf(state), choice) : policy.best(stateOf(state)))
    const count: Learn = (_state, action) => (counts[action]! += 1)
    const luck = new Random(seed, 'sequence', repeat, episode)
    const played = playEpisode(environment, act, learning ? learn : count, luck, plan)
    unbreathed += played.steps
    if (unbreathed >= stepsBetweenBreaths) {
      unbreathed = 0
      await breathe(watch.signal)
      watch.progress((repeat + episode / (episodes + evaluationEpisodes)) / plan.repeats)
    }
    if (!learning) {
      learned += played.gain / evaluationEpisodes
      continue
    }
    gains += played.gain
    steps += played.steps
    returns[point]! += played.gain
    if (episode !== points[point]) continue
    returns[point]! /= episode - since
    since = episode
    point += 1
  }
  const shown = counts.reduce((sum, times) => sum + times, 0)
  return {
    returns,
    meanReturn: gains / episodes,
    meanSteps: steps / episodes,
    learned,
    shares: counts.map((times) => times / shown),
  }
}

function playEpisode(
  environment: SequenceEnvironment,
  act: Act,
  learn: Learn,
  luck: Random,
  { discount, mostSteps }: SequencePlan,
): Episode {
  let state = environment.start(luck)
  let [gain, weight, steps] = [0, 1, 0]
  for (let over = false; !over && steps < mostSteps; steps++) {
    const action = act(state)
    const { reward, next, done } = environment.step(state, action, luck)
    learn(state, action, reward, next, done)
    gain += weight * reward
    weight *= discount
    state = next
    over = done
  }
  return { gain, steps }
}
