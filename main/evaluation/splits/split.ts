import type { SplitInfo } from '../../contract/api/models.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { CompleteSplit, SplitKind } from '../../contract/splits.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import type { Fold } from '../task.ts'

/**
 * A way to cut a log into folds. Rows of each part are ascending; the parts of a fold are disjoint, and together with the events that the split leaves out
 * on purpose (a rolling window's future) they are the whole log. The same log, plan and seed give the same folds.
 */
export interface Split<Kind extends SplitKind = SplitKind> extends SplitInfo {
  readonly kind: Kind
  makeFolds(log: InteractionColumns, plan: CompleteSplit<Kind>, random: Random): Fold[]
}

/** Keeps the kind of the plan while it checks the shape. */
export const defineSplit = <const Kind extends SplitKind>(split: Split<Kind>): Split<Kind> => split

/** What becomes of an event in a fold. */
export const part = { train: 0, test: 1, foldIn: 2, unused: 3 } as const

/** The fold whose events are marked by part. */
export function foldOf(marks: Uint8Array): Fold {
  const counts = new Int32Array(4)
  for (let row = 0; row < marks.length; row++) counts[marks[row]!]!++
  const rowsOf = (wanted: number) => {
    const rows = new Int32Array(counts[wanted]!)
    let count = 0
    for (let row = 0; row < marks.length; row++) if (marks[row] === wanted) rows[count++] = row
    return rows
  }
  return {
    train: rowsOf(part.train),
    test: rowsOf(part.test),
    ...(counts[part.foldIn]! > 0 && { foldIn: rowsOf(part.foldIn) }),
  }
}

/** The numbers 0 … count − 1. */
export function numbersTo(count: number): Int32Array {
  const numbers = new Int32Array(count)
  for (let number = 0; number < count; number++) numbers[number] = number
  return numbers
}

export function refuseEmpty(fold: Fold, what: string, remedy: string): Fold {
  for (const name of ['train', 'test'] as const)
    if (fold[name].length === 0)
      throw new RecbenchError(
        'invalid-parameter',
        `${what} leaves no event for ${name === 'train' ? 'training' : 'the test'}.`,
        { remedy },
      )
  return fold
}

export function needTimes(time: InteractionColumns['time'], title: string): Float64Array {
  if (time) return time
  throw new RecbenchError('invalid-parameter', `A ${title} split needs times, and this log has none.`, {
    remedy: 'Name the time column on import, or choose kfold, last, loo or ratio.',
  })
}
