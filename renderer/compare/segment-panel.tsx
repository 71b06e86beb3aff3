import { useMemo } from 'preact/hooks'
import type { LeaderboardRow } from '../../main/figures/comparison.ts'
import { segmentFigure } from '../../main/figures/pairs.ts'
import { Chart } from '../charts/chart.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t, tMaybe } from '../i18n/t.ts'
import { usePairs } from './use-pairs.ts'

interface SegmentProps {
  readonly run: string
  readonly metric: string
  readonly rows: readonly LeaderboardRow[]
  readonly selected: readonly string[]
  readonly visible: boolean
}

/** The selected models (or the best three and popularity) among light, medium and heavy users. */
export function SegmentPanel({ run, metric, rows, selected, visible }: SegmentProps) {
  const pairs = usePairs(run, metric, visible)
  const models = rows
    .filter(({ rank, model }) => rank !== null && (selected.includes(model.label) || model.id === 'popularity'))
    .slice(0, 5)
    .map(({ model }) => model)
  const figure = useMemo(
    () => pairs.value && segmentFigure(pairs.value, models, t),
    [pairs.value, models.map(({ label }) => label).join(), language.value],
  )
  return (
    <Panel title={t('By user activity')} sub={t('a third of the users each')}>
      {pairs.error && <p class="quiet">{tMaybe(pairs.error.message)}</p>}
      {figure && <Chart figure={figure} />}
    </Panel>
  )
}
