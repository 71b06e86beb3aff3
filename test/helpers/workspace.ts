import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface TemporaryWorkspace {
  readonly folder: string
  remove(): Promise<void>
}

/** An empty folder of its own for one test. */
export async function temporaryWorkspace(): Promise<TemporaryWorkspace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'recbench-workspace-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
