import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { browserMode } from '../contract/shell.ts'

export const createToken = () => randomBytes(32).toString('hex')

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares in constant time. */
export const isToken = (given: string | undefined, token: string) =>
  given !== undefined && timingSafeEqual(digest(given), digest(token))

export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
}

/** A browser cannot set headers on a WebSocket, so the token is the second of the subprotocols it offers. */
export function socketTokenOf(request: IncomingMessage): string | undefined {
  const [name, token, ...more] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
  return name === browserMode.subprotocol && token && !more.length ? token : undefined
}

const loopback = ['localhost', '127.0.0.1', '::1']
export const isLoopback = (host: string) => loopback.includes(host)

/**
 * Whether the name that a request was sent to is ours. A page elsewhere can make its own name resolve to this machine (DNS rebinding), but cannot
 * make the browser send another name; so on loopback only loopback names are ours, on other interfaces also plain addresses and this machine's name.
 * The port is not looked at: a tunnel may change it.
 */
export function isOurName(header: string | undefined, boundTo: string): boolean {
  const name = hostnameOf(header)
  if (name === undefined) return false
  if (isLoopback(name)) return true
  return !isLoopback(boundTo) && (isIP(name) > 0 || name === boundTo.toLowerCase() || name === hostname().toLowerCase())
}

/** A browser names the page that asks; it must be the page we served. Programs that are no browser send none, and the token decides. */
export function isOurOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  try {
    return new URL(origin).host === host?.toLowerCase() && request.headers['sec-fetch-site'] !== 'cross-site'
  } catch {
    return false
  }
}

function hostnameOf(header: string | undefined): string | undefined {
  if (!header) return undefined
  const bracketed = /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(header)
  return (bracketed?.[1] ?? /^([^:/@\s]+)(?::\d+)?$/.exec(header)?.[1])?.toLowerCase()
}
