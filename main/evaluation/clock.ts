/** Processor seconds that this thread has spent, so that other work on the machine does not count; wall-clock seconds where the runtime cannot tell. */
export function clock(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.now() / 1000
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}
