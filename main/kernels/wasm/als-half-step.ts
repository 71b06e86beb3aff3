import type { AlsHalfStep } from '../reference/als-half-step.ts'
import type { Runner } from '../runner.ts'

/** Rows of a grain; a multiple of the eight that go together. */
const grain = 32
/** Rows that are stepped together. */
const together = 8

export function alsHalfStep(run: Runner, input: AlsHalfStep): void {
  const { offsets, indices, fixed, solved, width, gram, ridges, steps, losses, from, to } = input
  const { memory, address, threads } = run
  const mark = memory.mark()
  const problem = [
    ...[from, address(offsets), address(indices), address(fixed), address(solved), width, address(gram)],
    ...[address(ridges), input.confidence, input.unobserved],
  ]
  if (steps === 0) {
    const scratch = memory.doubles(threads * width * (width + 1))
    run.share('cholesky-rows', 'alsExact', to - from, grain, ...problem, address(losses), address(scratch))
  } else {
    let longest = 0
    for (let row = from; row < to; row++) longest = Math.max(longest, offsets[row + 1]! - offsets[row]!)
    const floats = 16 * Math.ceil((3 * together * width + longest) / 16)
    const scratch = memory.floats(threads * floats)
    const room = [address(scratch), 4 * floats]
    run.share('least-squares', 'alsHalfStep', to - from, grain, ...problem, steps, address(losses), ...room)
  }
  memory.release(mark)
}
