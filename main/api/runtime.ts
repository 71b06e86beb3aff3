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

/** Ends the engine that a script started, so that the script can end. In a notebook it does nothing. */
export async function close(): Promise<void> {
  const engine = opened
  opened = undefined
  runtime = engine ? undefined : runtime
  await (await engine)?.close()
}

interface Engine {
  readonly client: Client
  close(): Promise<void>
}
let opened: Promise<Engine> | undefined

/** The workspace is RECBENCH_WORKSPACE, otherwise ~/Recbench. */
function openRuntime(): Runtime {
  const open = async (): Promise<Engine> => {
    const { openLocal } = await import('../host/local.ts')
    const workspace = process.env.RECBENCH_WORKSPACE ?? path.join(os.homedir(), 'Recbench')
    return openLocal({ workspace, shell: 'command-line' })
  }
  return {
    client: async () => (await (opened ??= open())).client,
    signal: () => undefined,
    display: (value) => console.log(value),
  }
}
