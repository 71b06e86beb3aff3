import type { LearnComparisons } from '../reference/learn-comparisons.ts'
import type { Runner } from '../runner.ts'

export function learnComparisons(run: Runner, input: LearnComparisons): void {
  run.call('comparisons', 'learnComparisons', ...learningOf(run, input))
}

/** Arguments of the compiled kernel. */
export function learningOf(run: Runner, input: LearnComparisons): number[] {
  const { comparisons, kept, factors, itemBias, learningRate, keep, loss } = input
  return [
    ...[comparisons, kept, factors.users, factors.items].map(run.address),
    4 * factors.width,
    run.address(itemBias),
    ...[Number(itemBias.length > 0), learningRate, keep],
    run.address(loss),
  ]
}
