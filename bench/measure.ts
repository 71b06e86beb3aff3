import type { Measured } from './work.ts'

/** Wall and processor seconds of `work`, all threads of this process together. */
export async function timed<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ readonly result: Result; readonly seconds: number; readonly cpu: number }> {
  const before = process.cpuUsage()
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  return { result, seconds, cpu: (user + system) / 1e6 }
}

/** The same for a unit of work that was done `count` times. */
export const perUnit = ({ seconds, cpu }: Measured, count: number): Measured => ({
  seconds: seconds / count,
  cpu: cpu / count,
})
