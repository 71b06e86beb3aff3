import { useState } from 'preact/hooks'
import { tieOrders, type CandidatePlan } from '../../main/contract/experiment.ts'
import { NumberField, Select, TextField } from '../components/fields.tsx'
import { Banner } from '../components/notice.tsx'
import { t } from '../i18n/t.ts'
import type { Draft } from './draft.ts'

interface RankingFieldsProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

const kinds = ['all', 'uniform', 'popularity', 'file'] as const

/** What is ranked, and how ties fall: for whoever compares with published numbers. */
export function RankingFields({ draft, change }: RankingFieldsProps) {
  const candidates = draft.candidates ?? { kind: 'all' }
  const [isOpen, setOpen] = useState(candidates.kind !== 'all' || draft.ties === 'lower-item')
  const set = (plan: CandidatePlan) => change({ candidates: plan })
  return (
    <details class="advanced" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('Advanced')}</summary>
      <Select
        inline
        label={t('Candidates')}
        value={candidates.kind}
        options={kinds.map((kind) => ({ value: kind, label: candidatesTitle(kind) }))}
        onChange={(kind) => set(initial(kind as CandidatePlan['kind']))}
      />
      {'negatives' in candidates && (
        <NumberField
          inline
          label={t('Negatives')}
          value={candidates.negatives}
          minimum={1}
          step={1}
          onInput={(negatives) => set({ ...candidates, negatives: negatives ?? 0 })}
          {...(candidates.negatives >= 1 ? {} : { problem: t('Sampled candidates need 1 or more negatives.') })}
        />
      )}
      {candidates.kind === 'file' && (
        <TextField
          label={t('File with user and item')}
          value={candidates.file}
          onInput={(file) => set({ kind: 'file', file })}
          {...(candidates.file.trim() === '' ? { problem: t('Name the file of the candidates.') } : {})}
        />
      )}
      {candidates.kind !== 'all' && (
        <Banner level="warning">{t('A sample can turn the order of models around; every table is labelled.')}</Banner>
      )}
      <Select
        inline
        label={t('Ties')}
        hint={t('How equal scores fall.')}
        value={draft.ties ?? 'seeded'}
        options={tieOrders.map((order) => ({
          value: order,
          label: order === 'seeded' ? t('by a seeded hash') : t('lower item first'),
        }))}
        onChange={(ties) => change({ ties: ties as (typeof tieOrders)[number] })}
      />
    </details>
  )
}

function initial(kind: CandidatePlan['kind']): CandidatePlan {
  if (kind === 'all') return { kind }
  return kind === 'file' ? { kind, file: '' } : { kind, negatives: 99 }
}

function candidatesTitle(kind: CandidatePlan['kind']): string {
  switch (kind) {
    case 'all':
      return t('all items, seen removed')
    case 'uniform':
      return t('uniform sample of negatives')
    case 'popularity':
      return t('negatives by popularity')
    case 'file':
      return t('negatives from a file')
    default:
      return kind satisfies never
  }
}
