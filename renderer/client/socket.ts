import type { ClientWire, HostMessage } from '../../main/contract/protocol.ts'
import { browserMode } from '../../main/contract/shell.ts'

const storageKey = 'recbench-token'

/**
 * The token that the server printed in its address, `#token=…`. It is taken out of the address bar and kept for this tab, so that
 * a reload works and the address can be copied without it.
 */
export function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given) {
    sessionStorage.setItem(storageKey, given)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return given ?? sessionStorage.getItem(storageKey) ?? ''
}

export const authorization = () => ({ authorization: `Bearer ${takeToken()}` })

/** A wire over a WebSocket of the server that served the page. The token travels as a subprotocol, never in the address. */
export async function openSocket(): Promise<ClientWire> {
  const session = await fetch(browserMode.session, { headers: authorization() }).catch(() => undefined)
  if (!session) throw new Error(`The server at ${location.host} does not answer.`)
  if (session.status === 401)
    throw new Error('The token of this address is not valid. Open the address that the server printed.')
  const address = new URL(browserMode.socket, location.origin)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address, [browserMode.subprotocol, takeToken()])
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error(`The server at ${location.host} does not answer.`)))
    socket.addEventListener('open', () =>
      resolve({
        send: (message) => socket.send(JSON.stringify(message)),
        onMessage: (listener) =>
          socket.addEventListener('message', (event) => listener(JSON.parse(String(event.data)) as HostMessage)),
        onClose: (listener) =>
          socket.addEventListener('close', (event) => listener(event.reason || 'the server closed the connection')),
        close: () => socket.close(),
      }),
    )
  })
}
