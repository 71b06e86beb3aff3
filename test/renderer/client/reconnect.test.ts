import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClientMessage, ClientWire, HostMessage } from '../../../main/contract/protocol.ts'
import { reconnecting } from '../../../renderer/client/reconnect.ts'

/** A wire whose far end is the test. */
class TestWire implements ClientWire {
  readonly sent: ClientMessage[] = []
  receive: (message: HostMessage) => void = () => undefined
  lose: (reason: string) => void = () => undefined

  send(message: ClientMessage) {
    this.sent.push(message)
  }
  onMessage(listener: (message: HostMessage) => void) {
    this.receive = listener
  }
  onClose(listener: (reason: string) => void) {
    this.lose = listener
  }
  close() {
    this.lose('closed by the page')
  }
}

describe('a reconnecting client', () => {
  const wires: TestWire[] = []
  const open = vi.fn(() => {
    const wire = new TestWire()
    wires.push(wire)
    return Promise.resolve(wire)
  })
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    open.mockClear()
    wires.length = 0
  })

  it('keeps calls until there is a wire', async () => {
    const client = reconnecting(open)
    const answer = client.call('data/list', {})
    await vi.advanceTimersByTimeAsync(0)
    expect(wires[0]!.sent).toMatchObject([{ kind: 'call', name: 'data/list' }])
    wires[0]!.receive({ kind: 'result', id: 1, result: [] })
    expect(await answer).toEqual([])
  })

  it('opens again after a loss, subscribes again, and counts connections', async () => {
    const client = reconnecting(open)
    const heard: unknown[] = []
    client.subscribe('changed', (payload) => heard.push(payload))
    await vi.advanceTimersByTimeAsync(0)
    wires[0]!.lose('the engine ended')
    expect(client.connection.value).toMatchObject({ state: 'lost', reason: 'the engine ended' })
    await vi.advanceTimersByTimeAsync(250)
    expect(client.connection.value).toEqual({ state: 'connected', number: 2 })
    expect(wires[1]!.sent).toMatchObject([{ kind: 'subscribe', topic: 'changed' }])
    wires[1]!.receive({ kind: 'event', id: wires[1]!.sent[0]!.id, payload: { what: 'data' } })
    expect(heard).toEqual([{ what: 'data' }])
  })

  it('rejects calls that were under way, since their answer is lost', async () => {
    const client = reconnecting(open)
    await vi.advanceTimersByTimeAsync(0)
    const answer = client.call('data/list', {})
    await vi.advanceTimersByTimeAsync(0)
    wires[0]!.lose('the engine ended')
    await expect(answer).rejects.toMatchObject({ code: 'crashed' })
  })

  it('waits longer after each failure, and tries at once when asked', async () => {
    let fails = true
    const client = reconnecting(() => (fails ? Promise.reject(new Error('no server')) : open()))
    await vi.advanceTimersByTimeAsync(250 + 500)
    expect(client.connection.value).toMatchObject({ state: 'lost', attempt: 2 })
    fails = false
    client.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(client.connection.value.state).toBe('connected')
  })

  it('cancels a waiting call by its signal', async () => {
    const client = reconnecting(() => new Promise(() => undefined))
    const control = new AbortController()
    const answer = client.call('data/list', {}, control.signal)
    control.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })
})
