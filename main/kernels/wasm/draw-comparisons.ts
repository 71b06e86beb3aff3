import type { DrawComparisons } from '../reference/draw-comparisons.ts'
import { shiftOf } from '../reference/mark-pairs.ts'
import type { Runner } from '../runner.ts'

export function drawComparisons(run: Runner, input: DrawComparisons): void {
  run.call('comparisons', 'drawComparisons', ...drawingOf(run, input))
}

/** Arguments of the compiled kernel. */
export function drawingOf(run: Runner, input: DrawComparisons): number[] {
  const { random, pairs, uniformItems, verify, draws, into, kept } = input
  const { users, items, offsets, marks } = pairs
  return [
    ...[random, users, items, offsets, marks].map(run.address),
    ...[shiftOf(marks), users.length, uniformItems, Number(verify), draws],
    ...[into, kept].map(run.address),
  ]
}
