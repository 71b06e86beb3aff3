import { useMemo, useState } from 'preact/hooks'
import type { RunResults } from '../../main/contract/api/runs.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { secondsAxis, tradeOffFigure } from '../../main/figures/trade-off.ts'
import { Chart } from '../charts/chart.tsx'
import { Select } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t } from '../i18n/t.ts'

interface TradeOffProps {
  readonly results: RunResults
  readonly metric: string
  readonly metrics: readonly string[]
  readonly selected: readonly string[]
}

/** Two qualities against each other; the axes are chosen by the person. */
export function TradeOffPanel({ results, metric, metrics, selected }: TradeOffProps) {
  const preferred = metrics.find((name) => name.startsWith('coverage')) ?? metrics.find((name) => name !== metric)
  const [across, setAcross] = useState<string>()
  const x = across ?? preferred ?? secondsAxis
  const options = [...metrics, secondsAxis].map((value) => ({
    value,
    label: value === secondsAxis ? t('Time') : metricTitle(value),
  }))
  const figure = useMemo(
    () => tradeOffFigure(results, { x, y: metric, selected }, t),
    [results, x, metric, selected.join(), language.value],
  )
  return (
    <Panel
      title={t('Trade-off')}
      grow
      actions={
        <span class="row">
          <Select label={t('Horizontal axis')} hideLabel value={x} options={options} onChange={setAcross} />
          <span class="quiet">{t('against {metric}', { metric: metricTitle(metric) })}</span>
        </span>
      }
    >
      <Chart figure={figure} />
    </Panel>
  )
}
