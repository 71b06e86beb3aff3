import { useMemo } from 'preact/hooks'
import { titlePairs } from '../../main/figures/titles.ts'
import { call, useAnswer } from '../client/client.ts'
import { useModels } from './use-models.ts'

/** Per-user values of a metric, asked for once per run and metric while somebody looks. */
export function usePairs(run: string, metric: string, wanted: boolean) {
  const models = useModels()
  const answer = useAnswer(
    `pairs ${run} ${metric}`,
    wanted && metric ? (signal) => call('runs/pairs', { run, metric }, signal) : undefined,
  )
  const value = useMemo(() => answer.value && models && titlePairs(answer.value, models), [answer.value, models])
  return { ...answer, value }
}
