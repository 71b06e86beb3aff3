import type { DotRows } from '../reference/dot-rows.ts'
import type { Runner } from '../runner.ts'

export function dotRows(run: Runner, { rows, vector, into }: DotRows): void {
  const at = run.address
  run.share('vectors', 'dotRows', into.length, 256, at(rows), at(vector), vector.length, at(into))
}
