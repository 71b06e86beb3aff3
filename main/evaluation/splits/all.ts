import type { SplitInfo } from '../../contract/api/models.ts'
import type { SplitPlan } from '../../contract/experiment.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import type { Fold } from '../task.ts'
import { given } from './given.ts'
import { kfold } from './kfold.ts'
import { loo } from './loo.ts'
import { ratio } from './ratio.ts'
import { time } from './time.ts'

/** What forms and help show of each split, global time first. */
export const splits: readonly SplitInfo[] = [time, kfold, loo, ratio, given].map(
  ({ kind, title, summary, needsTimes, settings }) => ({ kind, title, summary, needsTimes, settings }),
)

/**
 * Cuts a log by a plan. The same log, plan and seed give the same folds.
 *
 * @throws RecbenchError `invalid-parameter` for a plan the log cannot follow; a given split brings its own folds and is refused here
 */
export function makeFolds(log: InteractionColumns, plan: SplitPlan, seed: number): Fold[] {
  const random = new Random(seed, 'split', plan.kind)
  switch (plan.kind) {
    case 'kfold':
      return kfold.makeFolds(log, plan, random)
    case 'loo':
      return loo.makeFolds(log, plan, random)
    case 'time':
      return time.makeFolds(log, plan, random)
    case 'ratio':
      return ratio.makeFolds(log, plan, random)
    case 'given':
      return given.makeFolds(log, plan, random)
    default:
      return plan satisfies never
  }
}
