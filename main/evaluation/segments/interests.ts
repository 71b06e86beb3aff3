import type { Interactions } from '../../data/interactions.ts'
import { findSingularVectors } from '../../kernels/blocks/singular-vectors.ts'
import { kMeans } from '../../kernels/k-means.ts'
import type { Pause } from '../../math/pause.ts'
import type { Random } from '../../math/random.ts'
import type { UserSegments } from './segments.ts'

export interface InterestSettings {
  readonly strata: number
  readonly factors: number
}

export const defaultInterests: InterestSettings = { strata: 6, factors: 12 }

/** Categories that name a stratum. */
const mostNamed = 2

/**
 * Strata of interest: k-means on factors of the users. The factors are the projections of the users' item sets, brought to length 1, onto the leading
 * right singular vectors, again brought to length 1; the first, which is popularity, is left out. A stratum is named by the categories that
 * its events have most in excess of all events, where the table of items has categories.
 *
 * Users without events are of no stratum. Null for a log too small to have factors.
 */
export async function segmentByInterest(
  log: Interactions,
  { strata, factors }: InterestSettings,
  random: (purpose: string) => Random,
  pause: Pause,
): Promise<UserSegments | null> {
  const people = Int32Array.from({ length: log.users }, (_, user) => user).filter((user) => lengthOf(log, user) > 0)
  const count = Math.min(factors + 1, log.items, people.length)
  if (count < 2 || people.length < 2 * strata) return null
  const { values, vectors } = await findSingularVectors(
    {
      byRow: log.byUser,
      byColumn: log.byItem,
      rowScale: Float64Array.from({ length: log.users }, (_, user) => 1 / Math.sqrt(Math.max(1, lengthOf(log, user)))),
      columnScale: new Float64Array(log.items).fill(1),
    },
    count,
    random('factors'),
    pause,
  )
  const width = values.length
  const size = width - 1
  if (size < 1) return null
  const rows = new Float64Array(people.length * size)
  people.forEach((user, row) => {
    let squares = 0
    for (let factor = 0; factor < size; factor++) {
      let sum = 0
      for (const item of itemsOf(log, user)) sum += vectors[item * width + factor + 1]!
      rows[row * size + factor] = sum
      squares += sum * sum
    }
    if (squares > 0) for (let factor = 0; factor < size; factor++) rows[row * size + factor]! /= Math.sqrt(squares)
  })
  const clusters = kMeans(rows, size, strata, random('clusters'))
  const of = new Int32Array(log.users).fill(-1)
  people.forEach((user, row) => (of[user] = clusters.of[row]!))
  return { by: 'interest', names: nameStrata(log, of, clusters.centres.length / size), of }
}

const itemsOf = ({ byUser }: Interactions, user: number) =>
  byUser.indices.subarray(byUser.offsets[user], byUser.offsets[user + 1])
const lengthOf = ({ byUser }: Interactions, user: number) => byUser.offsets[user + 1]! - byUser.offsets[user]!

/** `1: Kitchen, Party`, or `stratum 1` without categories. */
function nameStrata(log: Interactions, of: Int32Array, strata: number): string[] {
  const categories = log.side?.items?.categories[0]?.values
  return Array.from({ length: strata }, (_, stratum) => {
    const named = categories ? excessive(log, of, stratum, categories) : []
    return named.length > 0 ? `${stratum + 1}: ${named.join(', ')}` : `stratum ${stratum + 1}`
  })
}

function excessive(
  { byUser, users }: Interactions,
  of: Int32Array,
  stratum: number,
  categories: readonly (readonly string[])[],
): string[] {
  const own = new Map<string, number>()
  const all = new Map<string, number>()
  let [ownTotal, allTotal] = [0, 0]
  for (let user = 0; user < users; user++)
    for (let entry = byUser.offsets[user]!; entry < byUser.offsets[user + 1]!; entry++)
      for (const category of categories[byUser.indices[entry]!]!) {
        all.set(category, (all.get(category) ?? 0) + 1)
        allTotal++
        if (of[user] !== stratum) continue
        own.set(category, (own.get(category) ?? 0) + 1)
        ownTotal++
      }
  const excess = (category: string) => own.get(category)! / ownTotal - all.get(category)! / allTotal
  return [...own.keys()]
    .filter((category) => excess(category) > 0)
    .sort((a, b) => excess(b) - excess(a) || a.localeCompare(b, 'en'))
    .slice(0, mostNamed)
}
