import type { StreamResult } from '../../contract/api/recommend.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import {
  IncrementalFactors,
  usualIncrementalSettings,
  type IncrementalSettings,
} from '../../recommenders/stream/incremental-factors.ts'
import { spreadPoints } from '../policies/bands.ts'

export interface StreamPlan extends Partial<IncrementalSettings> {
  /** Length of the list in which an item must be to count as a hit; 10 when absent. */
  readonly cutoff?: number
  readonly seed?: number
}

const eventsBetweenBreaths = 500

/**
 * Prequential evaluation of incremental matrix factorisation: each event is first tested (is the item among the `cutoff` that the user would be shown, items the user had
 * left out?) and then learned.
 *
 * J. Gama, R. Sebastião, P. P. Rodrigues (2013). On evaluating stream learning algorithms. Machine Learning 90. doi:10.1007/s10994-012-5320-9
 *
 * @param users numbers of the users, in the order of the events
 * @param items numbers of the items, aligned
 * @throws RecbenchError `invalid-parameter` for an empty stream, columns of unequal length, or settings out of range
 */
export async function learnStream(
  users: Int32Array,
  items: Int32Array,
  { cutoff = 10, seed = 2020, ...given }: StreamPlan,
  signal: AbortSignal,
  progress: (fraction: number) => void = () => undefined,
): Promise<StreamResult> {
  checkStream(users, items, cutoff)
  const model = new IncrementalFactors({ ...usualIncrementalSettings, ...given }, new Random(seed, 'stream'))
  const points = spreadPoints(users.length)
  const had = new Map<number, Set<number>>()
  const hitRate: (number | null)[] = []
  let [tested, hits, testedBefore, hitsBefore, learning, testing] = [0, 0, 0, 0, 0, 0]
  for (let event = 0; event < users.length; event++) {
    if (event % eventsBetweenBreaths === 0) {
      await breathe(signal)
      progress(event / users.length)
    }
    const [user, item] = [users[event]!, items[event]!]
    const own = had.get(user)
    const began = performance.now()
    if (own && !own.has(item)) {
      tested++
      if (model.rankOf(user, item, own) < cutoff) hits++
    }
    const between = performance.now()
    model.learn(user, item)
    testing += between - began
    learning += performance.now() - between
    if (own) own.add(item)
    else had.set(user, new Set([item]))
    if (event + 1 !== points[hitRate.length]) continue
    hitRate.push(tested > testedBefore ? (hits - hitsBefore) / (tested - testedBefore) : null)
    testedBefore = tested
    hitsBefore = hits
  }
  return {
    events: users.length,
    tested,
    hitRate: tested > 0 ? hits / tested : 0,
    curve: { events: points, hitRate },
    eventsPerSecond: Math.round((1000 * users.length) / Math.max(learning, 0.001)),
    testsPerSecond: Math.round((1000 * tested) / Math.max(testing, 0.001)),
  }
}

function checkStream(users: Int32Array, items: Int32Array, cutoff: number): void {
  if (users.length === 0 || users.length !== items.length)
    throw new RecbenchError('invalid-parameter', `The stream has ${users.length} users and ${items.length} items.`, {
      remedy: 'Give one user and one item for each event, and 1 or more events.',
    })
  if (!(Number.isInteger(cutoff) && cutoff >= 1))
    throw new RecbenchError('invalid-parameter', `A list of ${cutoff} items cannot be tested.`, {
      remedy: 'Give a cutoff of 1 or more.',
    })
}
