import { useMemo, useState } from 'preact/hooks'
import type { RunResults } from '../../main/contract/api/runs.ts'
import type { LeaderboardRow } from '../../main/figures/comparison.ts'
import { segmentFigure } from '../../main/figures/pairs.ts'
import { segmentationFigure, segmentationTitle } from '../../main/figures/segments.ts'
import { Chart } from '../charts/chart.tsx'
import { Select } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t, tMaybe } from '../i18n/t.ts'
import { usePairs } from './use-pairs.ts'

interface SegmentProps {
  readonly run: string
  readonly segments: RunResults['segments'] | undefined
  readonly metric: string
  readonly rows: readonly LeaderboardRow[]
  readonly selected: readonly string[]
  readonly visible: boolean
}

/** The selected models (or the best three and popularity) among groups of users: by activity, RFM, interest, or a column of the table of users. */
export function SegmentPanel({ run, segments = [], metric, rows, selected, visible }: SegmentProps) {
  const [chosen, choose] = useState('activity')
  const segmentation = segments.find(({ by }) => by === chosen && by !== 'activity')
  const pairs = usePairs(run, metric, visible && !segmentation)
  const models = rows
    .filter(({ rank, model }) => rank !== null && (selected.includes(model.label) || model.id === 'popularity'))
    .slice(0, 5)
    .map(({ model }) => model)
  const figure = useMemo(
    () =>
      segmentation
        ? segmentationFigure(segmentation, metric, models, t)
        : pairs.value && segmentFigure(pairs.value, models, t),
    [segmentation, pairs.value, metric, models.map(({ label }) => label).join(), language.value],
  )
  const groups = ['activity', ...segments.map(({ by }) => by).filter((by) => by !== 'activity')]
  return (
    <Panel
      title={t('By segment')}
      sub={segmentation ? t('users tested: n') : t('a third of the users each')}
      actions={
        <Select
          label={t('Group users by')}
          hideLabel
          value={segmentation?.by ?? 'activity'}
          options={groups.map((value) => ({ value, label: segmentationTitle(value, t) }))}
          onChange={choose}
        />
      }
    >
      {!segmentation && pairs.error && <p class="quiet">{tMaybe(pairs.error.message)}</p>}
      {figure && <Chart figure={figure} />}
    </Panel>
  )
}
