import type { StepParts } from '../reference/step-parts.ts'
import type { Runner } from '../runner.ts'

export function stepParts(run: Runner, { factors, width, above, below, counts, regularization }: StepParts): void {
  const arrays = [factors, above, below, counts].map(run.address)
  run.call('parts', 'stepParts', counts.length, ...arrays, 8 * width, regularization)
}
