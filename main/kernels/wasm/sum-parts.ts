import type { SumParts } from '../reference/sum-parts.ts'
import type { Runner } from '../runner.ts'

export function sumParts(run: Runner, input: SumParts): void {
  const { ratings, from, to, userAbove, userBelow, itemAbove, itemBelow, squares } = input
  const { users, items, values, userFactors, itemFactors, width } = ratings
  run.call(
    'parts',
    'sumParts',
    ...[from, to, ...[users, items, values, userFactors, itemFactors].map(run.address), 8 * width],
    ...[userAbove, userBelow, itemAbove, itemBelow, squares].map(run.address),
  )
}
