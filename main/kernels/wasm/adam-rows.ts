import type { AdamRows } from '../reference/adam-rows.ts'
import type { Runner } from '../runner.ts'
import { rowsOfGrain } from './rows-of-grain.ts'

export function adamRows(run: Runner, input: AdamRows): void {
  const { values, first, second, rows, width, gradient, rate, secondScale, decay } = input
  const at = run.address
  const count = rows ? rows.length : values.length / width
  const arrays = [at(values), at(first), at(second), rows ? at(rows) : 0, width, at(gradient)]
  run.share('optimizers', 'adamRows', count, rowsOfGrain(width), ...arrays, rate, secondScale, decay)
}
