import { request } from 'node:http'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Handlers } from '../../../main/contract/serve.ts'
import { startServer, type RunningServer } from '../../../main/server/http.ts'

let folder: string
let server: RunningServer

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-server-'))
  const assets = path.join(folder, 'page')
  await mkdir(path.join(assets, 'assets'), { recursive: true })
  await writeFile(path.join(assets, 'index.html'), '<!doctype html><title>Recbench</title>')
  await writeFile(path.join(assets, 'assets/module.wasm'), 'wasm')
  await writeFile(path.join(assets, 'assets/inter.woff2'), 'font')
  await writeFile(path.join(folder, 'secret.txt'), 'secret')
  await mkdir(path.join(folder, 'page-sibling'))
  await writeFile(path.join(folder, 'page-sibling/secret.txt'), 'secret')
  await symlink(path.join(folder, 'secret.txt'), path.join(assets, 'link.txt'))
  await mkdir(path.join(folder, 'workspace/reports'), { recursive: true })
  await writeFile(path.join(folder, 'workspace/reports/report.html'), '<p>report</p>')
  await writeFile(path.join(folder, 'workspace/settings.json'), '{}')
  server = await startServer({
    handlers: { 'workspace/recall': ({ key }: { key: string }) => `value of ${key}` } as unknown as Handlers,
    events: { subscribe: () => () => undefined },
    workspace: path.join(folder, 'workspace'),
    assets,
    port: 0,
    host: '127.0.0.1',
    uploadLimit: 1000,
  })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** Sends the path exactly as given: a browser or fetch would fold `..` away. */
const ask = (target: string, { method = 'GET', headers = {}, body }: Asked = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path: target, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
const bearer = () => ({ authorization: `Bearer ${server.token}` })

describe('the page', () => {
  it('is served with a policy that forbids code from elsewhere and from text', async () => {
    const { status, headers, text } = await ask('/')
    expect([status, text]).toEqual([200, '<!doctype html><title>Recbench</title>'])
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('names the types that a browser insists on', async () => {
    expect((await ask('/assets/module.wasm')).headers['content-type']).toBe('application/wasm')
    expect((await ask('/assets/inter.woff2')).headers['content-type']).toBe('font/woff2')
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../page-sibling/secret.txt',
    '//etc/passwd',
    '/link.txt',
    '/index.html%00.txt',
    '/%',
    '/assets',
  ])('never leaves its folder: %s', async (target) => {
    const { status, text } = await ask(target)
    expect(status).toBe(404)
    expect(text).not.toContain('secret')
  })

  it('is only read', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405)
  })
})

describe('names and origins', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    'a@localhost',
  ])('refuses the host name "%s" (DNS rebinding)', async (host) =>
    expect((await ask('/', { headers: { host } })).status).toBe(403),
  )

  it.each(['localhost', 'localhost:9999', '127.0.0.1:1', '[::1]:8080', 'LOCALHOST:80'])('accepts %s', async (host) =>
    expect((await ask('/', { headers: { host } })).status).toBe(200),
  )

  it.each(['https://evil.example', 'null', 'http://localhost:1'])(
    'refuses a request from the page %s',
    async (origin) => expect((await ask('/session', { headers: { ...bearer(), origin } })).status).toBe(403),
  )

  it('binds to loopback, and its address carries the token in the fragment only', () => {
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/#token=${server.token}`)
    expect(server.token).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the token', () => {
  it('opens the session, and nothing else does', async () => {
    expect((await ask('/session', { headers: bearer() })).status).toBe(204)
    expect((await ask('/session')).status).toBe(401)
    expect((await ask('/session', { headers: { authorization: 'Bearer ' } })).status).toBe(401)
    expect((await ask(`/session?token=${server.token}`)).status).toBe(401)
    expect((await ask('/session', { headers: { authorization: `Bearer ${server.token.slice(1)}` } })).status).toBe(401)
  })

  it('is needed to send and to fetch files', async () => {
    expect((await ask('/upload?name=a.csv', { method: 'POST', body: 'x' })).status).toBe(401)
    expect((await ask('/download?file=report.html')).status).toBe(401)
  })
})

