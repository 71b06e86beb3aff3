import type { Job } from '../../main/contract/progress.ts'
import { t, tMaybe } from '../i18n/t.ts'

export const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? path

/** A job in words: what is done to what. */
export function jobTitle(job: Job): string {
  const name = tMaybe(job.title)
  switch (job.kind) {
    case 'import':
      return t('Import {name}', { name: baseName(job.title) })
    case 'sample':
      return t('Open sample {name}', { name })
    case 'prepare':
      return t('Prepare {name}', { name })
    case 'train':
      return t('Train {name}', { name })
    case 'report':
      return t('Report {name}', { name })
    case 'run':
    case 'notebook':
      return name
    default:
      return job.kind satisfies never
  }
}
