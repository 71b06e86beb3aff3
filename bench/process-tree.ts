import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

/** A process of a tree: what it is, and the bytes it occupies. */
export interface Occupant {
  readonly name: string
  readonly bytes: number
}

/**
 * What is counted of a process: only the pages that no other can share, which is read in no time; or all, a page that several share divided among them, so that
 * a sum counts it once (proportional set size).
 */
export type Counted = 'own' | 'proportional'

/** A process and all below it. Counted so on Linux, by `/proc`; elsewhere `ps` gives resident sets, of which the sum is too large. */
export const readTree = (root: number, counted: Counted): Promise<readonly Occupant[]> =>
  process.platform === 'linux' ? Promise.resolve(readLinux(root, counted)) : readByPs(root)

function readLinux(root: number, counted: Counted): readonly Occupant[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? readGone(`/proc/${entry}/stat`) : null
    // The name before it may hold anything, brackets too.
    if (stat) parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const { file, line } = places[counted]
  return treeOf(root, parents).flatMap((pid) => {
    const kilobytes = line.exec(readGone(`/proc/${pid}/${file}`) ?? '')?.[1]
    if (kilobytes === undefined) return []
    const command = (readGone(`/proc/${pid}/cmdline`) ?? '').split('\0')
    return { name: pid === root ? rootName : nameOf(command), bytes: Number(kilobytes) * 1024 }
  })
}

const places = {
  own: { file: 'status', line: /^RssAnon:\s+(\d+)/m },
  proportional: { file: 'smaps_rollup', line: /^Pss:\s+(\d+)/m },
} as const

/** A file of a process that may have ended since it was listed; null then. */
function readGone(file: string): string | null {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}

async function readByPs(root: number): Promise<readonly Occupant[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,args='])
  const rows = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/gm)]
  const parents = new Map(rows.map(([, pid, parent]) => [Number(pid), Number(parent)]))
  const tree = new Set(treeOf(root, parents))
  return rows
    .filter(([, pid]) => tree.has(Number(pid)))
    .map(([, pid, , kilobytes, command]) => ({
      name: Number(pid) === root ? rootName : nameOf(command!.split(' ')),
      bytes: Number(kilobytes) * 1024,
    }))
}

function treeOf(root: number, parents: ReadonlyMap<number, number>): number[] {
  const tree = new Set([root])
  for (let size = 0; size < tree.size;) {
    size = tree.size
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid)
  }
  return [...tree]
}

const rootName = 'engine'

/** `data-process` of `node … main/data/data-process.ts /folder`. */
export function nameOf(command: readonly string[]): string {
  const script = command.find((word) => /\.[cm]?[jt]s$/.test(word))
  return path.parse(script ?? command[0] ?? '').name
}
