import type { AdagradRows } from '../reference/adagrad-rows.ts'
import type { Runner } from '../runner.ts'
import { rowsOfGrain } from './rows-of-grain.ts'

export function adagradRows(run: Runner, { values, squares, rows, width, gradient, rate, decay }: AdagradRows): void {
  const at = run.address
  const count = rows ? rows.length : values.length / width
  const arrays = [at(values), at(squares), rows ? at(rows) : 0, width, at(gradient)]
  run.share('optimizers', 'adagradRows', count, rowsOfGrain(width), ...arrays, rate, decay)
}
