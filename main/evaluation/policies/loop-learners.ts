import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import type { Configuration } from '../../contract/settings.ts'
import { buildInteractions, type Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import type { AnyPolicyRecommender } from '../../recommenders/policy.ts'
import type { AnyRecommender, Model } from '../../recommenders/recommender.ts'
import type { TaskObserver } from '../task.ts'
import { trainModel, type TaskMachine } from '../train-model.ts'
import { ArmPlayer, ScorePlayer } from './player.ts'
import { scoreUsers } from './score-users.ts'
import { contextsOf, type World } from './world.ts'

/** What learns in a feedback loop. */
export interface LoopLearner {
  /** Learns what was noted before a round, from 0; the number of events it has learned from. */
  learn(round: number): Promise<number>
  /** The arms it shows to each visitor, row-major. */
  lists(visitors: Int32Array, shown: number, random: Random): Promise<Int32Array>
  /** Notes what was shown and whether it was clicked. */
  note(visitor: number, arm: number, clicked: boolean): void
  dispose(): void
}

/** A recommender that is trained anew in every round on the log and the clicks. Where the log has values, a click has the threshold's, or else their mean. */
export function retrainedLearner(
  recommender: AnyRecommender,
  config: Configuration,
  { users, items, arms }: World,
  train: Interactions,
  experiment: Experiment,
  observer: TaskObserver & TaskMachine,
): LoopLearner {
  if (!users)
    throw new RecbenchError('bad-input', 'The visitors of this world are rounds of a log and name nobody.', {
      remedy: 'Take the world from the interactions (--world log).',
    })
  const clicks = { user: [] as number[], item: [] as number[] }
  const mean = train.value ? train.value.reduce((sum, value) => sum + value, 0) / train.rows : 1
  const last = train.time?.reduce((a, b) => Math.max(a, b), 0) ?? 0
  const times: number[] = []
  let model: Model | null = null
  let now = 0
  return {
    async learn(round) {
      now = round
      model?.dispose?.()
      model = null
      const joined = joinClicks(train, clicks, times, experiment.threshold ?? mean)
      const quiet = { ...observer, progress: () => undefined, loss: () => undefined }
      model = await trainModel(recommender, joined, config, { experiment, fold: round }, quiet)
      return joined.rows
    },
    async lists(visitors, shown) {
      const own = visitors.map((visitor) => users[visitor]!)
      const scores = await scoreUsers(model!, own, train.items, items, observer.signal)
      const lists = new Int32Array(visitors.length * shown)
      for (let row = 0; row < visitors.length; row++)
        new ScorePlayer(scores.subarray(row * arms, (row + 1) * arms), arms).show(
          0,
          nobody,
          unused,
          lists.subarray(row * shown, (row + 1) * shown),
        )
      return lists
    },
    note(visitor, arm, clicked) {
      if (!clicked) return
      clicks.user.push(users[visitor]!)
      clicks.item.push(items[arm]!)
      times.push(last + 1 + now)
    },
    dispose: () => model?.dispose?.(),
  }
}

/** A bandit that goes on learning. */
export function banditLearner(
  { policy: algorithm }: AnyPolicyRecommender,
  config: Configuration,
  world: World,
  train: Interactions,
  seed: number,
): LoopLearner {
  const features = algorithm.contextual ? world.features : 0
  const policy = algorithm.create({ arms: world.arms, features }, config as never)
  const player = new ArmPlayer(policy, world.arms, null)
  const contexts = contextsOf(world)
  const noted: [visitor: number, arm: number, reward: number][] = eventsOf(world, train, seed)
  let learned = 0
  return {
    async learn() {
      for (const [visitor, arm, reward] of noted) policy.update(contexts[visitor]!, arm, reward)
      learned += noted.length
      noted.length = 0
      return learned
    },
    async lists(visitors, shown, random) {
      const lists = new Int32Array(visitors.length * shown)
      visitors.forEach((visitor, row) =>
        player.show(visitor, contexts[visitor]!, random, lists.subarray(row * shown, (row + 1) * shown)),
      )
      return lists
    },
    note: (visitor, arm, clicked) => void noted.push([visitor, arm, clicked ? 1 : 0]),
    dispose: () => undefined,
  }
}

/** The log's events of the world's visitors and arms as rewards of 1, each followed by a reward of 0 of an arm drawn among those the visitor never met. */
function eventsOf({ users, items, arms }: World, train: Interactions, seed: number): [number, number, number][] {
  if (!users) return []
  const visitorOf = new Map(Array.from(users, (user, visitor) => [user, visitor]))
  const armOf = new Map(Array.from(items, (item, arm) => [item, arm]))
  const met = new Set<number>()
  const events: [number, number][] = []
  for (let row = 0; row < train.rows; row++) {
    const visitor = visitorOf.get(train.user[row]!)
    const arm = armOf.get(train.item[row]!)
    if (visitor === undefined || arm === undefined) continue
    events.push([visitor, arm])
    met.add(visitor * arms + arm)
  }
  const random = new Random(seed, 'unmet arms of the loop')
  return events.flatMap(([visitor, arm]): [number, number, number][] => {
    const other = random.below(arms)
    const shown: [number, number, number] = [visitor, arm, 1]
    return met.has(visitor * arms + other) ? [shown] : [shown, [visitor, other, 0]]
  })
}

function joinClicks(
  train: Interactions,
  { user, item }: { readonly user: readonly number[]; readonly item: readonly number[] },
  times: readonly number[],
  value: number,
): Interactions {
  const rows = train.rows + user.length
  const join = <A extends Int32Array | Float32Array | Float64Array>(into: A, first: A, more: readonly number[]): A => {
    into.set(first)
    into.set(more, train.rows)
    return into
  }
  return buildInteractions({
    users: train.users,
    items: train.items,
    user: join(new Int32Array(rows), train.user, user),
    item: join(new Int32Array(rows), train.item, item),
    value:
      train.value &&
      join(
        new Float32Array(rows),
        train.value,
        user.map(() => value),
      ),
    time: train.time && join(new Float64Array(rows), train.time, times),
    ...(train.side && { side: train.side }),
  })
}

const nobody = { user: -1, features: new Float64Array(0) }
/** A recommender's lists need no luck. */
const unused = new Random('lists of a recommender')
