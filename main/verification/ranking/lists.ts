import type { ReadFolds } from '../read-folds.ts'
import { readText } from '../reference-files.ts'
import { compareNumber, type VerifiedRow } from '../row.ts'
import type { RankedFold } from './measure.ts'

/** Items with scores by user, best first, under the identifiers of the data. */
export type ScoredLists = ReadonlyMap<string, readonly ScoredItem[]>

export interface ScoredItem {
  readonly item: string
  readonly score: number
}

/** Reads `user,item,rank,score` with a header, or lines of `user`, items and scores, each list with spaces between. */
export function readLists(path: string): ScoredLists {
  const lines = readText(path)
    .split(/\r?\n/)
    .filter((line) => line !== '')
  if (lines[0]!.includes('\t')) return new Map(lines.map(readLine))
  const lists = new Map<string, ScoredItem[]>()
  for (const line of lines.slice(1)) {
    const [user, item, , score] = line.split(',') as [string, string, string, string]
    if (!lists.has(user)) lists.set(user, [])
    lists.get(user)!.push({ item, score: Number(score) })
  }
  return lists
}

function readLine(line: string): [string, ScoredItem[]] {
  const [user, items, scores] = line.split('\t') as [string, string, string]
  const numbers = scores.split(' ').map(Number)
  return [user, items.split(' ').map((item, rank) => ({ item, score: numbers[rank]! }))]
}

/** Lists of a ranked fold under the identifiers of the data; users without a list are left out. */
export function nameLists({ ranked, scores }: RankedFold, { users, items }: ReadFolds, length: number): ScoredLists {
  return new Map(
    ranked
      .map(({ user, ranked: list }, row): [string, ScoredItem[]] => [
        users[user]!,
        Array.from(list.subarray(0, length), (item, rank) => ({ item: items[item]!, score: scores[row]![rank]! })),
      ])
      .filter(([, list]) => list.length > 0),
  )
}

/** How near lists must come. */
export interface ListTolerance {
  /** Of scores rank by rank, relative. */
  readonly scores: number
  /** Up to which scores are one group, within which the order may differ, also across the end of a list; relative. */
  readonly ties: number
}

/**
 * Compares lists item by item: every item of the reference stands in our list with its score, unless it belongs to the group of equal scores that the end of
 * the list cuts. Scores are compared rank by rank.
 *
 * @param users whose lists are compared; all who have one in either, unless stated
 */
export function compareLists(
  id: string,
  ours: ScoredLists,
  golden: ScoredLists,
  tolerance: ListTolerance,
  users: readonly string[] = [...new Set([...ours.keys(), ...golden.keys()])],
): VerifiedRow[] {
  let [wanted, matched, farthest] = [0, 0, 0]
  const differing: string[] = []
  for (const user of users) {
    const [mine, theirs] = [ours.get(user) ?? [], golden.get(user) ?? []]
    const scores = new Map(mine.map(({ item, score }) => [item, score]))
    const last = theirs.at(-1)?.score ?? NaN
    const found = theirs.filter(({ item, score }) => {
      const own = scores.get(item)
      return own === undefined
        ? near(score, last, tolerance.ties)
        : near(own, score, Math.max(tolerance.scores, tolerance.ties))
    })
    wanted += Math.max(mine.length, theirs.length)
    matched += mine.length === theirs.length ? found.length : Math.min(mine.length, found.length)
    if (found.length < theirs.length || mine.length !== theirs.length) differing.push(user)
    theirs.forEach(({ score }, rank) => {
      if (mine[rank]) farthest = Math.max(farthest, Math.abs(mine[rank].score - score) / (Math.abs(score) || 1))
    })
  }
  const note =
    differing.length === 0 ? '' : `The lists of ${differing.length} users differ, such as of ${differing[0]!}.`
  return [
    compareNumber(id, 'items that agree', matched, wanted, 0, note),
    compareNumber(id, 'largest relative difference of scores', farthest, 0, tolerance.scores, note),
  ]
}

const near = (a: number, b: number, relative: number): boolean => Math.abs(a - b) <= relative * Math.abs(b)
