import { useMemo } from 'preact/hooks'
import type { PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { estimatorsFigure, estimatorTitle, overlapFigure } from '../../main/figures/policies.ts'
import { Chart } from '../charts/chart.tsx'
import { Select } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { formatPercent } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'
import { translateNote } from './notes.ts'
import { agreement } from './rank-policies.ts'

interface EstimatorsProps {
  readonly policies: readonly PolicyResult[]
  readonly focus: PolicyResult
  readonly estimator: string | undefined
  readonly log: RunResults['policyLog']
  readonly confidence: number
  readonly onFocus: (label: string) => void
}

/** All estimates of one policy, what to know about them, and those that do not apply with their reason. */
export function EstimatorsPanel({ policies, focus, estimator, log, confidence, onFocus }: EstimatorsProps) {
  const figure = useMemo(() => estimatorsFigure(focus, log, t, confidence), [focus, log, confidence, language.value])
  const off = focus.estimates.filter(({ value }) => value === null)
  const current = focus.estimates.find((one) => one.estimator === estimator)
  return (
    <Panel
      grow
      title={log ? t('Estimators agree?') : t('How it took part')}
      actions={
        <Select
          label={t('Policy')}
          hideLabel
          value={focus.label}
          options={policies.map(({ label }) => ({ value: label, label }))}
          onChange={onFocus}
        />
      }
    >
      {focus.error !== null && <p class="error">{focus.error}</p>}
      {log && <Chart figure={figure} empty={t('No estimate: there is no log with propensities.')} />}
      <div
        class="policy-notes small"
        role="region"
        tabIndex={0}
        aria-label={t('Notes on {policy}', { policy: focus.label })}
      >
        {focus.estimates.length > 0 && (
          <p>
            {agreement(focus)}
            {focus.estimates.some((one) => one.estimator === 'dm' && one.value !== null) &&
              ` ${t('DM is left out: its interval lacks the error of the reward model.')}`}
          </p>
        )}
        {focus.support && focus.support.note !== null && (
          <p class={focus.support.unsupportedShare > 0 ? 'warn' : ''}>
            <b>{t('Support')}</b> {translateNote(focus.support.note)}
          </p>
        )}
        {off.map(({ estimator: id, note }) => (
          <p key={id} class="estimator-off">
            <b>{t('Off:')}</b>{' '}
            {note === null ? t('{title} gave no value.', { title: estimatorTitle(id) }) : translateNote(note)}
          </p>
        ))}
        {current?.note && current.value !== null && (
          <p>
            <b>{estimatorTitle(current.estimator)}</b> {translateNote(current.note)}
          </p>
        )}
        {focus.notes?.map((note) => (
          <p key={note} class="quiet">
            {translateNote(note)}
          </p>
        ))}
      </div>
    </Panel>
  )
}

interface OverlapProps {
  readonly policies: readonly PolicyResult[]
  readonly focus: PolicyResult
  readonly clip: number | null
}

const mostOverlaps = 3

/** Importance weights of the policy in focus and of the next best two. */
export function OverlapPanel({ policies, focus, clip }: OverlapProps) {
  const drawn = useMemo(
    () =>
      [focus, ...policies.filter((one) => one !== focus)]
        .filter(({ overlap }) => overlap.length)
        .slice(0, mostOverlaps),
    [policies, focus],
  )
  const figure = useMemo(() => overlapFigure(drawn, clip, t), [drawn, clip, language.value])
  return (
    <Panel
      grow
      title={t('Overlap')}
      sub={t('{count} of {total} policies', { count: drawn.length, total: policies.length })}
    >
      <Chart figure={figure} empty={t('No log with propensities: overlap cannot be told.')} />
      {drawn.length > 0 && <p class="policy-notes small">{describeOverlap(focus)}</p>}
    </Panel>
  )
}

function describeOverlap({ label, overlap }: PolicyResult): string {
  const share = (test: (bin: PolicyResult['overlap'][number]) => boolean) =>
    formatPercent(overlap.reduce((sum, bin) => (test(bin) ? sum + bin.share : sum), 0))
  return t(
    'Weights far right rest on few rounds; weights near 0 use none. {policy} puts {high} of the rounds at weight 10 or more and {low} at 0.1 or less.',
    { policy: label, high: share(({ from }) => from >= 9.99), low: share(({ to }) => to <= 0.1001) },
  )
}
