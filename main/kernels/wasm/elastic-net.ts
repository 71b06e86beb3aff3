import type { ElasticNet } from '../reference/elastic-net.ts'
import type { Runner } from '../runner.ts'

/** Coordinates for which a thread has room at first; the targets that need more are fitted again with twice as many. */
const firstCapacity = 512

export function elasticNet(run: Runner, input: ElasticNet): void {
  const size = Math.sqrt(input.gram.length)
  const mark = run.memory.mark()
  const places = run.memory.integers(input.targets.length)
  const fits = run.memory.integers(input.targets.length)
  let open = input.targets.length
  for (let at = 0; at < open; at++) places[at] = at
  for (let capacity = Math.min(size, firstCapacity); open > 0; capacity = Math.min(size, 2 * capacity)) {
    fit(run, input, size, places, open, fits, capacity)
    let left = 0
    for (let at = 0; at < open; at++) if (fits[at] === 0) places[left++] = places[at]!
    open = left
  }
  run.memory.release(mark)
}

/** Fits the first `count` of the places among the targets, and marks with 1 those that had room. */
function fit(
  run: Runner,
  { gram, targets, l1, l2, positive, tolerance, weights }: ElasticNet,
  size: number,
  places: Int32Array,
  count: number,
  fits: Int32Array,
  capacity: number,
): void {
  const at = run.address
  const mark = run.memory.mark()
  // Products and excesses of all; weights, targets and products of the working set; what was found, what is active; the items of the set and its matrix.
  const stride = 8 * Math.ceil((24 * size + 28 * capacity + 4 * capacity * capacity) / 8) + 64
  const scratch = run.memory.bytes(stride * run.threads)
  run.share(
    'coordinate-descent',
    'elasticNet',
    count,
    1,
    ...[at(gram), size, at(targets), at(places), l1, l2, Number(positive), tolerance],
    ...[at(weights), at(fits), capacity, at(scratch), stride],
  )
  run.memory.release(mark)
}
