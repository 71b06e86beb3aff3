import type { reportCalls } from '../../contract/api/reports.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Services } from '../services.ts'
import type { GroupHandlers } from './data.ts'

export function reportHandlers(_services: Services): GroupHandlers<typeof reportCalls> {
  const refuse = (): never => {
    throw new RecbenchError('unsupported', 'This build of Recbench writes no reports.')
  }
  return { 'reports/render': refuse, 'reports/save': refuse }
}
