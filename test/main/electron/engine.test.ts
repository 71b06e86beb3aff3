import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HostMessage } from '../../../main/contract/protocol.ts'
import type { EngineState } from '../../../main/contract/shell.ts'
import { Engine } from '../../../main/electron/engine.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-engine-'))
  await writeFile(
    path.join(folder, 'echo.mjs'),
    `process.on('message', ({ kind, connection, message }) => {
       if (kind === 'stop') process.exit(0)
       process.send({ kind: 'message', connection, message: { kind: 'result', id: message.id, result: message.parameters } })
     })
     process.send({ kind: 'ready' })`,
  )
  await writeFile(
    path.join(folder, 'refusing.mjs'),
    `const error = { code: 'conflict', message: 'Another engine uses this workspace.' }
     process.send({ kind: 'failed', error }, () => process.exit(1))`,
  )
  await writeFile(path.join(folder, 'broken.mjs'), `throw new Error('no such table')`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function start(entry: string, options = {}) {
  const states: EngineState[] = []
  const messages: [number, HostMessage][] = []
  const wakers = new Set<() => void>()
  const wake = () => wakers.forEach((waker) => waker())
  const engine = new Engine(
    { node: process.execPath, entry: path.join(folder, entry), arguments: [], pauses: [10], ...options },
    {
      message: (connection, message) => void (messages.push([connection, message]), wake()),
      state: (state) => void (states.push(state), wake()),
      log: () => undefined,
    },
  )
  engine.start()
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const waker = () => {
        if (!condition()) return
        wakers.delete(waker)
        resolve()
      }
      wakers.add(waker)
      waker()
    })
  return { engine, states, messages, until }
}

const call = (connection: number, parameters: unknown) =>
  ({ kind: 'message', connection, message: { kind: 'call', id: 1, name: 'data/list', parameters } }) as const

describe('the engine of the desktop shell', () => {
  it('is ready when it says so, and carries messages both ways with typed arrays intact', async () => {
    const { engine, states, messages, until } = start('echo.mjs')
    await until(() => states.length === 1)
    expect(states[0]!.state).toBe('ready')
    engine.post(call(7, { values: new Float32Array([1, 2]) }))
    await until(() => messages.length === 1)
    expect(messages[0]).toEqual([7, { kind: 'result', id: 1, result: { values: new Float32Array([1, 2]) } }])
    await engine.stop()
  })

  it('is started again after kill -9, says so, and answers anew', async () => {
    const { engine, states, messages, until } = start('echo.mjs')
    await until(() => states.length === 1)
    const pid = engine.pid!
    process.kill(pid, 'SIGKILL')
    await until(() => states.length === 3)
    expect(states.map(({ state }) => state)).toEqual(['ready', 'lost', 'ready'])
    expect(states[1]!.reason).toBe('The engine was ended by SIGKILL. It is started again.')
    expect(engine.pid).not.toBe(pid)
    engine.post(call(1, 'again'))
    await until(() => messages.length === 1)
    await engine.stop()
    expect(states).toHaveLength(3)
  })

  it('stays off when it crashes again and again, with the reason', async () => {
    const { engine, states, until } = start('broken.mjs', { limit: 2 })
    await until(() => states.at(-1)?.state === 'failed')
    expect(states.map(({ state }) => state)).toEqual(['lost', 'lost', 'failed'])
    expect(states.at(-1)!.reason).toContain('Error: no such table')
    await engine.stop()
  })

  it('stays off at once when the engine says why it cannot start', async () => {
    const { engine, states, until } = start('refusing.mjs')
    await until(() => states.length === 1)
    await engine.stop()
    expect(states).toEqual([{ state: 'failed', reason: 'Another engine uses this workspace.' }])
  })

  it('reports a Node that is not there instead of throwing', async () => {
    const { engine, states, until } = start('echo.mjs', { node: path.join(folder, 'absent'), limit: 0 })
    await until(() => states.length === 1)
    expect(states[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('ENOENT') })
    await engine.stop()
  })
})
