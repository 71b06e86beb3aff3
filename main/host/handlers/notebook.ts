import { randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { notebookCalls } from '../../contract/api/notebook.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { KernelId } from '../../contract/ids.ts'
import { serve, type Handlers } from '../../contract/serve.ts'
import { NotebookFiles } from '../../notebook/files.ts'
import { Kernel } from '../../notebook/kernel-client.ts'
import { cleanEnvironment } from '../children.ts'
import type { Services } from '../services.ts'
import type { GroupHandlers } from './data.ts'

const shipped = new URL('../../../experiments/', import.meta.url)
const declarations = ['recbench.d.ts', 'recbench-policies.d.ts'].map(
  (name) => new URL(`../../notebook/${name}`, import.meta.url),
)

/** @param all the whole contract, which cells reach through their kernel */
export function notebookHandlers(
  { hub, workspace }: Services,
  all: () => Handlers,
): { handlers: GroupHandlers<typeof notebookCalls>; close(): Promise<void> } {
  const files = new NotebookFiles(workspace.folder, path.resolve(shipped.pathname))
  const kernels = new Map<string, { kernel: Kernel; path: string }>()

  const find = (id: string): Kernel => {
    const found = kernels.get(id)
    if (!found)
      throw new RecbenchError('not-found', `There is no kernel "${id}".`, { remedy: 'Start the notebook again.' })
    return found.kernel
  }
  const changed = () => hub.emit('changed', { what: 'notebooks' })

  return {
    handlers: {
      'notebook/list': () => files.list(),
      'notebook/open': ({ path }) => files.open(path),
      async 'notebook/create'({ title }) {
        const created = await files.create(title)
        changed()
        return created
      },
      'notebook/save': ({ path, document, modifiedAt, overwrite }) => files.save(path, document, modifiedAt, overwrite),
      async 'notebook/trust'({ path }) {
        await files.trust(path)
        return null
      },
      async 'notebook/start'({ path: file }) {
        if (!(await files.isTrusted(file)))
          throw new RecbenchError('forbidden', `${path.basename(file)} is not trusted, so nothing in it runs.`, {
            where: file,
            remedy: 'Read its code, then trust it.',
          })
        const running = [...kernels].find(([, { path: open, kernel }]) => open === file && kernel.pid !== undefined)
        if (running) return running[0] as KernelId
        const id = randomUUID() as string as KernelId
        const kernel = new Kernel({
          folder: path.dirname(file),
          environment: { ...cleanEnvironment(), RECBENCH_WORKSPACE: workspace.folder },
          serve: (wire) => serve(wire, all(), hub),
          onEvent: (event) => hub.emit('notebook', { kernel: id, ...event }),
        })
        kernels.set(id, { kernel, path: file })
        return id
      },
      'notebook/execute': ({ kernel, cell, code }) => find(kernel).execute(cell, code),
      async 'notebook/interrupt'({ kernel }) {
        await find(kernel).interrupt()
        return null
      },
      async 'notebook/restart'({ kernel }) {
        await find(kernel).restart()
        return null
      },
      async 'notebook/stop'({ kernel }) {
        await find(kernel).stop()
        kernels.delete(kernel)
        return null
      },
      'notebook/variables': ({ kernel }) => find(kernel).variables(),
      'notebook/types': async () =>
        (await Promise.all(declarations.map((file) => fs.readFile(file, 'utf8')))).join('\n'),
    },
    async close() {
      await Promise.all([...kernels.values()].map(({ kernel }) => kernel.stop()))
    },
  }
}
