import os from 'node:os'
import path from 'node:path'
import type { Client } from '../contract/client.ts'

/** Where calls of the public API go. A notebook kernel sets its own; a script gets an engine in its own process. */
export interface Runtime {
  client(): Promise<Client>
  /** Aborted when the running cell is interrupted. */
  signal(): AbortSignal | undefined
  /** Shows a value under the running cell. */
  display(value: unknown): void
}

let runtime: Runtime | undefined

export function useRuntime(given: Runtime): void {
  runtime = given
}

export const currentRuntime = (): Runtime => (runtime ??= openRuntime())

/** The workspace is RECBENCH_WORKSPACE, otherwise ~/Recbench. The engine ends when the script has nothing else to do. */
function openRuntime(): Runtime {
  let client: Promise<Client> | undefined
  const open = async () => {
    const { openLocal } = await import('../host/local.ts')
    const workspace = process.env.RECBENCH_WORKSPACE ?? path.join(os.homedir(), 'Recbench')
    const engine = await openLocal({ workspace, shell: 'command-line' })
    process.once('beforeExit', () => void engine.close())
    return engine.client
  }
  return { client: () => (client ??= open()), signal: () => undefined, display: (value) => console.log(value) }
}
