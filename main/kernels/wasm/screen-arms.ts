import type { ScreenArms } from '../reference/screen-arms.ts'
import type { Runner } from '../runner.ts'

export function screenArms(run: Runner, input: ScreenArms): void {
  const at = run.address
  run.call(
    'arms',
    'screenArms',
    ...[input.means.length, at(input.context), 8 * input.context.length, at(input.weights)],
    ...[at(input.pool), at(input.places), at(input.counts), input.regularization, at(input.scratch), at(input.means)],
    ...[at(input.lowers), at(input.uppers)],
  )
}
