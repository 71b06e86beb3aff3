import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dealBlock, emptyBlock, fillBlock } from '../../../../main/data/columns/blocks.ts'
import { startThreads, thisThread } from '../../../../main/data/columns/threads.ts'

function start(signal = new AbortController().signal) {
  const threads = startThreads(signal)
  onTestFinished(() => threads.end())
  return threads
}

const block = (user: readonly number[]) => {
  const into = emptyBlock(user.length, { value: null, time: false })
  fillBlock(into, 0, { user: Int32Array.from(user), item: new Int32Array(user.length), value: null, time: null })
  return into
}

describe('threads that work on a log', () => {
  it('change its rows where they lie, and answer what one thread answers', async () => {
    const [own, others] = [block([7, 3, 7]), block([7, 3, 7])]
    const codes = await start().run('renumber', { columns: [others.user], size: 8 })
    expect(codes).toEqual(await thisThread.run('renumber', { columns: [own.user], size: 8 }))
    expect([...others.user]).toEqual([0, 1, 0])
    expect([...own.user]).toEqual([0, 1, 0])
  })

  it('keep an order that is meant for one of them there', async () => {
    const threads = start()
    const folder = mkdtempSync(path.join(os.tmpdir(), 'recbench-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(path.join(folder, 'user.i32'), '')
    writeFileSync(path.join(folder, 'item.i32'), '')
    const parts = dealBlock(block([1, 2, 3, 4]), 2)
    await Promise.all(
      parts.map((blocks, part) => threads.run('writeRows', { blocks, row: 2 * part, folder, ticks: 1 })),
    )
    expect([...new Int32Array(Uint8Array.from(readFileSync(path.join(folder, 'user.i32'))).buffer)]).toEqual([
      1, 2, 3, 4,
    ])
    const thread = threads.count - 1
    const hashed = { folder, head: 'h', blocks: parts.flat() }
    await threads.run('hashColumns', hashed, { thread })
    await thisThread.run('hashColumns', hashed)
    const digest = await threads.run('digestColumns', { folder, ends: ['e'] }, { thread })
    expect(digest).toBe(await thisThread.run('digestColumns', { folder, ends: ['e'] }))
  })

  it('tell what went wrong', async () => {
    const rows = { blocks: [block([1])], row: 0, folder: '/nowhere', ticks: 1 }
    await expect(start().run('writeRows', rows)).rejects.toMatchObject({
      message: expect.stringContaining('/nowhere') as string,
    })
  })

  it('end with what they are at when they are cancelled', async () => {
    const cancel = new AbortController()
    const threads = start(cancel.signal)
    const orders = Array.from({ length: 9 }, () => threads.run('renumber', { columns: [], size: 1 }))
    cancel.abort()
    for (const order of orders) await expect(order).rejects.toMatchObject({ code: 'cancelled' })
    await expect(threads.run('renumber', { columns: [], size: 1 })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
