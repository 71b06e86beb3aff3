import { describe, expect, it } from 'vitest'
import { connect } from '../../../main/contract/client.ts'
import { RecbenchError } from '../../../main/contract/errors.ts'
import { inMemoryPair } from '../../../main/contract/in-memory.ts'
import { serve, type Handlers } from '../../../main/contract/serve.ts'

function start(handlers: Partial<Handlers>) {
  const listeners = new Set<(payload: never) => void>()
  const events = {
    subscribe: (_topic: string, listener: (payload: never) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const { client, host } = inMemoryPair()
  serve(host, handlers as Handlers, events)
  return {
    client: connect(client),
    listeners,
    emit: (payload: unknown) => listeners.forEach((listener) => listener(payload as never)),
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('serve', () => {
  it('answers a call with the result of its handler', async () => {
    const { client } = start({ 'workspace/recall': ({ key }) => `value of ${key}` })
    expect(await client.call('workspace/recall', { key: 'theme' })).toBe('value of theme')
  })

  it('refuses parameters that do not fit the schema, and says where', async () => {
    const { client } = start({ 'workspace/recall': () => null })
    await expect(client.call('workspace/recall', { key: 3 } as never)).rejects.toMatchObject({
      code: 'invalid-parameter',
      where: 'workspace/recall, key',
    })
  })

  it('carries an error with its code, place and remedy', async () => {
    const { client } = start({
      'data/get': () => {
        throw new RecbenchError('not-found', 'There is no data set "x".', { remedy: 'Import it.' })
      },
    })
    await expect(client.call('data/get', { name: 'x' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no data set "x".',
      remedy: 'Import it.',
    })
  })

  it('refuses a call that the contract does not have, also one named like a property of every object', async () => {
    const { client } = start({})
    await expect(client.call('constructor' as never, {} as never)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('aborts the handler when the client cancels', async () => {
    let aborted = false
    const { client } = start({
      'data/list': (_parameters, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => ((aborted = true), resolve([])))),
    })
    const controller = new AbortController()
    const answer = client.call('data/list', {}, controller.signal)
    await settle()
    controller.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    await settle()
    expect(aborted).toBe(true)
  })

  it('rejects a call whose signal was aborted before', async () => {
    const { client } = start({ 'data/list': () => [] })
    await expect(client.call('data/list', {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('delivers events until the subscription ends, and leaks no listener', async () => {
    const { client, emit, listeners } = start({})
    const seen: unknown[] = []
    const end = client.subscribe('changed', (payload) => seen.push(payload))
    await settle()
    emit({ what: 'runs' })
    await settle()
    end()
    await settle()
    emit({ what: 'data' })
    await settle()
    expect(seen).toEqual([{ what: 'runs' }])
    expect(listeners.size).toBe(0)
  })

  it('rejects what is pending when the wire closes', async () => {
    const { client } = start({ 'data/list': () => new Promise(() => undefined) })
    const answer = client.call('data/list', {})
    await settle()
    client.close()
    await expect(answer).rejects.toMatchObject({ code: 'crashed' })
  })
})
