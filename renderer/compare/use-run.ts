import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { RunDetail } from '../../main/contract/api/runs.ts'
import type { ErrorReport } from '../../main/contract/errors.ts'
import { toErrorReport } from '../../main/contract/errors.ts'
import type { RunEvent } from '../../main/contract/events.ts'
import { call, useAnswer, watch } from '../client/client.ts'
import { titleDetail } from '../../main/figures/titles.ts'
import { addEvents, emptyHistory, type RunHistory } from './run-events.ts'
import { useModels } from './use-models.ts'

export interface LiveRun {
  readonly detail: RunDetail | undefined
  readonly history: RunHistory
  readonly error: ErrorReport | undefined
  reload(): void
}

export const isActive = (detail: RunDetail | undefined) =>
  detail?.summary.state === 'running' || detail?.summary.state === 'queued'

/** How long news of a run gather before the page asks for its lanes and results. */
const pause = 400

/** A run as it is now: its record, its curves and its log, kept up to date while it goes on. */
export function useRun(run: string): LiveRun {
  const answer = useAnswer(`run ${run}`, (signal) => call('runs/get', { run }, signal))
  const [history, setHistory] = useState<RunHistory>(emptyHistory)
  const [error, setError] = useState<ErrorReport>()
  const lanes = useRef<RunDetail['lanes']>([])
  const models = useModels()
  const detail = useMemo(() => answer.value && models && titleDetail(answer.value, models), [answer.value, models])
  const { reload } = answer
  const loading = useRef(false)
  loading.current = answer.loading
  if (detail) lanes.current = detail.lanes
  const known = detail !== undefined

  useEffect(() => {
    if (!known) return
    const waiting: RunEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    let loaded = false
    const flush = () => {
      if (loading.current) {
        timer = setTimeout(flush, pause)
        return
      }
      timer = undefined
      const events = waiting.splice(0)
      setHistory((old) => addEvents(old, events, lanes.current))
      reload()
    }
    const stop = watch('run', ({ run: of, event }) => {
      if (of !== run) return
      waiting.push(event)
      if (loaded) timer ??= setTimeout(flush, pause)
    })
    call('runs/events', { run }).then(
      (events) => {
        loaded = true
        setHistory(addEvents(emptyHistory, [...events, ...waiting.splice(0)], lanes.current))
      },
      (problem: unknown) => {
        loaded = true
        setError(toErrorReport(problem))
      },
    )
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [run, known])
  useEffect(() => watch('changed', ({ what }) => what === 'runs' && reload()), [run])
  return { detail, history, error: answer.error ?? error, reload }
}
