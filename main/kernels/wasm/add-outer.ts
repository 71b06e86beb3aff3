import type { AddOuter } from '../reference/add-outer.ts'
import type { Runner } from '../runner.ts'

export function addOuter(run: Runner, { rows, amounts, vector }: AddOuter): void {
  const at = run.address
  run.share('vectors', 'addOuter', amounts.length, 256, at(rows), at(amounts), at(vector), vector.length)
}
