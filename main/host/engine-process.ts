import { enableCompileCache } from 'node:module'
import type { EngineMessage, ShellMessage } from '../contract/engine-channel.ts'
import { describeError, toErrorReport } from '../contract/errors.ts'
import type { ClientMessage, HostWire } from '../contract/protocol.ts'
import { readClientMessage } from '../contract/read-message.ts'
import { serve } from '../contract/serve.ts'

enableCompileCache()
const { createHost } = await import('./host.ts')
const { openFirstSample } = await import('./first-sample.ts')

interface Connection {
  receive(message: ClientMessage): void
  close(): void
}

const send = (message: EngineMessage) => void process.send?.(message, () => undefined)

try {
  const host = await createHost({ workspace: process.argv[2]!, shell: 'desktop' })
  const connections = new Map<number, Connection>()
  let stopping = false
  const stop = async () => {
    stopping = true
    for (const connection of connections.values()) connection.close()
    await host.close()
    process.exit(0)
  }
  process.on('disconnect', () => void stop())
  process.on('message', (value) => {
    const message = value as ShellMessage
    if (message.kind === 'stop') return void stop()
    if (message.kind === 'closed') {
      connections.get(message.connection)?.close()
      return void connections.delete(message.connection)
    }
    const content = readClientMessage(message.message)
    if (!content) return
    const connection = connections.get(message.connection) ?? open(message.connection)
    connections.set(message.connection, connection)
    connection.receive(content)
  })
  const open = (number: number): Connection => {
    const { wire, connection } = openWire(number)
    serve(wire, host.handlers, host.events)
    return connection
  }
  send({ kind: 'ready' })
  openFirstSample(host.handlers).catch((error: unknown) => {
    if (!stopping) console.error(describeError(toErrorReport(error)))
  })
} catch (error) {
  process.send?.({ kind: 'failed', error: toErrorReport(error) } satisfies EngineMessage, () => process.exit(1))
}

function openWire(number: number): { wire: HostWire; connection: Connection } {
  const listeners: ((message: ClientMessage) => void)[] = []
  const closeListeners: ((reason: string) => void)[] = []
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    for (const listener of closeListeners) listener('The window was closed.')
  }
  return {
    wire: {
      send: (message) => isOpen && send({ kind: 'message', connection: number, message }),
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
      close,
    },
    connection: { receive: (message) => listeners.forEach((listener) => listener(message)), close },
  }
}
