import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { RemoteTask } from '../../../main/contract/remote.ts'
import { createDataService, type DataServiceOptions } from '../../../main/data/data-service.ts'

export const task: RemoteTask = { signal: new AbortController().signal, notify: () => undefined }

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'recbench-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A data service on an empty workspace, and a way to write files to import. */
export async function openService(options: Omit<DataServiceOptions, 'workspace'> = {}) {
  const folder = temporaryFolder()
  const workspace = path.join(folder, 'workspace')
  const service = await createDataService({ workspace, ...options })
  onTestFinished(() => service.close())
  const write = (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const load = (name: string, content: string | Uint8Array, options = {}) =>
    service.import({ file: write(name, content), options }, task)
  return { service, folder, workspace, write, load }
}

/** Real data beside the repository, which may be absent. */
export const sharedData = path.resolve(import.meta.dirname, '../../../../shared/data')
