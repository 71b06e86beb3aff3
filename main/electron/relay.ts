import type { ClientMessage, HostMessage } from '../contract/protocol.ts'

interface Route<Window> {
  readonly window: Window
  readonly id: number
  readonly kind: 'call' | 'subscribe'
}

/** Makes the ids of several windows distinct on the one channel to the engine, and finds the window that an answer belongs to. */
export class Relay<Window> {
  readonly #routes = new Map<number, Route<Window>>()
  #lastId = 0

  /** The messages to pass on: the one given under an id of its own, before it the end of what used the same id in this window. */
  toEngine(window: Window, message: ClientMessage): readonly ClientMessage[] {
    const known = this.#find(window, message.id)
    switch (message.kind) {
      case 'call':
      case 'subscribe': {
        const before = known === undefined ? [] : [this.#end(known)]
        const id = ++this.#lastId
        this.#routes.set(id, { window, id: message.id, kind: message.kind })
        return [...before, { ...message, id }]
      }
      case 'cancel':
      case 'unsubscribe':
        return known === undefined ? [] : [this.#end(known)]
      default:
        return message satisfies never
    }
  }

  /** The window that waits for this message, with the id that it knows; undefined when nobody waits any more. */
  toWindow(message: HostMessage): { readonly window: Window; readonly message: HostMessage } | undefined {
    const route = this.#routes.get(message.id)
    if (!route) return undefined
    if (message.kind !== 'event') this.#routes.delete(message.id)
    return { window: route.window, message: { ...message, id: route.id } }
  }

  /** The window was closed or loaded anew: what must be told to the engine so that nothing goes on for nobody. */
  leave(window: Window): readonly ClientMessage[] {
    return [...this.#routes].filter(([, route]) => route.window === window).map(([id]) => this.#end(id))
  }

  /** The engine is gone, and every route with it. */
  reset(): void {
    this.#routes.clear()
  }

  get size(): number {
    return this.#routes.size
  }

  #find(window: Window, id: number): number | undefined {
    for (const [engineId, route] of this.#routes) if (route.window === window && route.id === id) return engineId
    return undefined
  }

  #end(id: number): ClientMessage {
    const kind = this.#routes.get(id)!.kind === 'call' ? 'cancel' : 'unsubscribe'
    this.#routes.delete(id)
    return { kind, id }
  }
}
