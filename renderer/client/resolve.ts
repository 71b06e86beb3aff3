import { bridgeOpener } from './electron.ts'
import { reconnecting, type ReconnectingClient } from './reconnect.ts'
import { openSocket } from './socket.ts'

let resolved: ReconnectingClient | undefined

/** The one place that chooses how the page reaches the engine: the desktop shell's bridge, or the server's WebSocket. */
export function getClient(): ReconnectingClient {
  resolved ??= reconnecting(window.recbench ? bridgeOpener(window.recbench) : openSocket)
  return resolved
}

export const isDesktop = () => window.recbench !== undefined
