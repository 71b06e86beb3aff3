import type { ClientMessage, ClientWire, HostMessage, HostWire } from './protocol.ts'

/** Two ends of one wire in the same process. Messages are copied, so that nothing is shared by accident, and arrive asynchronously. */
export function inMemoryPair(): { client: ClientWire; host: HostWire } {
  const toHost: ((message: ClientMessage) => void)[] = []
  const toClient: ((message: HostMessage) => void)[] = []
  const closeListeners: ((reason: string) => void)[] = []
  let open = true

  const deliver = <M>(listeners: ((message: M) => void)[], message: M) => {
    const copy = structuredClone(message)
    queueMicrotask(() => open && listeners.forEach((listener) => listener(copy)))
  }
  const close = () => {
    if (!open) return
    open = false
    closeListeners.forEach((listener) => listener('The connection was closed.'))
  }
  const shared = { onClose: (listener: (reason: string) => void) => void closeListeners.push(listener), close }
  return {
    client: {
      ...shared,
      send: (message) => deliver(toHost, message),
      onMessage: (listener) => void toClient.push(listener),
    },
    host: {
      ...shared,
      send: (message) => deliver(toClient, message),
      onMessage: (listener) => void toHost.push(listener),
    },
  }
}
