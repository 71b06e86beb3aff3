import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import type { LoggedRounds, ModelledRounds, SlateLayout, View } from '../off-policy/estimator.ts'
import { RewardModel, type ModelRounds } from '../off-policy/reward-model.ts'
import { roundsOf } from './cross-fit.ts'
import type { Feedback } from './describe-log.ts'
import type { LoggedPolicy } from './logged-policy.ts'

/** The rounds of a log by visit, and in a visit by position. */
export interface Visits {
  readonly layout: SlateLayout
  /** The logged round of each row. */
  readonly order: Int32Array
  /** Whether an item shown further up is never shown again, so that a policy would not show it again either. */
  readonly isWithoutRepeats: boolean
}

const folds = 3
const rowsBetweenBreaths = 1000

/**
 * Which rounds were shown together: those with the same value in the column of role query, at the positions that the role position gives.
 *
 * @returns the visits, or a sentence why there are none
 */
export function groupVisits({ log, columns }: Feedback): Visits | string {
  const { slate, position, action } = columns
  if (!slate || log.slates === undefined)
    return `This estimator values lists that were shown together, and "${log.name}" does not say which rounds belong to one visit: give the role query to the column that names the visit (--query COLUMN), and the role position to the place in it.`
  const order = Int32Array.from({ length: log.rounds }, (_, round) => round).sort(
    (a, b) => slate[a]! - slate[b]! || position[a]! - position[b]! || a - b,
  )
  const starts: number[] = []
  let isWithoutRepeats = true
  let shown = new Set<number>()
  for (const [row, round] of order.entries()) {
    const before = row > 0 ? order[row - 1]! : -1
    if (before < 0 || slate[before] !== slate[round]) {
      starts.push(row)
      shown = new Set()
    } else if (position[before] === position[round])
      return `This estimator values lists, and a visit of "${log.name}" shows two items at position ${position[round]! + 1}: give the role query to a column that is different for every visit.`
    if (shown.has(action[round]!)) isWithoutRepeats = false
    shown.add(action[round]!)
  }
  if (starts.length === log.rounds)
    return `This estimator values lists, and every visit of "${log.name}" shows one item: take IPS, SNIPS or DR.`
  const places = Int32Array.from(order, (round) => position[round]!)
  const layout = { starts: Int32Array.from([...starts, log.rounds]), position: places, positions: log.positions }
  return { layout, order, isWithoutRepeats }
}

/** Probability of each action at a row, given the items above it, written into `into`; what an item above had is shared among the others. */
function conditional({ order, isWithoutRepeats }: Visits, { columns }: Feedback, policy: LoggedPolicy) {
  return (row: number, first: number, into: Float64Array): void => {
    policy.distribution(order[row]!, into)
    if (!isWithoutRepeats || row === first) return
    let left = 1
    for (let above = first; above < row; above++) {
      const action = columns.action[order[above]!]!
      left -= into[action]!
      into[action] = 0
    }
    const scale = left > 1e-12 ? 1 / left : 0
    for (let a = 0; a < into.length; a++) into[a]! *= scale
  }
}

/**
 * The rounds grouped by visit, with the weight of their whole visit, their own, or that of the items down to their position.
 *
 * A propensity is read as the probability of an item at its position given the items above, and so is the policy's; a visit has their product. Where the log never
 * repeats an item within a visit, the policy does not either.
 */
export async function seeVisits(
  feedback: Feedback,
  policy: LoggedPolicy,
  visits: Visits,
  signal: AbortSignal,
): Promise<Record<'visit' | 'item' | 'cascade', LoggedRounds>> {
  const { columns, log } = feedback
  const { layout, order } = visits
  const look = conditional(visits, feedback, policy)
  const item = new Float64Array(log.rounds)
  const cascade = new Float64Array(log.rounds)
  const visit = new Float64Array(log.rounds)
  const distribution = new Float64Array(log.actions)
  for (let slate = 0; slate + 1 < layout.starts.length; slate++) {
    const [first, end] = [layout.starts[slate]!, layout.starts[slate + 1]!]
    let product = 1
    for (let row = first; row < end; row++) {
      if (row % rowsBetweenBreaths === 0) await breathe(signal)
      const round = order[row]!
      look(row, first, distribution)
      item[row] = distribution[columns.action[round]!]! / columns.propensity[round]!
      product *= item[row]!
      cascade[row] = product
    }
    visit.fill(product, first, end)
  }
  const reward = Float64Array.from(order, (round) => columns.reward[round]!)
  const seen = (weight: Float64Array): LoggedRounds => ({
    reward,
    weight,
    matched: new Float64Array(log.rounds),
    model: null,
    slates: layout,
  })
  return { visit: seen(visit), item: seen(item), cascade: seen(cascade) }
}

/**
 * What is yet to come from each position on, by models of the position that never saw the visit: fitted from the last position up, each to its reward plus what the next one expects under
 * the policy.
 */
export async function modelVisits(
  feedback: Feedback,
  policy: LoggedPolicy,
  visits: Visits,
  seed: number,
  signal: AbortSignal,
): Promise<ModelledRounds> {
  const { log, columns } = feedback
  const { layout, order } = visits
  const look = conditional(visits, feedback, policy)
  const rounds = roundsOf(feedback)
  const slates = layout.starts.length - 1
  const shuffled = Int32Array.from({ length: slates }, (_, slate) => slate)
  new Random(seed, 'folds of visits').shuffle(shuffled)
  const foldOf = new Uint8Array(slates)
  shuffled.forEach((slate, at) => (foldOf[slate] = at % folds))
  const shown = new Float64Array(log.rounds)
  const expected = new Float64Array(log.rounds)
  const distribution = new Float64Array(log.actions)
  for (let fold = 0; fold < folds; fold++) {
    const next = new Float64Array(log.rounds)
    for (let position = layout.positions - 1; position >= 0; position--) {
      await breathe(signal)
      const rows = rowsAt(layout, position)
      const learned = rows.filter(({ slate }) => foldOf[slate] !== fold)
      if (learned.length === 0) continue
      const target = Float64Array.from(columns.reward)
      for (const { row, slate } of learned)
        if (row + 1 < layout.starts[slate + 1]!) target[order[row]!]! += next[row + 1]!
      const places = Int32Array.from(learned, ({ row }) => order[row]!)
      const model = RewardModel.fit({ ...rounds, reward: target } satisfies ModelRounds, places)
      for (const { row, slate } of rows) {
        if (row % rowsBetweenBreaths === 0) await breathe(signal)
        const shared = model.shared(rounds, order[row]!)
        look(row, layout.starts[slate]!, distribution)
        let sum = 0
        for (let a = 0; a < log.actions; a++)
          if (distribution[a]! > 0) sum += distribution[a]! * model.predict(shared, a)
        next[row] = sum
        if (foldOf[slate] !== fold) continue
        expected[row] = sum
        shown[row] = model.predict(shared, columns.action[order[row]!]!)
      }
    }
  }
  return { shown, policy: expected }
}

function rowsAt({ starts, position }: SlateLayout, wanted: number): { row: number; slate: number }[] {
  const rows: { row: number; slate: number }[] = []
  for (let slate = 0; slate + 1 < starts.length; slate++)
    for (let row = starts[slate]!; row < starts[slate + 1]!; row++)
      if (position[row] === wanted) rows.push({ row, slate })
  return rows
}

export const isOfVisits = (view: View | undefined): view is 'visit' | 'item' | 'cascade' =>
  view === 'visit' || view === 'item' || view === 'cascade'
