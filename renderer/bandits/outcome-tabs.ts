import { t } from '../i18n/t.ts'
import type { TabEntry } from './policy-tabs.tsx'

export type OutcomeTab = 'regret' | 'reward' | 'shares' | 'play' | 'loop' | 'sequences' | 'test'

export const outcomeTabs = (): readonly TabEntry<OutcomeTab>[] => [
  { id: 'regret', title: t('Regret') },
  { id: 'reward', title: t('Reward') },
  { id: 'shares', title: t('Arm shares') },
  { id: 'play', title: t('Play') },
  { id: 'loop', title: t('Feedback loop') },
  { id: 'sequences', title: t('Sequences') },
  { id: 'test', title: t('A/B test') },
]
