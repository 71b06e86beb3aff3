import { useMemo } from 'preact/hooks'
import type { LeaderboardRow } from '../../main/figures/comparison.ts'
import { pairedDifferencesFigure } from '../../main/figures/pairs.ts'
import { Chart } from '../charts/chart.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t, tMaybe } from '../i18n/t.ts'
import { usePairs } from './use-pairs.ts'

interface PairProps {
  readonly run: string
  readonly metric: string
  readonly rows: readonly LeaderboardRow[]
  readonly selected: readonly string[]
  readonly visible: boolean
}

/** The two ticked models, user by user. */
export function PairPanel({ run, metric, rows, selected, visible }: PairProps) {
  const pairs = usePairs(run, metric, visible)
  const [a, b] = rows.filter(({ model }) => selected.includes(model.label)).map(({ model }) => model)
  const figure = useMemo(
    () => (pairs.value && a && b ? pairedDifferencesFigure(pairs.value, a, b, t) : undefined),
    [pairs.value, a?.label, b?.label, language.value],
  )
  const count = pairs.value?.users.length
  return (
    <Panel title={t('Selected pair')} {...(count === undefined ? {} : { sub: t('{count} users', { count }) })}>
      {pairs.error && <p class="quiet">{tMaybe(pairs.error.message)}</p>}
      {!pairs.error && (!a || !b) && <p class="quiet">{t('Tick two models to see their difference user by user.')}</p>}
      {figure && <Chart figure={figure} />}
    </Panel>
  )
}
