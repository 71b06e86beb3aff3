/** A list made of two, and who placed each item. */
export interface TeamDraft<Item> {
  readonly list: readonly Item[]
  readonly teams: readonly ('A' | 'B')[]
}

/**
 * Team-draft interleaving: in each round a coin says which list picks first, then each adds its best item that is not shown yet. A click counts for the list
 * that placed the item.
 *
 * F. Radlinski, M. Kurup, T. Joachims (2008). How Does Clickthrough Data Reflect Retrieval Quality? CIKM '08. doi:10.1145/1458082.1458092
 *
 * @param aPicksFirst the coin of a round
 */
export function interleaveByTeamDraft<Item>(
  a: readonly Item[],
  b: readonly Item[],
  length: number,
  aPicksFirst: (round: number) => boolean,
): TeamDraft<Item> {
  const list: Item[] = []
  const teams: ('A' | 'B')[] = []
  const shown = new Set<Item>()
  for (let round = 0; list.length < length; round++) {
    const before = list.length
    for (const team of aPicksFirst(round) ? (['A', 'B'] as const) : (['B', 'A'] as const)) {
      const next = (team === 'A' ? a : b).find((item) => !shown.has(item))
      if (next === undefined || list.length === length) continue
      shown.add(next)
      list.push(next)
      teams.push(team)
    }
    if (list.length === before) break
  }
  return { list, teams }
}

/**
 * Balanced interleaving: both lists are walked down, the one that is behind first, and items that are shown already are skipped.
 *
 * T. Joachims (2003). Evaluating Retrieval Performance Using Clickthrough Data. Text Mining.
 */
export function interleaveBalanced<Item>(
  a: readonly Item[],
  b: readonly Item[],
  length: number,
  aFirst: boolean,
): Item[] {
  const shown = new Set<Item>()
  let fromA = 0
  let fromB = 0
  while (shown.size < length && fromA < a.length && fromB < b.length)
    shown.add(fromA < fromB || (fromA === fromB && aFirst) ? a[fromA++]! : b[fromB++]!)
  return [...shown]
}

/** Clicks that each list earns: one for every clicked place that it filled. Places are from 0. */
export function creditClicks(teams: readonly ('A' | 'B')[], clicked: readonly number[]): { a: number; b: number } {
  const a = clicked.filter((place) => teams[place] === 'A').length
  return { a, b: clicked.filter((place) => teams[place] === 'B').length }
}
