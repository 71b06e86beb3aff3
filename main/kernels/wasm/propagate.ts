import type { Propagate } from '../reference/propagate.ts'
import type { Runner } from '../runner.ts'

export function propagate(run: Runner, input: Propagate): void {
  const { offsets, indices, source, width, into, weights, scale, total } = input
  const { memory, address } = run
  const rows = offsets.length - 1
  const doubles = into instanceof Float64Array
  const mark = memory.mark()
  const ones = (count: number) => (doubles ? memory.doubles(count) : memory.floats(count)).fill(1)
  const factors = [weights ?? ones(width === 0 ? 0 : source.length / width), scale ?? ones(rows)]
  const places = [offsets, indices, ...factors, source].map(address)
  const name = doubles ? 'propagateDoubles' : 'propagateFloats'
  run.share('graphs', name, rows, 128, ...places, width, address(into), total ? address(total) : 0)
  memory.release(mark)
}
