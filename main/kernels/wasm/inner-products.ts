import type { InnerProducts } from '../reference/inner-products.ts'
import type { Runner } from '../runner.ts'

/** Tiles of four rows that a grain has. */
const grain = 4

export function innerProducts(run: Runner, { left, right, width, into }: InnerProducts): void {
  if (width === 0) return
  const [rows, items] = [left.length / width, right.length / width]
  const at = run.address
  run.share(
    ...(['inner-products', 'innerProducts', Math.ceil(rows / 4), grain] as const),
    ...[at(left), rows, at(right), items, width, at(into)],
  )
}
