import type { notebookCalls } from '../../contract/api/notebook.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Services } from '../services.ts'
import type { GroupHandlers } from './data.ts'

export function notebookHandlers(_services: Services): {
  handlers: GroupHandlers<typeof notebookCalls>
  close(): Promise<void>
} {
  const refuse = (): never => {
    throw new RecbenchError('unsupported', 'This build of Recbench has no notebook kernel.')
  }
  return {
    handlers: {
      'notebook/list': refuse,
      'notebook/open': refuse,
      'notebook/create': refuse,
      'notebook/save': refuse,
      'notebook/trust': refuse,
      'notebook/start': refuse,
      'notebook/execute': refuse,
      'notebook/interrupt': refuse,
      'notebook/restart': refuse,
      'notebook/stop': refuse,
      'notebook/variables': refuse,
      'notebook/types': refuse,
    },
    close: () => Promise.resolve(),
  }
}
