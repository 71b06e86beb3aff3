import { RecbenchError } from '../../contract/errors.ts'
import { splitSettings, type CompleteSplit } from '../../contract/splits.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import type { Fold } from '../task.ts'
import { defineSplit, foldOf, numbersTo, part, refuseEmpty } from './split.ts'
import { eventsOf, heldOut, rowsByUser, usersWith } from './users.ts'

/**
 * k-fold: what is dealt is shuffled by the seed and dealt into k parts whose sizes differ by at most one; each part is the test once. With repeats it is
 * shuffled and dealt again, k folds each time.
 *
 * Over interactions, events are dealt. That ignores time: most test events are older than some training event of the same user, as the audit says.
 *
 * Over users, users are dealt; of the users of a part the latest (or random) events are held out as the test, and all other events are training. Users with too
 * few events to keep one are trained on and never tested. This is `crossfold_users` of LensKit.
 *
 * Use it where a mean over several tests is wanted and time does not matter, or to compare with published values.
 *
 * M. Stone (1974). Cross-Validatory Choice and Assessment of Statistical Predictions. JRSS B 36(2). doi:10.1111/j.2517-6161.1974.tb00994.x
 * M. Ekstrand (2020). LensKit for Python. CIKM '20. doi:10.1145/3340531.3412778
 */
export const kfold = defineSplit({
  kind: 'kfold',
  title: 'k-fold',
  summary: 'Events, or users, are dealt at random into k parts; each part is the test once.',
  source: "Stone 1974, JRSS B 36(2); over users: Ekstrand 2020, CIKM '20, doi:10.1145/3340531.3412778",
  needsTimes: false,
  settings: splitSettings.kfold,
  makeFolds(log, plan, random) {
    const { over, repeats } = plan
    const deal = over === 'users' ? overUsers : overInteractions
    return Array.from({ length: repeats }, () => deal(log, plan, random)).flat()
  },
})

type Plan = CompleteSplit<'kfold'>

function overInteractions({ user: { length: rows } }: InteractionColumns, { folds }: Plan, random: Random): Fold[] {
  refuseTooFew(folds, rows, 'events')
  const parts = dealt(random.shuffle(numbersTo(rows)), folds, rows)
  const marks = new Uint8Array(rows)
  return Array.from({ length: folds }, (_, fold) => {
    for (let row = 0; row < rows; row++) marks[row] = parts[row] === fold ? part.test : part.train
    return foldOf(marks)
  })
}

function overUsers(log: InteractionColumns, { folds, holdout, order }: Plan, random: Random): Fold[] {
  const byUser = rowsByUser(log)
  const users = usersWith(byUser, 1)
  refuseTooFew(folds, users.length, 'users')
  const parts = dealt(random.shuffle(users), folds, log.users)
  const held = new Uint8Array(log.user.length)
  for (const user of users) {
    const events = eventsOf(byUser, user, order === 'random' ? random : undefined)
    for (const row of events.subarray(events.length - heldOut(events.length, holdout))) held[row] = 1
  }
  return Array.from({ length: folds }, (_, fold) =>
    refuseEmpty(
      foldOf(held.map((is, row) => (is === 1 && parts[log.user[row]!] === fold ? part.test : part.train))),
      `Fold ${fold + 1} over users`,
      'Hold out fewer events of each user, or choose fewer folds.',
    ),
  )
}

/** The part of each thing that was dealt, by its number. */
function dealt(order: Int32Array, folds: number, size: number): Int32Array {
  const parts = new Int32Array(size)
  for (let position = 0; position < order.length; position++) parts[order[position]!] = position % folds
  return parts
}

function refuseTooFew(folds: number, count: number, of: string): void {
  if (folds < 2)
    throw new RecbenchError('invalid-parameter', `A k-fold split with ${folds} fold has no training part.`, {
      remedy: 'Choose 2 or more folds.',
    })
  if (folds <= count) return
  throw new RecbenchError('invalid-parameter', `${folds} folds are more than the ${count} ${of} of the log.`, {
    remedy: `Choose ${count >= 2 ? `2 to ${count} folds` : `a log with 2 or more ${of}`}.`,
  })
}
