import type { TuningPlan } from '../../main/contract/experiment.ts'
import { t } from '../i18n/t.ts'

export function searchTitle(search: TuningPlan['search']): string {
  switch (search) {
    case 'grid':
      return t('Grid')
    case 'random':
      return t('Random search')
    case 'tpe':
      return t('TPE')
    case 'halving':
      return t('Successive halving')
    default:
      return search satisfies never
  }
}
