import { describe, expect, it } from 'vitest'
import { Relay } from '../../../main/electron/relay.ts'

const call = (id: number) => ({ kind: 'call', id, name: 'data/list', parameters: {} }) as const

describe('the relay of several windows', () => {
  it('gives the same id of two windows two ids in the engine, and returns each answer to its own window', () => {
    const relay = new Relay<string>()
    const [first] = relay.toEngine('a', call(1))
    const [second] = relay.toEngine('b', call(1))
    expect(first!.id).not.toBe(second!.id)
    expect(relay.toWindow({ kind: 'result', id: second!.id, result: 7 })).toEqual({
      window: 'b',
      message: { kind: 'result', id: 1, result: 7 },
    })
    expect(relay.toWindow({ kind: 'result', id: first!.id, result: 8 })).toMatchObject({ window: 'a' })
    expect(relay.size).toBe(0)
  })

  it('keeps a subscription until it is ended', () => {
    const relay = new Relay<string>()
    const [subscribed] = relay.toEngine('a', { kind: 'subscribe', id: 5, topic: 'run' })
    const event = { kind: 'event', id: subscribed!.id, payload: {} } as const
    expect(relay.toWindow(event)?.message.id).toBe(5)
    expect(relay.toWindow(event)?.message.id).toBe(5)
    expect(relay.toEngine('a', { kind: 'unsubscribe', id: 5 })).toEqual([{ kind: 'unsubscribe', id: subscribed!.id }])
    expect(relay.toWindow(event)).toBeUndefined()
  })

  it('passes a cancellation on once, and drops an answer that comes after it', () => {
    const relay = new Relay<string>()
    const [sent] = relay.toEngine('a', call(1))
    expect(relay.toEngine('a', { kind: 'cancel', id: 1 })).toEqual([{ kind: 'cancel', id: sent!.id }])
    expect(relay.toEngine('a', { kind: 'cancel', id: 1 })).toEqual([])
    expect(relay.toWindow({ kind: 'result', id: sent!.id, result: 1 })).toBeUndefined()
  })

  it('cannot be used by one window to end what another one asked', () => {
    const relay = new Relay<string>()
    relay.toEngine('a', call(1))
    expect(relay.toEngine('b', { kind: 'cancel', id: 1 })).toEqual([])
    expect(relay.size).toBe(1)
  })

  it('cancels and unsubscribes everything of a window that leaves, and nothing else', () => {
    const relay = new Relay<string>()
    relay.toEngine('a', call(1))
    relay.toEngine('a', { kind: 'subscribe', id: 2, topic: 'job' })
    relay.toEngine('b', call(1))
    expect(relay.leave('a').map(({ kind }) => kind)).toEqual(['cancel', 'unsubscribe'])
    expect(relay.size).toBe(1)
  })

  it('ends what an id stood for before the window uses it again', () => {
    const relay = new Relay<string>()
    const [old] = relay.toEngine('a', { kind: 'subscribe', id: 1, topic: 'job' })
    const messages = relay.toEngine('a', call(1))
    expect(messages[0]).toEqual({ kind: 'unsubscribe', id: old!.id })
    expect(messages[1]).toMatchObject({ kind: 'call' })
  })
})
