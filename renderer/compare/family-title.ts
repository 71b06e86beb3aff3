import type { Family } from '../../main/contract/api/models.ts'
import { t } from '../i18n/t.ts'

export function familyTitle(family: Family): string {
  switch (family) {
    case 'baseline':
      return t('Baseline')
    case 'collaborative':
      return t('Collaborative')
    case 'content':
      return t('Content')
    case 'rules':
      return t('Rules')
    case 'deep':
      return t('Deep')
    case 'bandits':
      return t('Bandits')
    case 'hybrid':
      return t('Hybrid')
    default:
      return family satisfies never
  }
}
