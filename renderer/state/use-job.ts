import { useEffect, useRef, useState } from 'preact/hooks'
import type { JobId } from '../../main/contract/ids.ts'
import type { Job } from '../../main/contract/progress.ts'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { call } from '../client/client.ts'
import { cancelJob, jobs } from './jobs.ts'

export interface JobHandle<T> {
  readonly running: boolean
  /** As last heard; undefined until the engine has said something. */
  readonly job: Job | undefined
  readonly error: ErrorReport | undefined
  /** Starts a job by a call; resolves with its result, or undefined when it failed or was cancelled. */
  start(ask: () => Promise<JobId>): Promise<T | undefined>
  cancel(): void
  clear(): void
}

/** A job that a component starts, follows and can cancel. It goes on when the component is gone. */
export function useJob<T>(): JobHandle<T> {
  const [id, setId] = useState<JobId>()
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<ErrorReport>()
  const mounted = useRef(true)
  useEffect(() => () => void (mounted.current = false), [])
  return {
    running,
    job: id === undefined ? undefined : jobs.value.get(id),
    error,
    async start(ask) {
      setError(undefined)
      setRunning(true)
      try {
        const started = await ask()
        setId(started)
        return (await call('jobs/result', { job: started })) as T
      } catch (reason) {
        const found = toErrorReport(reason)
        if (mounted.current && found.code !== 'cancelled') setError(found)
        return undefined
      } finally {
        if (mounted.current) setRunning(false)
      }
    },
    cancel: () => id !== undefined && cancelJob(id),
    clear: () => setError(undefined),
  }
}
