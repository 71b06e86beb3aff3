import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

/** Resident bytes of processes by what they are. */
export type Residents = Readonly<Record<string, number>>

export interface MemoryPeak {
  /** Resident bytes of all processes together, at their most, and what each had then. */
  readonly bytes: number
  readonly parts: Residents
  /** The most that each process ever had. */
  readonly each: Residents
  readonly where: string
}

const pause = 250

/** Watches what a process and all below it occupy until it is stopped. Needs `ps`: Linux and macOS. */
export class MemoryWatch {
  where = ''
  readonly #root: number
  readonly #peaks = new Map<string, MemoryPeak>()
  #each: Record<string, number> = {}
  #stopped = false
  readonly #done: Promise<void>

  constructor(root: number) {
    this.#root = root
    this.#done = this.#watch()
  }

  /** The peak of each part of the journey, in its order. */
  async stop(): Promise<readonly MemoryPeak[]> {
    this.#stopped = true
    await this.#done
    return [...this.#peaks.values()]
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      const where = this.where
      this.#keep(where, await readResidents(this.#root))
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  #keep(where: string, parts: Residents): void {
    const bytes = Object.values(parts).reduce((sum, value) => sum + value, 0)
    if (!this.#peaks.has(where)) this.#each = {}
    for (const [name, value] of Object.entries(parts)) this.#each[name] = Math.max(this.#each[name] ?? 0, value)
    const before = this.#peaks.get(where)
    const most = before && before.bytes > bytes ? before : { bytes, parts }
    this.#peaks.set(where, { bytes: most.bytes, parts: most.parts, each: this.#each, where })
  }
}

async function readResidents(root: number): Promise<Residents> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,args='])
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, above, kilobytes, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined
      ? []
      : [{ pid: Number(pid), above: Number(above), bytes: Number(kilobytes) * 1024, command }]
  })
  const below = new Set([root])
  for (let size = 0; size < below.size;) {
    size = below.size
    for (const { pid, above } of all) if (below.has(above)) below.add(pid)
  }
  const parts: Record<string, number> = {}
  for (const { pid, bytes, command } of all) {
    if (!below.has(pid)) continue
    const name = pid === root ? 'engine and server' : nameOf(command)
    parts[name] = (parts[name] ?? 0) + bytes
  }
  return parts
}

/** `data-process` of `node … main/data/data-process.ts /folder`. */
const nameOf = (command: string): string => {
  const script = /\S+\.[cm]?[jt]s(?=\s|$)/.exec(command)?.[0]
  return script ? path.parse(script).name : path.basename(command.split(' ')[0]!)
}
