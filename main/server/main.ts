import path from 'node:path'
import { describeError, toErrorReport } from '../contract/errors.ts'
import { openFirstSample } from '../host/first-sample.ts'
import { createHost } from '../host/host.ts'
import { startServer, type RunningServer } from './http.ts'
import { buildWhenStale, bundles, projectRoot } from './page.ts'

export interface ServeOptions {
  readonly workspace: string
  readonly port: number
  readonly host: string
  /** For tests; otherwise drawn anew at each start. */
  readonly token?: string
}

/** The workbench for a browser: engine and server in this process. Closing it ends both. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  await buildWhenStale(bundles.page, say)
  const host = await createHost({ workspace: options.workspace, shell: 'browser' })
  try {
    const server = await startServer({
      ...options,
      handlers: host.handlers,
      events: host.events,
      assets: path.join(projectRoot, 'dist/renderer'),
    })
    openFirstSample(host.handlers).catch((error: unknown) => say(describeError(toErrorReport(error))))
    return {
      ...server,
      async close() {
        await server.close()
        await host.close()
      },
    }
  } catch (error) {
    await host.close()
    throw error
  }
}
