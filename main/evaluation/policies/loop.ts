import type { LoopResult } from '../../contract/api/policies.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { defaultLoop } from '../../contract/policy-plan.ts'
import { Random } from '../../math/random.ts'
import { isPolicyRecommender } from '../../recommenders/policy.ts'
import { breathe } from '../../recommenders/breathe.ts'
import type { TaskObserver } from '../task.ts'
import type { TaskMachine } from '../train-model.ts'
import { subjectOf, trainingPart, type PolicyInput } from './evaluate-policy.ts'
import { banditLearner, retrainedLearner, type LoopLearner } from './loop-learners.ts'
import { LoopMeasures } from './loop-measures.ts'
import { Truth } from './truth.ts'
import type { World } from './world.ts'

/**
 * A feedback loop: in each round a seeded share of the visitors come, each is shown a list by the model, and clicks each item of it, on its own, with the world's
 * probability. Then the model is trained on the log and all clicks so far, and the next round begins. A bandit learns the log's events of these visitors and arms
 * first, each followed by an arm that the visitor never met, and then what it showed, round by round.
 *
 * Beside it the same visitors are shown items drawn uniformly at random.
 *
 * A. Chaney, B. Stewart, B. Engelhardt (2018). How Algorithmic Confounding in Recommendation Systems Increases Homogeneity and Decreases Utility. RecSys '18.
 * doi:10.1145/3240323.3240370
 *
 * @throws RecbenchError `bad-input` for a recommender in a world whose visitors are nobody it knows
 */
export async function runLoop(
  input: PolicyInput,
  world: World,
  observer: TaskObserver & TaskMachine,
): Promise<LoopResult> {
  const { experiment } = input
  const { recommender, config } = subjectOf(input)
  const plan = experiment.policies?.loop ?? defaultLoop
  checkShown(plan.shown, world)
  const train = trainingPart(input)
  const truth = new Truth(world, {}, world.arms, experiment.seed)
  const learner = isPolicyRecommender(recommender)
    ? banditLearner(recommender, config, world, train, experiment.seed)
    : retrainedLearner(recommender, config, world, train, experiment, observer)
  const measures = new LoopMeasures(world.arms)
  const chance = new LoopMeasures(world.arms)
  const events: number[] = []
  const rounds = Array.from({ length: plan.rounds + 1 }, (_, round) => round)
  try {
    for (const round of rounds) {
      await breathe(observer.signal)
      observer.progress(round / rounds.length, `Feedback loop, round ${round} of ${plan.rounds}`)
      const visitors = whoComes(world.visitors, plan.visiting, experiment.seed, round)
      events.push(await learner.learn(round))
      const lists = await learner.lists(visitors, plan.shown, new Random(experiment.seed, 'choices', round))
      measures.add({ lists, shown: plan.shown, reward: rewardOf(truth, visitors, lists, plan.shown) })
      const random = randomLists(visitors.length, plan.shown, world.arms, experiment.seed, round)
      chance.add({ lists: random, shown: plan.shown, reward: rewardOf(truth, visitors, random, plan.shown) })
      click(learner, truth, visitors, lists, plan.shown, new Random(experiment.seed, 'clicks of the loop', round))
    }
  } finally {
    learner.dispose()
  }
  return { rounds, ...measures.curves(), events, chance: chance.curves() }
}

function checkShown(shown: number, { arms }: World): void {
  if (shown > arms)
    throw new RecbenchError('invalid-parameter', `The feedback loop shows ${shown} items, and the world has ${arms}.`, {
      remedy: `Show ${arms} items or fewer, or give the world more arms.`,
    })
}

/** The visitors of a round, the same for every model. */
function whoComes(visitors: number, share: number, seed: number, round: number): Int32Array {
  const everybody = Int32Array.from({ length: visitors }, (_, visitor) => visitor)
  const count = Math.max(1, Math.round(share * visitors))
  return new Random(seed, 'visitors of the loop', round).shuffle(everybody).slice(0, count).sort()
}

function rewardOf(truth: Truth, visitors: Int32Array, lists: Int32Array, shown: number): number {
  let sum = 0
  visitors.forEach((visitor, row) => {
    const expected = truth.expected(visitor)
    for (let place = 0; place < shown; place++) sum += expected[lists[row * shown + place]!]!
  })
  return sum / lists.length
}

function randomLists(visitors: number, shown: number, arms: number, seed: number, round: number): Int32Array {
  const random = new Random(seed, 'lists by chance', round)
  const order = Int32Array.from({ length: arms }, (_, arm) => arm)
  const lists = new Int32Array(visitors * shown)
  for (let row = 0; row < visitors; row++)
    for (let place = 0; place < shown; place++) {
      const other = place + random.below(arms - place)
      ;[order[place], order[other]] = [order[other]!, order[place]!]
      lists[row * shown + place] = order[place]!
    }
  return lists
}

function click(
  learner: LoopLearner,
  truth: Truth,
  visitors: Int32Array,
  lists: Int32Array,
  shown: number,
  random: Random,
): void {
  visitors.forEach((visitor, row) => {
    for (let place = 0; place < shown; place++) {
      const arm = lists[row * shown + place]!
      learner.note(visitor, arm, random.uniform() < truth.click(visitor, arm))
    }
  })
}
