import type { MetricData } from '../metric.ts'
import type { ListRows } from '../ranked-lists.ts'
import { countHits } from './hits.ts'
import { historyOf, markHead } from './popularity.ts'
import type { ItemFeatures } from './categories.ts'

/** The short head as group 0 and the long tail as group 1. */
export function popularityGroups({ train }: Pick<MetricData, 'train'>): ItemFeatures {
  const head = markHead(train)
  return {
    count: 2,
    offsets: Int32Array.from({ length: train.items + 1 }, (_, item) => item),
    indices: Int32Array.from(head, (isHead) => (isHead ? 0 : 1)),
  }
}

/**
 * Spread of the chances of groups of items to be listed: standard deviation divided by mean, 0 when all groups have the same chance.
 *
 * @param opportunity true: of relevant items only; false: of all items that the user did not have
 */
export function spreadOfChances(
  lists: ListRows,
  { train, cutoff }: Pick<MetricData, 'train' | 'cutoff'>,
  groups: ItemFeatures,
  opportunity: boolean,
): number {
  const { count, offsets, indices } = groups
  const listed = new Float64Array(count)
  const possible = new Float64Array(count)
  const add = (to: Float64Array, item: number, amount: number) => {
    for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++) to[indices[entry]!]! += amount
  }
  lists.forEach((list) => {
    const { user, ranked, length, hits } = list
    if (opportunity) {
      for (let hit = 0; hit < countHits(list, cutoff); hit++) add(listed, ranked[hits[hit]!]!, 1)
      for (const item of list.relevant) add(possible, item, 1)
    } else {
      for (let position = 0; position < Math.min(cutoff, length); position++) add(listed, ranked[position]!, 1)
      for (const item of historyOf(train, user)) add(possible, item, -1)
    }
  })
  if (!opportunity) for (const group of indices) possible[group]! += lists.length
  const chances = [...listed]
    .map((number, group) => number / possible[group]!)
    .filter((chance) => !Number.isNaN(chance))
  const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length
  const variance = chances.reduce((sum, chance) => sum + (chance - mean) ** 2, 0) / chances.length
  return Math.sqrt(variance) / mean
}
