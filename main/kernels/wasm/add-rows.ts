import type { AddRows } from '../reference/add-rows.ts'
import type { Runner } from '../runner.ts'
import { rowsOfGrain } from './rows-of-grain.ts'

export function addRows(run: Runner, { rows, width, amounts, into }: AddRows): void {
  const at = run.address
  const values = [at(rows), width, at(amounts), at(into)]
  run.share('triples', 'addRows', amounts.length, rowsOfGrain(width), ...values)
}
