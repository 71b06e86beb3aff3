import type { DrawLargestBeta } from '../reference/draw-largest-beta.ts'
import type { Runner } from '../runner.ts'

export function drawLargestBeta(run: Runner, input: DrawLargestBeta): number {
  const at = run.address
  return run.call(
    'betas',
    'drawLargestBeta',
    ...[at(input.random), at(input.edges), at(input.heights), at(input.successes), at(input.failures)],
    ...[at(input.successSpreads), at(input.failureSpreads), input.successes.length],
  )
}
