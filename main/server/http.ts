import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import { RecbenchError, toErrorReport } from '../contract/errors.ts'
import { serve, type EventSource, type Handlers } from '../contract/serve.ts'
import { browserMode } from '../contract/shell.ts'
import { findAsset, findBelow, pageHeaders, typeOf } from '../host/assets.ts'
import { bearerOf, createToken, isOurName, isOurOrigin, isToken, socketTokenOf } from './auth.ts'
import { socketWire } from './socket.ts'
import { largestUpload, storeUpload, tooLarge } from './upload.ts'

export interface ServerOptions {
  readonly handlers: Handlers
  readonly events: EventSource
  readonly workspace: string
  /** The folder of the built page. */
  readonly assets: string
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly token?: string
  readonly uploadLimit?: number
}

export interface RunningServer {
  /** Where a browser opens it, with the token in the fragment, which is never sent over the network. */
  readonly address: string
  readonly port: number
  readonly token: string
  close(): Promise<void>
}

/** Serves the page and the contract. Files of the page are public; everything that reads or changes the workspace needs the token. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const token = options.token ?? createToken()
  const server = createServer((request, response) => {
    respond(request, response, token, options).catch((error: unknown) => fail(response, error))
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 2 ** 26,
    handleProtocols: () => browserMode.subprotocol,
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = findRefusal(request, options.host) ?? findSocketRefusal(request, token)
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate())
      serve(socketWire(webSocket), options.handlers, options.events)
    })
  })
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const name = options.host.includes(':') ? `[${options.host}]` : options.host
  const shown = ['0.0.0.0', '[::]'].includes(name) ? 'localhost' : name
  return {
    address: `http://${shown}:${port}/#token=${token}`,
    port,
    token,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      const message = `The address ${host}:${port} cannot be opened: ${taken ? 'another program uses it' : error.message}.`
      const remedy = taken ? 'Choose another port with --port, or 0 for any free one.' : 'Check --host and --port.'
      reject(new RecbenchError(taken ? 'conflict' : 'invalid-parameter', message, { remedy, cause: error }))
    })
    server.listen(port, host, resolve)
  })
}

const findRefusal = (request: IncomingMessage, boundTo: string) =>
  isOurName(request.headers.host, boundTo) && isOurOrigin(request) ? undefined : '403 Forbidden'

function findSocketRefusal(request: IncomingMessage, token: string) {
  if (pathOf(request) !== browserMode.socket) return '404 Not Found'
  return isToken(socketTokenOf(request), token) ? undefined : '401 Unauthorized'
}

const urlOf = (request: IncomingMessage) => new URL(`http://localhost${request.url ?? '/'}`)
/** The path as it was sent: `..` is not folded away before the check. */
const pathOf = (request: IncomingMessage) => (request.url ?? '/').split(/[?#]/)[0]!

async function respond(request: IncomingMessage, response: ServerResponse, token: string, options: ServerOptions) {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
  if (findRefusal(request, options.host)) return end(response, 403, 'This address does not serve that site.')
  const pathname = pathOf(request)
  const { session, upload, download } = browserMode
  if ([session, upload, download].includes(pathname as typeof session)) {
    response.setHeader('Cache-Control', 'no-store')
    if (!isToken(bearerOf(request), token)) return end(response, 401, 'Open the address that Recbench printed.')
    if (pathname === session) return end(response, 204, '')
    return pathname === upload ? receive(request, response, options) : sendReport(request, response, options)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET is served here.')
  const file = await findAsset(options.assets, pathname)
  if (!file) return end(response, 404, 'There is no such file.')
  response.setHeader(
    'Cache-Control',
    pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  )
  return sendFile(request, response, file)
}

async function receive(request: IncomingMessage, response: ServerResponse, options: ServerOptions) {
  if (request.method !== 'POST') return end(response, 405, 'Files are sent with POST.')
  const name = urlOf(request).searchParams.get('name') ?? ''
  const limit = options.uploadLimit ?? largestUpload
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(name, limit)
  const file = await storeUpload(path.join(options.workspace, 'uploads'), name, request, limit)
  response.setHeader('Content-Type', typeOf('.json'))
  return end(response, 200, JSON.stringify({ file }))
}

async function sendReport(request: IncomingMessage, response: ServerResponse, { workspace }: ServerOptions) {
  const name = urlOf(request).searchParams.get('file') ?? ''
  const file = await findBelow(path.join(workspace, 'reports'), name)
  if (!file) return end(response, 404, `There is no report "${name}".`)
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(path.basename(file))}`)
  return sendFile(request, response, file)
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: string) {
  response.setHeader('Content-Type', typeOf(file))
  response.setHeader('Content-Length', (await stat(file)).size)
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

function end(response: ServerResponse, status: number, text: string) {
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', typeOf('.txt'))
  response.writeHead(status).end(text)
}

function fail(response: ServerResponse, error: unknown) {
  if (response.headersSent) return void response.destroy()
  const report = toErrorReport(error)
  response.setHeader('Content-Type', typeOf('.json'))
  response.setHeader('Connection', 'close')
  end(response, report.code === 'does-not-fit' ? 413 : 500, JSON.stringify({ error: report }))
}
