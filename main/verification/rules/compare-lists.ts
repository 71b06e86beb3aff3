import { compareNumber, type VerifiedRow } from '../row.ts'

/** A complete list: values by name of column, for every key. */
export type KeyedRows = ReadonlyMap<string, Readonly<Record<string, number>>>

/** Reads a list of the reference: the first columns are the key, the others numbers; `inf` is infinite. */
export function parseKeyed(text: string, isKey: (column: string) => boolean): KeyedRows {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  const columns = head!.split(',')
  return new Map(
    lines.map((line) => {
      const cells = line.split(',')
      const key = cells.filter((_, at) => isKey(columns[at]!)).join(' → ')
      const numbers = columns.flatMap((column, at) => (isKey(column) ? [] : [[column, toNumber(cells[at]!)] as const]))
      return [key, Object.fromEntries(numbers)]
    }),
  )
}

const toNumber = (cell: string) => (cell === 'inf' ? Infinity : Number(cell))

/** Ours against a complete list: what is missing, what is too much, and for each column the largest difference, relative to values above 0.001. */
export function compareLists(
  id: string,
  name: string,
  ours: KeyedRows,
  theirs: KeyedRows,
  tolerance: number,
): VerifiedRow[] {
  const missing = [...theirs.keys()].filter((key) => !ours.has(key))
  const extra = [...ours.keys()].filter((key) => !theirs.has(key))
  const columns = Object.keys(theirs.values().next().value ?? {})
  const first = (keys: readonly string[]) => (keys.length === 0 ? '' : `the first is ${keys[0]}`)
  return [
    compareNumber(id, `${name}: rows`, ours.size, theirs.size, 0),
    compareNumber(id, `${name}: rows that ours lacks`, missing.length, 0, 0, first(missing)),
    compareNumber(id, `${name}: rows that only ours has`, extra.length, 0, 0, first(extra)),
    ...columns.map((column) => {
      let largest = 0
      let worst = ''
      for (const [key, row] of theirs) {
        const mine = ours.get(key)?.[column]
        const wanted = row[column]!
        if (mine === undefined || mine === wanted) continue
        const relative = Math.abs(mine - wanted) / Math.max(Math.abs(wanted), 1e-3)
        if (!(relative <= largest)) [largest, worst] = [relative, key]
      }
      const note = worst === '' ? '' : `relative; at ${worst}`
      return compareNumber(id, `${name}: largest difference of ${column}`, largest, 0, tolerance, note)
    }),
  ]
}
