import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallName, Parameters, Result } from '../../main/contract/api/index.ts'
import { finish as finishJob } from '../../main/contract/client.ts'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import type { Events, Topic } from '../../main/contract/events.ts'
import type { JobId } from '../../main/contract/ids.ts'
import { getClient } from './resolve.ts'

/** Makes one request of the engine. Rejects with a RecbenchError. */
export function call<Name extends CallName>(
  name: Name,
  parameters: Parameters<Name>,
  signal?: AbortSignal,
): Promise<Result<Name>> {
  return getClient().call(name, parameters, signal)
}

/** Listens to a topic, across restarts of the engine. Returns the function that ends it. */
export function watch<T extends Topic>(topic: T, listener: (payload: Events[T]) => void): () => void {
  return getClient().subscribe(topic, listener)
}

/** Starts a job by a call and waits for its result. */
export const finish = <T>(job: Promise<JobId> | JobId, signal?: AbortSignal) => finishJob<T>(getClient(), job, signal)

export interface Loaded<T> {
  /** The last answer; it stays while a newer one is on its way. */
  readonly value: T | undefined
  readonly error: ErrorReport | undefined
  readonly loading: boolean
  reload(): void
}

/**
 * Asks the engine for what a component shows, again whenever `key` changes, and cancels a question that is no longer of interest.
 * With `ask` undefined nothing is asked.
 */
export function useAnswer<T>(key: string, ask: ((signal: AbortSignal) => Promise<T>) | undefined): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ value: undefined, error: undefined, loading: !!ask })
  const [turn, setTurn] = useState(0)
  const asked = useRef(ask)
  asked.current = ask
  const connection = getClient().connection.value
  const number = connection.state === 'connected' ? connection.number : 0
  useEffect(() => {
    if (!asked.current) {
      setState({ value: undefined, error: undefined, loading: false })
      return
    }
    const control = new AbortController()
    setState((old) => ({ ...old, loading: true }))
    asked.current(control.signal).then(
      (value) => !control.signal.aborted && setState({ value, error: undefined, loading: false }),
      (error: unknown) =>
        !control.signal.aborted &&
        setState((old) => ({ value: old.value, error: toErrorReport(error), loading: false })),
    )
    return () => control.abort()
  }, [key, turn, number, ask === undefined])
  return { ...state, reload: () => setTurn((old) => old + 1) }
}
