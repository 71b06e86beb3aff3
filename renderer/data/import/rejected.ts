import type { Preview } from '../../../main/contract/api/data.ts'
import { formatCount } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

/** The engine lists at most this many rejected rows in a preview. */
const listed = 100

/** How many rows of the preview were rejected; a full list may not be all of them. */
export function rejectedText({ problems }: Preview): string {
  return problems.length >= listed ? t('{count} or more', { count: problems.length }) : formatCount(problems.length)
}
