import type { Events, Topic } from '../contract/events.ts'
import type { EventSource } from '../contract/serve.ts'

type Listener = (payload: never) => void

/** Where everything in the engine tells what happened; clients subscribe to it. */
export class Hub implements EventSource {
  readonly #listeners = new Map<Topic, Set<Listener>>()
  readonly #notices: string[] = []

  subscribe<T extends Topic>(topic: T, listener: (payload: Events[T]) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  emit<T extends Topic>(topic: T, payload: Events[T]): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(payload as never)
  }

  /** Tells every client, and keeps the sentence for those who connect later. */
  notice(level: Events['notice']['level'], text: string, remedy: string | null = null): void {
    this.#notices.push(text)
    if (this.#notices.length > 50) this.#notices.shift()
    this.emit('notice', { level, text, remedy })
  }

  get notices(): readonly string[] {
    return this.#notices
  }
}
