import { useMemo } from 'preact/hooks'
import type { SequenceResult } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { defaultSequences } from '../../main/contract/policy-plan.ts'
import { sequencesFigure } from '../../main/figures/policies-sequences.ts'
import { Chart } from '../charts/chart.tsx'
import { KeyValues } from '../components/layout.tsx'
import { EmptyState } from '../components/notice.tsx'
import { formatNumber } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'
import { MissingPart } from './missing-part.tsx'
import { translateNote } from './notes.ts'
import { sequenceTitle } from './plan-words.ts'

interface SequencesProps {
  readonly sequences: readonly SequenceResult[]
  readonly experiment: Experiment
}

/** Policies for sequences of recommendations: how they learn, and what they earn once they have. */
export function SequencesPanel({ sequences, experiment }: SequencesProps) {
  const named = useMemo(() => sequences.map((one) => ({ ...one, label: sequenceTitle(one.label) })), [sequences])
  const figure = useMemo(() => sequencesFigure(named, t), [named, language.value])
  if (!experiment.policies?.sequences)
    return (
      <MissingPart experiment={experiment} add={(plan) => ({ ...plan, sequences: defaultSequences })}>
        {t('This run has no sequences. Add them in Set-up: Q-learning and DQN look beyond the next click.')}
      </MissingPart>
    )
  if (!sequences.length) return <EmptyState>{t('No policy has learned from sequences yet.')}</EmptyState>
  return (
    <div class="ab-panel">
      <div class="ab-numbers">
        <p class="ab-verdict">{t('Discounted return after learning')}</p>
        <KeyValues entries={named.map((one) => [one.label, returnText(one)] as const)} />
        {sequences[0] && <p class="quiet">{translateNote(sequences[0].description)}</p>}
      </div>
      <Chart figure={figure} />
    </div>
  )
}

const returnText = ({ error, learned, optimal }: SequenceResult): string =>
  error ??
  t('{value} ({low} – {high}), best possible {optimal}', {
    value: formatNumber(learned.mean, 3),
    low: formatNumber(learned.low, 3),
    high: formatNumber(learned.high, 3),
    optimal: optimal === null ? t('not known') : formatNumber(optimal, 3),
  })
