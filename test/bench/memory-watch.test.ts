import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { MemoryWatch } from '../../bench/memory-watch.ts'
import { nameOf, readTree } from '../../bench/process-tree.ts'

describe('what a process and all below it occupy', () => {
  it('is told by process, a script by its name', () => {
    expect(nameOf(['/usr/bin/node', '--flag', '/home/a b/data-process.ts', '/folder'])).toBe('data-process')
    expect(nameOf(['/usr/bin/chromium', '--type=renderer'])).toBe('chromium')
  })

  it('has its peak in the part of the journey in which it was', async () => {
    const script = `setTimeout(() => (globalThis.kept = new Uint8Array(3e8).fill(1)), 600); setTimeout(() => undefined, 1600)`
    const child = spawn(process.execPath, ['-e', script])
    const watch = new MemoryWatch(child.pid!, 'before')
    setTimeout(() => (watch.where = 'after'), 500)
    await new Promise((resolve) => child.once('close', resolve))
    const [before, after] = await watch.stop()
    expect(after!.bytes - before!.bytes).toBeGreaterThan(2.5e8)
    expect(Object.keys(after!.parts)).toEqual(['engine'])
  })

  it('is nothing where the process has ended', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => child.once('close', resolve))
    expect(await readTree(child.pid!, 'proportional')).toEqual([])
  })
})
