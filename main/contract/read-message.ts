import type { ClientMessage } from './protocol.ts'

/** Reads what arrived on a wire as a client's message; undefined when it is none. What a call carries is checked by its schema, in the host. */
export function readClientMessage(value: unknown): ClientMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, id, name, topic, parameters } = value as Record<string, unknown>
  if (!Number.isSafeInteger(id)) return undefined
  const message = { id: id as number }
  switch (kind) {
    case 'call':
      return typeof name === 'string' ? { kind, ...message, name, parameters } : undefined
    case 'subscribe':
      return typeof topic === 'string' ? { kind, ...message, topic } : undefined
    case 'cancel':
    case 'unsubscribe':
      return { kind, ...message }
    default:
      return undefined
  }
}
