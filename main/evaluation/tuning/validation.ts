import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment, SplitPlan, TuningPlan } from '../../contract/experiment.ts'
import { completeSplit } from '../../contract/splits.ts'
import { selectRows, type InteractionColumns } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { makeFolds } from '../splits/all.ts'
import type { Fold, TaskInput } from '../task.ts'

/**
 * Cuts the training part of a fold into parts to train on and to compare configurations on; the test part is not read. The cut is of the kind of the outer
 * split, so that what is chosen is chosen for the same task:
 *
 * - time, rolling: validation is the last share in time; nested, the training part is cut into k + 1 blocks of equal size in time, and inner fold i is trained on
 *   the first i and compared on the next, so that nothing is chosen by the future.
 * - loo, last: the latest events of each user. strong, cold users, cold items: other users or items of the training part are held out. Nested, such cuts by
 *   users or items are drawn anew for each inner fold; loo and last are dealt at random.
 * - All others: a random share of the events; nested, k-fold over the events.
 * - The person's own validation rows, where the fold has them.
 *
 * G. C. Cawley, N. L. C. Talbot (2010). On Over-fitting in Model Selection and Subsequent Selection Bias in Performance Evaluation. JMLR 11. (nested)
 */
export function cutValidation({
  experiment,
  log,
  folds,
  fold,
}: Pick<TaskInput, 'experiment' | 'log' | 'folds' | 'fold'>): Fold[] {
  const plan = experiment.tuning!
  const { train, validation } = folds[fold]!
  if (validation) {
    const held = new Set(validation)
    return [{ train: train.filter((row) => !held.has(row)), test: validation }]
  }
  const part = selectRows(log, train)
  const seed = new Random(experiment.seed, 'validation', fold).bits()
  const cuts = isOrdered(experiment.split) && plan.folds ? chain(part, plan.folds) : cut(part, experiment, plan, seed)
  return cuts.map((inner) => toLogRows(inner, train))
}

const isOrdered = ({ kind }: SplitPlan) => kind === 'time' || kind === 'rolling'

function cut(part: InteractionColumns, { split }: Experiment, plan: TuningPlan, seed: number): Fold[] {
  const single = singlePlan(split, plan.validation)
  if (plan.folds === undefined) return makeFolds(part, single, seed)
  if (['strong', 'cold-users', 'cold-items'].includes(single.kind))
    return Array.from({ length: plan.folds }, (_, inner) => makeFolds(part, single, seed + inner)[0]!)
  return makeFolds(part, { kind: 'kfold', folds: plan.folds }, seed)
}

/** The plan of one validation part. */
function singlePlan(split: SplitPlan, share: number): SplitPlan {
  switch (split.kind) {
    case 'time':
    case 'rolling':
      return { kind: 'time', train: 1 - share }
    case 'loo':
      return { kind: 'loo' }
    case 'last':
      return split
    case 'strong': {
      const { foldIn, order } = completeSplit<'strong'>(split)
      return { kind: 'strong', users: share, foldIn, order }
    }
    case 'cold-users':
      return { kind: 'cold-users', share, foldIn: completeSplit<'cold-users'>(split).foldIn }
    case 'cold-items':
      return { kind: 'cold-items', share }
    case 'kfold':
    case 'ratio':
    case 'given':
      return { kind: 'ratio', train: 1 - share }
    default:
      return split satisfies never
  }
}

/** Forward chaining: blocks of equal size in time; events of one moment stay together. */
function chain(part: InteractionColumns, folds: number): Fold[] {
  const times = part.time!
  const sorted = times.slice().sort()
  const moments = Array.from({ length: folds }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / (folds + 1))]!)
  const rows = Int32Array.from(times.keys())
  return moments.map((moment, i) => {
    const end = moments[i + 1] ?? Infinity
    const inner = {
      train: rows.filter((row) => times[row]! < moment),
      test: rows.filter((row) => times[row]! >= moment && times[row]! < end),
    }
    if (inner.train.length === 0 || inner.test.length === 0)
      throw new RecbenchError(
        'invalid-parameter',
        `Cutting the training part into ${folds + 1} blocks of time leaves inner fold ${i + 1} without events.`,
        { remedy: 'Choose fewer inner folds.' },
      )
    return inner
  })
}

function toLogRows({ train, test, foldIn }: Fold, rows: Int32Array): Fold {
  const toRows = (part: Int32Array) => part.map((position) => rows[position]!)
  return { train: toRows(train), test: toRows(test), ...(foldIn && { foldIn: toRows(foldIn) }) }
}

/** A share of the users by a seeded draw, nested over shares: who is in a smaller share is in every larger one. */
export function keepUsers(fold: Fold, log: InteractionColumns, share: number, seed: number): Fold {
  if (share >= 1) return fold
  const random = new Random(seed, 'users of a share')
  const places = Float64Array.from({ length: log.users }, () => random.uniform())
  const keep = (rows: Int32Array) => rows.filter((row) => places[log.user[row]!]! < share)
  return { train: keep(fold.train), test: keep(fold.test), ...(fold.foldIn && { foldIn: keep(fold.foldIn) }) }
}
