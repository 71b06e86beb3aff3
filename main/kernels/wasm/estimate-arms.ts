import type { EstimateArms } from '../reference/estimate-arms.ts'
import type { Runner } from '../runner.ts'

export function estimateArms(run: Runner, input: EstimateArms): void {
  const at = run.address
  run.call(
    'arms',
    'estimateArms',
    ...[input.means.length, at(input.context), 8 * input.context.length, at(input.weights)],
    ...[at(input.pool), at(input.places), at(input.counts), input.regularization, at(input.scratch), at(input.means)],
    input.variances.length === 0 ? 0 : at(input.variances),
  )
}
