import { selectRows, type InteractionColumns, type Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { HistorySpace } from '../../recommenders/bandits/history-space.ts'
import type { PolicyContext } from '../../recommenders/policy.ts'
import { formatCount } from './describe-estimate.ts'

/** How large a world is. */
export interface WorldSize {
  readonly arms: number
  readonly visitors: number
}
export const usualSize: WorldSize = { arms: 100, visitors: 1000 }

/** Visitors and arms taken from a log, and which of them met there. */
export interface LogPopulation extends WorldSize {
  readonly features: number
  readonly users: Int32Array
  readonly items: Int32Array
  /** Row-major visitors × arms: 1 where the log has the pair. */
  readonly met: Uint8Array
  contextOf(visitor: number): PolicyContext
}

const dimensions = 16

/**
 * The most frequent items of a log as arms, a seeded sample of its users with training events as visitors. Features of a visitor are those of LinUCB, from the
 * training part alone.
 */
export function populationOf(
  log: InteractionColumns,
  train: Interactions,
  threshold: number | undefined,
  seed: number,
  size: WorldSize,
): LogPopulation {
  const all = selectRows(log, relevantRows(log, threshold))
  const items = mostFrequent(all, size.arms)
  const users = sampleUsers(train, new Random(seed, 'visitors'), size.visitors)
  const { byUser } = train
  const space = HistorySpace.fit(byUser, log.items, Math.min(dimensions, log.items), new Random(seed, 'history space'))
  const contexts = Array.from(users, (user) => {
    const features = new Float64Array(space.size)
    space.featuresOf(byUser.indices.subarray(byUser.offsets[user], byUser.offsets[user + 1]), features)
    return { user, features }
  })
  return {
    visitors: users.length,
    arms: items.length,
    features: space.size,
    users,
    items,
    met: cellsOf(all, users, items),
    contextOf: (visitor) => contexts[visitor]!,
  }
}

/** The beginning of a sentence. */
export const describePopulation = ({ visitors, arms }: WorldSize): string =>
  `Simulated world: ${formatCount(visitors)} users of the log, its ${formatCount(arms)} most frequent items`

function relevantRows({ user, value }: InteractionColumns, threshold: number | undefined): Int32Array {
  const rows = Int32Array.from({ length: user.length }, (_, row) => row)
  return threshold === undefined || !value ? rows : rows.filter((row) => value[row]! >= threshold)
}

/** Items with most users, most first; equal counts by number. */
function mostFrequent({ byItem, items }: Interactions, most: number): Int32Array {
  const count = (item: number) => byItem.offsets[item + 1]! - byItem.offsets[item]!
  const order = Int32Array.from({ length: items }, (_, item) => item).filter((item) => count(item) > 0)
  return order.sort((a, b) => count(b) - count(a) || a - b).slice(0, most)
}

/** A seeded sample of the users with training events, ascending. */
function sampleUsers({ byUser, users }: Interactions, random: Random, most: number): Int32Array {
  const active = Int32Array.from({ length: users }, (_, user) => user).filter(
    (user) => byUser.offsets[user + 1]! > byUser.offsets[user]!,
  )
  return random.shuffle(active).slice(0, most).sort()
}

function cellsOf({ byUser, items: count }: Interactions, users: Int32Array, items: Int32Array): Uint8Array {
  const armOf = new Int32Array(count).fill(-1)
  items.forEach((item, arm) => (armOf[item] = arm))
  const met = new Uint8Array(users.length * items.length)
  users.forEach((user, visitor) => {
    for (let at = byUser.offsets[user]!; at < byUser.offsets[user + 1]!; at++) {
      const arm = armOf[byUser.indices[at]!]!
      if (arm >= 0) met[visitor * items.length + arm] = 1
    }
  })
  return met
}
