import { call, useAnswer } from '../client/client.ts'

/** Per-user values of a metric, asked for once per run and metric while somebody looks. */
export const usePairs = (run: string, metric: string, wanted: boolean) =>
  useAnswer(
    `pairs ${run} ${metric}`,
    wanted && metric ? (signal) => call('runs/pairs', { run, metric }, signal) : undefined,
  )
