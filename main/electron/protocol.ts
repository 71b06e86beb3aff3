import { randomUUID } from 'node:crypto'
import { promises as files } from 'node:fs'
import { protocol } from 'electron'
import { findAsset, pageHeaders, typeOf } from '../host/assets.ts'
import { pageAddress } from './channels.ts'

const { host } = new URL(pageAddress)
const reportHost = 'report'

/** A report may show itself and nothing else: no scripts, no network. */
const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
const reports = new Map<string, string>()

/** Makes a self-contained document available at an address of its own until the returned function is called. */
export function offerReport(html: string): { readonly address: string; withdraw(): void } {
  const id = randomUUID()
  reports.set(id, html)
  return { address: `app://${reportHost}/${id}`, withdraw: () => void reports.delete(id) }
}

/** Before the app is ready: `app://` behaves like https, with an origin of its own. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const reportHeaders = { 'Content-Type': typeOf('.html'), 'Content-Security-Policy': reportPolicy }

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** Serves the page's folder, and nothing outside it, as `app://recbench/`. */
export function servePage(folder: string): void {
  const answer = async (address: string): Promise<Answer> => {
    const url = new URL(address)
    const report = url.host === reportHost ? reports.get(url.pathname.slice(1)) : undefined
    if (report !== undefined) return { status: 200, headers: reportHeaders, body: Buffer.from(report) }
    const file = url.host === host ? await findAsset(folder, url.pathname) : undefined
    if (!file)
      return { status: 404, headers: { ...pageHeaders, 'Content-Type': typeOf('.txt') }, body: Buffer.alloc(0) }
    const headers = { ...pageHeaders, 'Content-Type': typeOf(file) }
    return { status: 200, headers, body: await files.readFile(file) }
  }
  if (typeof protocol.handle === 'function')
    protocol.handle('app', async (request) => {
      const { status, headers, body } = await answer(request.url)
      return new Response(new Uint8Array(body), { status, headers })
    })
  else
    protocol.registerBufferProtocol('app', (request, callback) => {
      answer(request.url).then(
        ({ status, headers, body }) =>
          callback({ statusCode: status, headers, mimeType: headers['Content-Type']!.split(';')[0]!, data: body }),
        () => callback({ error: failed }),
      )
    })
}

/** `net::ERR_FAILED` */
const failed = -2
