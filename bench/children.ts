import type { ChildProcess } from 'node:child_process'

/** Ends a child when this process ends before it. */
export function endWithUs(child: ChildProcess): void {
  const end = () => void child.kill()
  process.once('exit', end)
  child.once('close', () => process.off('exit', end))
}

/** Makes signals that end this process run what is tied to its end. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
}
