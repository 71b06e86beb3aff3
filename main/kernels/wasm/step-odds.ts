import type { StepOdds } from '../reference/step-odds.ts'
import type { Runner } from '../runner.ts'

/** Products of rows in a grain, about; a grain has a row at the least. */
const productsPerGrain = 4096

export function stepOdds(run: Runner, input: StepOdds): void {
  const { offsets, from, to, each, width, losses } = input
  const rows = to - from
  losses.fill(0, 0, rows)
  const products = offsets[to]! - offsets[from]! + each * rows
  const mark = run.memory.mark()
  const scratch = run.memory.doubles(width * run.threads)
  run.share(
    'odds',
    'stepOdds',
    rows,
    Math.max(1, Math.floor((productsPerGrain * rows) / Math.max(1, products))),
    from,
    ...[offsets, input.indices, input.own, input.squares, input.other].map(run.address),
    ...[8 * width, input.one, run.address(input.draws), each],
    ...[input.learningRate, input.regularization, input.confidence, run.address(scratch), run.address(losses)],
  )
  run.memory.release(mark)
}
