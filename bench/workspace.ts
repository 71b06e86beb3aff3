import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createDataService } from '../main/data/data-service.ts'

type Service = Awaited<ReturnType<typeof createDataService>>

/** What long calls of the data service get when nobody listens. */
export const nobody = { signal: new AbortController().signal, notify: () => undefined }

/** Opens the product's data service on a workspace of its own and removes that afterwards. */
export async function withWorkspace<Result>(
  scratch: string,
  work: (service: Service) => Promise<Result>,
): Promise<Result> {
  const workspace = mkdtempSync(path.join(scratch, 'workspace-'))
  const service = await createDataService({ workspace })
  try {
    return await work(service)
  } finally {
    service.close()
    rmSync(workspace, { recursive: true, force: true })
  }
}
