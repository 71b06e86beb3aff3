import { cells, type SharedKernel } from './protocol.ts'

/** Takes rows, a grain at a time, until none is left. Every row is worked on once, by whichever thread comes first. */
export function takeRows(kernel: SharedKernel, thread: number, control: Int32Array, values: readonly number[]): void {
  const count = Atomics.load(control, cells.count)
  const grain = Atomics.load(control, cells.grain)
  for (let from = Atomics.add(control, cells.next, grain); from < count; from = Atomics.add(control, cells.next, grain))
    kernel(from, Math.min(from + grain, count), thread, ...values)
}
