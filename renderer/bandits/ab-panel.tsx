import { useMemo, useState } from 'preact/hooks'
import type { AbTestResult } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { defaultAb } from '../../main/contract/policy-plan.ts'
import { looksFigure } from '../../main/figures/policies-test.ts'
import { Chart } from '../charts/chart.tsx'
import { Select } from '../components/fields.tsx'
import { KeyValues } from '../components/layout.tsx'
import { Banner, EmptyState } from '../components/notice.tsx'
import { formatCount, formatP, formatPercent } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'
import { effectText, verdictText } from './effect-text.ts'
import { MissingPart } from './missing-part.tsx'
import { translateNote } from './notes.ts'

interface AbProps {
  readonly tests: readonly AbTestResult[]
  readonly experiment: Experiment
}

/** One simulated A/B test: its verdict, the numbers it rests on, and its looks between the bounds. */
export function AbPanel({ tests, experiment }: AbProps) {
  const [chosen, choose] = useState<string>()
  const test = tests.find(({ b }) => b === chosen) ?? tests[0]
  const figure = useMemo(() => test && looksFigure(test, t), [test, language.value])
  const plan = experiment.policies?.ab
  if (!plan)
    return (
      <MissingPart experiment={experiment} add={(policies) => ({ ...policies, ab: defaultAb })}>
        {t('This run has no A/B test. Add one in Set-up: it tests the first model against each other one.')}
      </MissingPart>
    )
  if (!test || !figure)
    return (
      <EmptyState>
        {t('No A/B test has come out of this run yet: it needs the first model and another one in the same world.')}
      </EmptyState>
    )
  return (
    <div class="ab-panel">
      <div class="ab-numbers">
        <Select
          label={t('Comparison')}
          hideLabel
          value={test.b}
          options={tests.map(({ a, b }) => ({ value: b, label: t('{b} against {a}', { a, b }) }))}
          onChange={choose}
        />
        <p class="ab-verdict">{verdictText(test)}</p>
        {test.sampleRatio.note !== null && <Banner level="warning">{translateNote(test.sampleRatio.note)}</Banner>}
        <KeyValues entries={numbersOf(test, 1 - plan.level)} />
      </div>
      <Chart figure={figure} />
    </div>
  )
}

function numbersOf(test: AbTestResult, confidence: number): (readonly [string, string])[] {
  const { a, b, visitors, rate, difference, adjusted, sampleRatio, neededPerArm, stoppedAt, looks, interleaving } = test
  const level = formatPercent(confidence, 0)
  const stopped = stoppedAt === null ? undefined : looks[stoppedAt]
  return [
    [a, t('{rate} a visit, {visitors} visitors', { rate: rate.a, visitors: visitors.a })],
    [b, t('{rate} a visit, {visitors} visitors', { rate: rate.b, visitors: visitors.b })],
    [t('Difference, {level} interval', { level }), effectText(difference)],
    ...(adjusted === null
      ? [[t('By CUPED'), t('nothing known of the visitors before')] as const]
      : [
          [t('By CUPED'), effectText(adjusted)] as const,
          [t('Variance saved by CUPED'), formatPercent(adjusted.varianceReduction, 0)] as const,
        ]),
    [
      t('Sample ratio'),
      sampleRatio.note === null
        ? t('as planned, p {p}', { p: formatP(sampleRatio.p) })
        : t('not as planned, p {p}', { p: formatP(sampleRatio.p) }),
    ],
    [t('Visitors needed a group'), neededPerArm === null ? t('no difference to find') : formatCount(neededPerArm)],
    [
      t('Sequential test'),
      stopped === undefined
        ? t('runs to the end')
        : t('stops at look {look}, {visitors} visitors', { look: stoppedAt! + 1, visitors: stopped.visitors }),
    ],
    [
      t('Interleaving'),
      interleaving === null
        ? '–'
        : t('{b} wins {share} ({low} – {high}) of {visits} visits', {
            b,
            share: formatPercent(interleaving.preference, 0),
            low: formatPercent(interleaving.low, 0),
            high: formatPercent(interleaving.high, 0),
            visits: interleaving.visits,
          }),
    ],
  ]
}
