import { useEffect, useMemo, useState } from 'preact/hooks'
import type { RunDetail, RunResults } from '../../main/contract/api/runs.ts'
import { metricsOf, rankModels } from '../../main/figures/comparison.ts'
import type { ScreenTab } from '../app/screens.ts'
import { Split } from '../components/split.tsx'
import { t } from '../i18n/t.ts'
import { recall, remember } from '../state/memory.ts'
import { FamiliesPanel } from './families-panel.tsx'
import { FindingsBar } from './findings-bar.tsx'
import { FinishedHeader } from './finished-header.tsx'
import { Leaderboard } from './leaderboard.tsx'
import { PairPanel } from './pair-panel.tsx'
import type { RunPage } from './run-view.tsx'
import { SegmentPanel } from './segment-panel.tsx'
import { TradeOffPanel } from './trade-off-panel.tsx'
import type { LiveRun } from './use-run.ts'
import { useWide } from './use-wide.ts'

export interface FinishedProps {
  readonly detail: RunDetail
  readonly results: RunResults
  readonly data: string
  readonly live: LiveRun
  readonly onPage: (page: RunPage) => void
  readonly tab: ScreenTab
}

/** Which model, by how much, how sure, at what price. */
export function Finished({ detail, results, data, live, onPage, tab }: FinishedProps) {
  const metrics = metricsOf(results)
  const first = detail.experiment.metrics[0] ?? metrics[0] ?? ''
  const [sorted, sortBy] = useState(first)
  const metric = metrics.includes(sorted) ? sorted : first
  const rows = useMemo(() => rankModels(results, metric), [results, metric])
  const [chosen, choose] = useState<readonly string[]>()
  const key = `compare-selection:${detail.summary.id}`
  useEffect(() => {
    void recall<readonly string[]>(key).then((kept) => Array.isArray(kept) && choose(kept))
  }, [key])
  const selected = chosen ?? rows.slice(0, 2).flatMap(({ rank, model }) => (rank === null ? [] : [model.label]))
  const toggle = (label: string) => {
    const next = selected.includes(label) ? selected.filter((one) => one !== label) : [...selected, label]
    choose(next)
    remember(key, next)
  }
  const wide = useWide()
  return (
    <div class="screen">
      <FinishedHeader detail={detail} results={results} data={data} live={live} onPage={onPage} />
      <FindingsBar results={results} metric={metric} experiment={detail.experiment} />
      <Split
        direction="column"
        fixed="second"
        size={wide ? 268 : 230}
        minimum={150}
        name="compare-bottom"
        label={t('Charts')}
      >
        <Split
          direction="row"
          fixed="second"
          size={wide ? 432 : 376}
          minimum={260}
          name="compare-right"
          label={t('Trade-off')}
        >
          <Leaderboard
            results={results}
            rows={rows}
            metric={metric}
            metrics={metrics}
            selected={selected}
            onSort={sortBy}
            onToggle={toggle}
            wide={wide}
          />
          <TradeOffPanel
            results={results}
            metric={metric}
            metrics={metrics}
            selected={selected}
            visible={tab.visible.value}
          />
        </Split>
        <div class="compare-bottom">
          <SegmentPanel
            segments={results.segments}
            run={results.run}
            metric={metric}
            rows={rows}
            selected={selected}
            visible={tab.visible.value}
          />
          <PairPanel run={results.run} metric={metric} rows={rows} selected={selected} visible={tab.visible.value} />
          <FamiliesPanel results={results} detail={detail} />
        </div>
      </Split>
    </div>
  )
}
