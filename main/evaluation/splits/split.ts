import type { SplitInfo } from '../../contract/api/models.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { SplitPlan } from '../../contract/experiment.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import type { Fold } from '../task.ts'

/** A way to cut a log into training and test rows. Rows of every fold are ascending, disjoint and together the whole log. */
export interface Split<Kind extends SplitPlan['kind'] = SplitPlan['kind']> extends SplitInfo {
  readonly kind: Kind
  makeFolds(log: InteractionColumns, plan: Extract<SplitPlan, { kind: Kind }>, random: Random): Fold[]
}

/** Keeps the kind of the plan while it checks the shape. */
export const defineSplit = <const Kind extends SplitPlan['kind']>(split: Split<Kind>): Split<Kind> => split

/** The fold whose test rows are marked. */
export function foldOf(rows: number, isTest: (row: number) => boolean): Fold {
  const every = Int32Array.from({ length: rows }, (_, row) => row)
  return { train: every.filter((row) => !isTest(row)), test: every.filter(isTest) }
}

export function refuseEmpty(fold: Fold, what: string, remedy: string): Fold {
  for (const part of ['train', 'test'] as const)
    if (fold[part].length === 0)
      throw new RecbenchError(
        'invalid-parameter',
        `${what} leaves no event for ${part === 'train' ? 'training' : 'the test'}.`,
        { remedy },
      )
  return fold
}
