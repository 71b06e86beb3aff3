import type { IdentifierTable, ReadLines } from '../reference/read-lines.ts'
import type { Runner } from '../runner.ts'

/** Cells of a table in `places`. */
const cells = 16

export function readLines(run: Runner, input: ReadLines): number {
  const { bytes, start, end, kinds, delimiter, quote, microseconds, latest, row, limit, progress, places } = input
  const { user, item, value, time } = input.into
  placeTable(run, places, 0, input.users)
  placeTable(run, places, cells, input.items)
  const from = run.address(bytes)
  return run.call(
    'lines',
    'readLines',
    from + start,
    from + end,
    run.address(places),
    run.address(kinds),
    kinds.length,
    delimiter[0]!,
    delimiter[1] ?? -1,
    Number(quote),
    microseconds,
    latest,
    ...[user, item, value, time].map(run.address),
    row,
    limit,
    run.address(progress),
  )
}

function placeTable(
  { address }: Runner,
  places: Int32Array,
  at: number,
  { direct, slots, starts, texts, count }: IdentifierTable,
) {
  places.set([...[direct, slots, starts, texts].flatMap((array) => [address(array), array.length]), address(count)], at)
}
