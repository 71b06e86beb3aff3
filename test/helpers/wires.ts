import { WebSocket } from 'ws'
import type { ClientWire, HostMessage } from '../../main/contract/protocol.ts'
import { browserMode } from '../../main/contract/shell.ts'
import { Engine, type EnginePlan } from '../../main/electron/engine.ts'

/** The page's end of the WebSocket, for a test that runs outside a browser. */
export function openSocketWire(address: string): Promise<ClientWire> {
  const url = new URL(address)
  const token = new URLSearchParams(url.hash.slice(1)).get('token')!
  const socket = new WebSocket(`ws://${url.host}${browserMode.socket}`, [browserMode.subprotocol, token])
  const wire: ClientWire = {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => void socket.on('message', (data) => listener(JSON.parse(String(data)) as HostMessage)),
    onClose: (listener) => void socket.on('close', (code) => listener(`closed with ${code}`)),
    close: () => socket.close(),
  }
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => resolve(wire))
  })
}

/** The desktop shell's end of the engine's channel, as one window has it. */
export async function openEngineWire(plan: EnginePlan): Promise<{ wire: ClientWire; stop(): Promise<void> }> {
  const connection = 1
  const listeners: ((message: HostMessage) => void)[] = []
  const closeListeners: ((reason: string) => void)[] = []
  let log = ''
  const engine = await new Promise<Engine>((resolve, reject) => {
    const started = new Engine(plan, {
      message: (_connection, message) => listeners.forEach((listener) => listener(message)),
      state: ({ state, reason }) => {
        if (state === 'ready') return resolve(started)
        closeListeners.forEach((listener) => listener(reason))
        reject(new Error(`${reason} ${log}`))
      },
      log: (text) => void (log += text),
    })
    started.start()
  })
  return {
    wire: {
      send: (message) => engine.post({ kind: 'message', connection, message }),
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
      close: () => engine.post({ kind: 'closed', connection }),
    },
    stop: () => engine.stop(),
  }
}
