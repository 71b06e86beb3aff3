import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The id of the running process below `parent`, at any depth, whose command line holds a text; rejects unless there is exactly one. Needs `ps`: Linux and macOS. */
export async function findDescendant(parent: number, text: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='])
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, above, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return command === undefined ? [] : [{ pid: Number(pid), above: Number(above), command }]
  })
  const below = new Set([parent])
  for (let size = 0; size < below.size;) {
    size = below.size
    for (const { pid, above } of all) if (below.has(above)) below.add(pid)
  }
  const found = all.filter(({ pid, command }) => below.has(pid) && command.includes(text))
  if (found.length !== 1) throw new Error(`Found ${found.length} processes with "${text}" below ${parent}.`)
  return found[0]!.pid
}
