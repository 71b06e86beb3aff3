import type { CallName, Parameters, Result } from './api/index.ts'
import { fromErrorReport, RecbenchError } from './errors.ts'
import type { Events, Topic } from './events.ts'
import type { JobId } from './ids.ts'
import type { ClientWire, HostMessage } from './protocol.ts'

export interface Client {
  /** Rejects with a RecbenchError; `cancelled` when the signal fires first. */
  call<Name extends CallName>(name: Name, parameters: Parameters<Name>, signal?: AbortSignal): Promise<Result<Name>>
  /** Returns the function that ends the subscription. */
  subscribe<T extends Topic>(topic: T, listener: (payload: Events[T]) => void): () => void
  onClose(listener: (reason: string) => void): void
  close(): void
}

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The one client of the contract; a wire decides where the host is. */
export function connect(wire: ClientWire): Client {
  const pending = new Map<number, Pending>()
  const listeners = new Map<number, (payload: never) => void>()
  const closeListeners: ((reason: string) => void)[] = []
  let closed: string | undefined
  let lastId = 0

  wire.onMessage((message: HostMessage) => {
    if (message.kind === 'event') return listeners.get(message.id)?.(message.payload as never)
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if (message.kind === 'result') waiting?.resolve(message.result)
    else waiting?.reject(fromErrorReport(message.error))
  })
  wire.onClose((reason) => {
    closed = reason
    for (const { reject } of pending.values()) reject(lost(reason))
    pending.clear()
    for (const listener of closeListeners) listener(reason)
  })

  return {
    call(name, parameters, signal) {
      if (closed !== undefined) return Promise.reject(lost(closed))
      if (signal?.aborted) return Promise.reject(cancelled(name))
      const id = ++lastId
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject })
        signal?.addEventListener('abort', () => {
          if (!pending.delete(id)) return
          wire.send({ kind: 'cancel', id })
          reject(cancelled(name))
        })
        wire.send({ kind: 'call', id, name, parameters })
      })
    },
    subscribe(topic, listener) {
      const id = ++lastId
      listeners.set(id, listener as (payload: never) => void)
      wire.send({ kind: 'subscribe', id, topic })
      return () => {
        if (listeners.delete(id) && closed === undefined) wire.send({ kind: 'unsubscribe', id })
      }
    },
    onClose: (listener) => void closeListeners.push(listener),
    close: () => wire.close(),
  }
}

const lost = (reason: string) =>
  new RecbenchError('crashed', `The engine is not reachable: ${reason}`, {
    remedy: 'It is restarted; try again in a moment.',
  })
const cancelled = (name: string) => new RecbenchError('cancelled', `The call ${name} was cancelled.`)

/** Starts a job by a call and waits for its result. */
export async function finish<T>(client: Client, job: Promise<JobId> | JobId, signal?: AbortSignal): Promise<T> {
  const id = await job
  signal?.addEventListener('abort', () => void client.call('jobs/cancel', { job: id }).catch(() => undefined))
  return (await client.call('jobs/result', { job: id })) as T
}
