import type { EstimateCheck, RunEstimate } from '../../contract/api/runs.ts'
import type { TaskOutcome } from '../task.ts'
import { noCorrection, type Correction } from './corrections.ts'

/** How the estimates of a run turned out, model by model, for those with a fold that is done on the CPU; means over folds. */
export function checkEstimate(
  estimate: RunEstimate,
  outcomes: readonly TaskOutcome[],
  { corrections }: { readonly corrections: Readonly<Record<string, Correction>> },
): EstimateCheck[] {
  return estimate.models.flatMap(({ id, label, train, evaluate }, model) => {
    const timed = outcomes.flatMap((outcome) =>
      outcome.model === model && !outcome.tuned.length ? (timeOf(outcome) ?? []) : [],
    )
    if (timed.length === 0) return []
    const mean = (part: 'train' | 'evaluate') => timed.reduce((sum, time) => sum + time[part], 0) / timed.length
    return [
      {
        id,
        label,
        estimated: { train, evaluate },
        taken: { train: mean('train'), evaluate: mean('evaluate') },
        correction: corrections[id] ?? noCorrection,
      },
    ]
  })
}

/** Processor time where one thread did the work; on a device the clock on the wall. */
const timeOf = ({ backend, cpu, seconds }: TaskOutcome) =>
  backend === 'javascript' || backend === 'wasm' ? cpu : seconds
