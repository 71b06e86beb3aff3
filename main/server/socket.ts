import type { WebSocket } from 'ws'
import type { HostWire } from '../contract/protocol.ts'
import { readClientMessage } from '../contract/read-message.ts'

const invalidData = 1007

/** One page's WebSocket as the host's end of a wire. Messages are JSON text; anything else ends the connection. */
export function socketWire(socket: WebSocket): HostWire {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : readClientMessage(parseJson(String(data)))
        if (message) listener(message)
        else socket.close(invalidData, 'Not a message of the contract.')
      })
    },
    onClose: (listener) => {
      socket.on('close', (code) => listener(`The browser's connection was closed (${code}).`))
    },
    close: () => socket.close(),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
