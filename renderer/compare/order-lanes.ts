import type { Lane, ModelResult, RunDetail } from '../../main/contract/api/runs.ts'
import { higherIsBetter } from '../../main/figures/format.ts'

export const resultOf = ({ results }: RunDetail, lane: Lane): ModelResult | undefined =>
  results?.models.find(({ label }) => label === lane.label)

/** Lanes by the value so far, best first; failed and interrupted ones on top, lanes without a value last, in the order of the set-up. */
export function orderLanes(detail: RunDetail, metric: string): Lane[] {
  const sign = higherIsBetter(metric) ? -1 : 1
  const urgent = ({ state }: Lane) => (state === 'failed' ? 0 : state === 'interrupted' ? 1 : 2)
  const value = (lane: Lane) => resultOf(detail, lane)?.metrics[metric]?.mean ?? null
  return detail.lanes.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)]
    if (urgent(a) !== urgent(b)) return urgent(a) - urgent(b)
    if (first === null || second === null) return Number(first === null) - Number(second === null) || a.model - b.model
    return sign * (first - second) || a.model - b.model
  })
}
