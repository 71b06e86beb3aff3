import type { SplitInfo } from '../../contract/api/models.ts'
import { completeSplit, splitKinds, type SplitKind, type SplitPlan } from '../../contract/splits.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import type { Fold } from '../task.ts'
import { coldItems } from './cold-items.ts'
import { coldUsers } from './cold-users.ts'
import { given } from './given.ts'
import { kfold } from './kfold.ts'
import { last } from './last.ts'
import { loo } from './loo.ts'
import { ratio } from './ratio.ts'
import { rolling } from './rolling.ts'
import type { Split } from './split.ts'
import { strong } from './strong.ts'
import { time } from './time.ts'

const byKind: { readonly [Kind in SplitKind]: Split<Kind> } = {
  time,
  rolling,
  last,
  loo,
  kfold,
  ratio,
  strong,
  'cold-users': coldUsers,
  'cold-items': coldItems,
  given,
}

/** What forms and help show of each split, global time first. */
export const splits: readonly SplitInfo[] = splitKinds.map((each) => {
  const { kind, title, summary, source, needsTimes, settings } = byKind[each]
  return { kind, title, summary, source, needsTimes, settings }
})

/**
 * Cuts a log by a plan. The same log, plan and seed give the same folds.
 *
 * @throws RecbenchError `invalid-parameter` for a plan the log cannot follow; a given split brings its own folds and is refused here
 */
export const makeFolds = (log: InteractionColumns, plan: SplitPlan, seed: number): Fold[] =>
  byKind[plan.kind].makeFolds(log, completeSplit(plan) as never, new Random(seed, 'split', plan.kind))