describe('files', () => {
  const send = (name: string, body: string | Buffer) =>
    ask(`/upload?name=${encodeURIComponent(name)}`, { method: 'POST', headers: bearer(), body })

  it('stores what is sent below uploads, and keeps a file that has the name already', async () => {
    const first = JSON.parse((await send('log.csv', 'user,item\n')).text) as { file: string }
    const second = JSON.parse((await send('log.csv', 'other')).text) as { file: string }
    expect(path.relative(path.join(folder, 'workspace'), first.file)).toBe(path.join('uploads', 'log.csv'))
    expect(path.basename(second.file)).toBe('log (2).csv')
    expect(await readFile(first.file, 'utf8')).toBe('user,item\n')
  })

  it.each(['../../outside.csv', '/etc/outside.csv', '..\\..\\outside.csv'])(
    'takes only the last part of %s',
    async (name) => {
      const { file } = JSON.parse((await send(name, 'x')).text) as { file: string }
      expect(path.dirname(file)).toBe(path.join(folder, 'workspace/uploads'))
    },
  )

  it.each(['', '..', '.', 'con', 'NUL.csv', 'a:b', '日志.csv', `${'x'.repeat(300)}.csv`])(
    'makes a file of the name "%s"',
    async (name) => expect((await send(name, 'x')).status).toBe(200),
  )

  it('refuses more than the limit and leaves nothing behind', async () => {
    const before = await readdir(path.join(folder, 'workspace/uploads'))
    const { status, headers, text } = await send('big.csv', 'x'.repeat(1001))
    expect(status).toBe(413)
    expect(headers['content-type']).toContain('application/json')
    expect(JSON.parse(text).error).toMatchObject({ code: 'does-not-fit', message: expect.stringContaining('big.csv') })
    const chunked = await ask('/upload?name=big.csv', {
      method: 'POST',
      headers: { ...bearer(), 'transfer-encoding': 'chunked' },
      body: 'x'.repeat(5000),
    })
    expect(chunked.status).toBe(413)
    expect(await readdir(path.join(folder, 'workspace/uploads'))).toEqual(before)
  })

  it('fetches a report, and no other file of the workspace', async () => {
    const report = await ask('/download?file=report.html', { headers: bearer() })
    expect([report.status, report.text]).toEqual([200, '<p>report</p>'])
    expect(report.headers['content-disposition']).toContain('attachment')
    expect((await ask('/download?file=..%2Fsettings.json', { headers: bearer() })).status).toBe(404)
    expect((await ask(`/download?file=${folder}/secret.txt`, { headers: bearer() })).status).toBe(404)
  })
})

describe('the socket', () => {
  const open = (protocols: string[], options = {}) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, protocols, options)
      socket.on('open', () => {
        socket.send(JSON.stringify({ kind: 'call', id: 1, name: 'workspace/recall', parameters: { key: 'theme' } }))
      })
      socket.on('message', (data) => {
        resolve(String(data))
        socket.terminate()
      })
      socket.on('error', (error) => resolve(error.message))
    })

  it('carries the contract for who offers the token', async () => {
    expect(JSON.parse(await open(['recbench', server.token]))).toEqual({
      kind: 'result',
      id: 1,
      result: 'value of theme',
    })
  })

  it('refuses who does not', async () => {
    expect(await open(['recbench'])).toContain('401')
    expect(await open(['recbench', 'a'.repeat(64)])).toContain('401')
    expect(await open([server.token])).toContain('401')
  })

  it('refuses a page of another site even with the token', async () => {
    expect(await open(['recbench', server.token], { headers: { origin: 'http://evil.example' } })).toContain('403')
    expect(await open(['recbench', server.token], { headers: { host: 'evil.example' } })).toContain('403')
  })

  it.each(['not json', '[]', '{"kind":"call"}', '{"kind":"steal","id":1}', '{"kind":"call","id":"1","name":"a"}'])(
    'is closed by %s, which is no message',
    async (text) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, ['recbench', server.token])
      socket.on('open', () => socket.send(text))
      expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(1007)
    },
  )
})

it('says which address is taken, and what to do', async () => {
  const again = startServer({
    handlers: {} as Handlers,
    events: { subscribe: () => () => undefined },
    workspace: folder,
    assets: folder,
    port: server.port,
    host: '127.0.0.1',
  })
  await expect(again).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`127.0.0.1:${server.port}`),
  })
})
