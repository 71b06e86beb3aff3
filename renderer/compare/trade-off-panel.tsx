import { useMemo, useState } from 'preact/hooks'
import type { RunResults } from '../../main/contract/api/runs.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { secondsAxis, tradeOffFigure } from '../../main/figures/trade-off.ts'
import { Chart } from '../charts/chart.tsx'
import { Segmented, Select } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t } from '../i18n/t.ts'
import { RanksChart } from './ranks-chart.tsx'

interface TradeOffProps {
  readonly results: RunResults
  readonly metric: string
  readonly metrics: readonly string[]
  readonly selected: readonly string[]
  readonly visible: boolean
}

/** Two qualities against each other, the axes chosen by the person; or, with three models and two folds, average ranks with the critical difference. */
export function TradeOffPanel({ results, metric, metrics, selected, visible }: TradeOffProps) {
  const preferred = metrics.find((name) => name.startsWith('coverage')) ?? metrics.find((name) => name !== metric)
  const [across, setAcross] = useState<string>()
  const [view, setView] = useState('trade-off')
  const x = across ?? preferred ?? secondsAxis
  const options = [...metrics, secondsAxis].map((value) => ({
    value,
    label: value === secondsAxis ? t('Time') : metricTitle(value),
  }))
  const figure = useMemo(
    () => tradeOffFigure(results, { x, y: metric, selected }, t),
    [results, x, metric, selected.join(), language.value],
  )
  const ranked = results.protocol.folds > 1 && results.models.filter(({ state }) => state === 'done').length > 2
  const showsRanks = ranked && view === 'ranks'
  return (
    <Panel
      title={showsRanks ? t('Critical difference') : t('Trade-off')}
      {...(showsRanks ? { sub: t('over {count} folds', { count: results.protocol.folds }) } : {})}
      grow
      actions={
        <span class="row">
          {!showsRanks && (
            <>
              <Select label={t('Horizontal axis')} hideLabel value={x} options={options} onChange={setAcross} />
              {!ranked && <span class="quiet">{t('against {metric}', { metric: metricTitle(metric) })}</span>}
            </>
          )}
          {ranked && (
            <Segmented
              label={t('View')}
              value={showsRanks ? 'ranks' : 'trade-off'}
              options={[
                { value: 'trade-off', label: t('Trade-off') },
                { value: 'ranks', label: t('Ranks') },
              ]}
              onChange={setView}
            />
          )}
        </span>
      }
    >
      {showsRanks ? <RanksChart runs={[results.run]} metric={metric} visible={visible} /> : <Chart figure={figure} />}
    </Panel>
  )
}
