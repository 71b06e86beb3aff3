import { signal, type ReadonlySignal } from '@preact/signals'
import { connect, type Client } from '../../main/contract/client.ts'
import type { Events, Topic } from '../../main/contract/events.ts'
import type { ClientWire } from '../../main/contract/protocol.ts'
import { RecbenchError } from '../../main/contract/errors.ts'

export type Connection =
  | { readonly state: 'connecting' }
  | {
      readonly state: 'connected'
      /** Counts connections; a new number means that everything shown must be asked for again. */ readonly number: number
    }
  | { readonly state: 'lost'; readonly reason: string; readonly attempt: number }

export interface ReconnectingClient extends Client {
  readonly connection: ReadonlySignal<Connection>
  /** Tries again at once. */
  retry(): void
}

interface Subscription {
  readonly topic: Topic
  readonly listener: (payload: never) => void
  stop: () => void
}

const delays = [250, 500, 1000, 2000, 4000, 8000]

/**
 * A client that opens its wire again, with growing pauses, whenever it closes. Calls made while there is no wire wait for the next
 * one; calls that were under way are rejected as `crashed`; subscriptions are made again.
 */
export function reconnecting(open: () => Promise<ClientWire>): ReconnectingClient {
  const connection = signal<Connection>({ state: 'connecting' })
  const subscriptions = new Set<Subscription>()
  const closeListeners: ((reason: string) => void)[] = []
  let current: Client | undefined
  let waiting: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let opened = 0
  let attempt = 0
  let ended = false

  async function start() {
    timer = undefined
    try {
      attach(connect(await open()))
    } catch (error) {
      plan(error instanceof Error ? error.message : String(error))
    }
  }

  function attach(client: Client) {
    current = client
    attempt = 0
    for (const subscription of subscriptions)
      subscription.stop = client.subscribe(subscription.topic, subscription.listener as (payload: unknown) => void)
    client.onClose((reason) => {
      current = undefined
      for (const listener of closeListeners) listener(reason)
      plan(reason)
    })
    connection.value = { state: 'connected', number: ++opened }
    for (const resume of waiting.splice(0)) resume()
  }

  function plan(reason: string) {
    if (ended) return
    connection.value = { state: 'lost', reason, attempt }
    timer = setTimeout(start, delays[Math.min(attempt, delays.length - 1)])
    attempt++
  }

  function whenConnected(signal: AbortSignal | undefined): Promise<Client> {
    if (current) return Promise.resolve(current)
    return new Promise((resolve, reject) => {
      const resume = () => resolve(current!)
      waiting.push(resume)
      signal?.addEventListener('abort', () => {
        waiting = waiting.filter((other) => other !== resume)
        reject(new RecbenchError('cancelled', 'The call was cancelled before the engine was reached.'))
      })
    })
  }

  void start()
  return {
    connection,
    call: async (name, parameters, signal) => (await whenConnected(signal)).call(name, parameters, signal),
    subscribe<T extends Topic>(topic: T, listener: (payload: Events[T]) => void) {
      const subscription: Subscription = {
        topic,
        listener,
        stop: current?.subscribe(topic, listener) ?? (() => undefined),
      }
      subscriptions.add(subscription)
      return () => {
        if (subscriptions.delete(subscription)) subscription.stop()
      }
    },
    onClose: (listener) => void closeListeners.push(listener),
    close() {
      ended = true
      clearTimeout(timer)
      current?.close()
    },
    retry() {
      if (timer === undefined) return
      clearTimeout(timer)
      void start()
    },
  }
}
