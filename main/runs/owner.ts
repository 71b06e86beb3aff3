import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process owns something on disk. `started` tells a process from a later one with the same number, where the platform says it. */
export interface Owner {
  readonly host: string
  readonly pid: number
  readonly started: string | null
}

export const describeOwner = (pid = process.pid): Owner => ({ host: hostname(), pid, started: readStart(pid) })

/** Whether the owner still runs; a process on another machine is taken for alive while its heartbeat is younger than half a minute. */
export function isAlive(owner: Owner, heartbeatAt: number): boolean {
  if (owner.host !== hostname()) return Date.now() - heartbeatAt < 30_000
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const started = readStart(owner.pid)
  return started === null || owner.started === null || started === owner.started
}

/** Start time in clock ticks since boot, from Linux' process table; a zombie counts as gone. Null on other platforms. */
function readStart(pid: number): string | null {
  if (process.platform !== 'linux') return null
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? 'gone' : (fields[19] ?? null)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    return null
  }
}
