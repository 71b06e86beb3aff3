import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ScreenTab } from '../app/screens.ts'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { t } from '../i18n/t.ts'
import { datasets } from '../state/datasets.ts'
import { statusNote } from '../state/status.ts'
import { Finished, type FinishedProps } from './finished.tsx'
import { Running, type LiveProps } from './running.tsx'
import { useRun } from './use-run.ts'

export type RunPage = 'progress' | 'results'

interface RunViewProps {
  readonly run: string
  readonly tab: ScreenTab
  /** The screen that it is shown in; its set-up opens there. */
  readonly screen?: RunScreen
  readonly Results?: ComponentType<FinishedProps>
  /** Beside the lanes' charts while the run goes on, instead of validation. */
  readonly Live?: ComponentType<LiveProps>
}

/** Screens that start and show runs. */
export type RunScreen = 'compare' | 'bandits'

/** A run: progress while it goes on or was stopped, results once it is done. The person can change to the other at any time. */
export function RunView({ run, tab, screen = 'compare', Results = Finished, Live }: RunViewProps) {
  const live = useRun(run)
  const { detail } = live
  const [chosen, choose] = useState<RunPage>()
  const title = detail?.summary.title ?? run
  useEffect(() => tab.setTitle(title), [title])
  const visible = tab.visible.value
  const count = detail?.lanes.length ?? 0
  useEffect(() => {
    if (visible) statusNote.value = count ? t('{count} models', { count }) : ''
    return () => void (statusNote.value = '')
  }, [visible, count])
  if (!detail) return live.error ? <ErrorNotice error={live.error} /> : <Skeleton rows={12} />
  const done =
    detail.summary.state === 'done' && detail.lanes.every(({ state }) => state === 'done' || state === 'failed')
  const page = chosen ?? (done && detail.results ? 'results' : 'progress')
  const data = datasets.value?.find(({ name }) => name === detail.summary.data)?.title ?? detail.summary.data
  if (page === 'results' && detail.results)
    return <Results detail={detail} results={detail.results} data={data} live={live} onPage={choose} tab={tab} />
  return <Running detail={detail} data={data} live={live} onPage={choose} screen={screen} Live={Live} />
}
