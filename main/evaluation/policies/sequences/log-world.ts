import { RecbenchError } from '../../../contract/errors.ts'
import { integer, real } from '../../../contract/settings.ts'
import type { Interactions } from '../../../data/interactions.ts'
import { finiteEnvironment } from './finite-environment.ts'
import { TransitionTable } from './transition-table.ts'
import { defineSequenceWorld } from './world.ts'

const surest = 0.95

/**
 * A world made from the order of a log: its K most frequent items can be shown, and whether a visitor takes one depends on what they last took.
 *
 *   p(j | i) = (n_ij + m p_j) / (n_i + m),   p(j | i, h) = (n_hij + m p(j | i)) / (n_hi + m),   P(take j) = min(0.95, c p(j | …))
 *
 * n_ij users' steps from item i to item j with no other of the K between them, "nothing yet" counted as an item; n_hij those with h before i. c makes the best item of
 * a state be taken with probability `acceptance`, in the mean over the log's states. What is taken pays 1 and becomes the last item; after what is refused the visitor
 * leaves with probability ℓ. Within this world the probabilities are the truth.
 */
export const logWorld = defineSequenceWorld({
  id: 'log',
  title: 'Steps of the log',
  summary: "People whose interest depends on what they took last, fitted to the steps of the log's users.",
  formula: 'P(take j) = min(0.95, c p(j | i, h)), p(j | i) = (n_ij + m p_j) / (n_i + m)',
  settings: {
    items: integer({ default: 20, minimum: 2, maximum: 60, help: 'K: most frequent items that can be shown.' }),
    last: integer({ default: 1, minimum: 1, maximum: 2, help: 'Last items that interest depends on.' }),
    shrinkage: real({ default: 10, help: 'm: larger values make interest depend less on them.' }),
    acceptance: real({ default: 0.5, minimum: 0.01, maximum: 0.95, help: 'How often the best item is taken.' }),
    leaving: real({
      default: 0.2,
      minimum: 0.001,
      maximum: 1,
      help: 'ℓ: probability that somebody leaves after an item they refuse.',
    }),
  },
  needsLog: true,
  create(log, { items: most, last, shrinkage, acceptance, leaving }) {
    if (!log) throw new RecbenchError('invalid-parameter', 'This world is made from a log. Choose one.')
    const items = mostFrequent(log, most)
    const width = items.length
    if (width < 2)
      throw new RecbenchError('invalid-parameter', `The log has ${width} items: there is nothing to choose among.`)
    const counts = countSteps(log, items)
    const states = last === 1 ? width + 1 : (width + 1) ** 2
    const shares = stepShares(counts, width, last, shrinkage)
    const scale = acceptance / meanOfLargest(shares, visitsOf(counts, width, last), width)
    const starts = new Float64Array(states)
    starts[states - 1] = 1
    const transitions = new TransitionTable(starts, width, (state, action) => {
      const take = Math.min(surest, scale * shares[state * width + action]!)
      const next = last === 1 ? action : (state % (width + 1)) * (width + 1) + action
      return [
        { probability: take, reward: 1, next, done: false },
        { probability: (1 - take) * (1 - leaving), reward: 0, next: state, done: false },
        { probability: (1 - take) * leaving, reward: 0, next: state, done: true },
      ]
    })
    const nameOf = (item: number) => (item === width ? 'nothing yet' : `item ${items[item]}`)
    return {
      ...finiteEnvironment({
        transitions,
        featuresOfStates: describeStates(states, width, last),
        stateNames: Array.from({ length: states }, (_, state) =>
          last === 1 ? nameOf(state) : `${nameOf(Math.floor(state / (width + 1)))}, ${nameOf(state % (width + 1))}`,
        ),
        actionNames: Array.from(items, (item) => `item ${item}`),
        description: `Simulated world: ${width} most frequent items of the log; whether one is taken depends on the last ${last === 1 ? 'item' : 'two items'} taken, fitted to the steps of the log's users.`,
      }),
      items,
    }
  },
})

/** Items with most users, most first; equal counts by number. */
function mostFrequent({ byItem, items }: Interactions, most: number): Int32Array {
  const count = (item: number) => byItem.offsets[item + 1]! - byItem.offsets[item]!
  const known = Int32Array.from({ length: items }, (_, item) => item).filter((item) => count(item) > 0)
  return known.sort((a, b) => count(b) - count(a) || a - b).slice(0, most)
}

/** n_hij, row-major (K + 1) × (K + 1) × K; K stands for nothing yet. */
function countSteps({ users, user, item, items: all, rows }: Interactions, items: Int32Array): Float64Array {
  const width = items.length
  const actionOf = new Int32Array(all).fill(-1)
  items.forEach((number, action) => (actionOf[number] = action))
  const counts = new Float64Array((width + 1) ** 2 * width)
  const [last, before] = [new Int32Array(users).fill(width), new Int32Array(users).fill(width)]
  for (let row = 0; row < rows; row++) {
    const action = actionOf[item[row]!]!
    if (action < 0) continue
    const person = user[row]!
    counts[(before[person]! * (width + 1) + last[person]!) * width + action]! += 1
    before[person] = last[person]!
    last[person] = action
  }
  return counts
}

/** p(j | state), row-major states × K. */
function stepShares(counts: Float64Array, width: number, last: number, shrinkage: number): Float64Array {
  const byLast = foldRows(counts, (width + 1) * width)
  const overall = foldRows(byLast, width)
  const steps = overall.reduce((sum, count) => sum + count, 0)
  const one = shrink(
    byLast,
    width,
    shrinkage,
    overall.map((count) => count / steps),
  )
  return last === 1 ? one : shrink(counts, width, shrinkage, one)
}

/** (n_j + m p_j) / (n + m) in each row of counts; the rows of p are used in turn. */
function shrink(counts: Float64Array, width: number, shrinkage: number, towards: Float64Array): Float64Array {
  const shares = new Float64Array(counts.length)
  for (let row = 0; row < counts.length; row += width) {
    let total = 0
    for (let j = 0; j < width; j++) total += counts[row + j]!
    for (let j = 0; j < width; j++) {
      const prior = towards[(row + j) % towards.length]!
      shares[row + j] = total + shrinkage === 0 ? prior : (counts[row + j]! + shrinkage * prior) / (total + shrinkage)
    }
  }
  return shares
}

/** Sums blocks of `size` entries. */
function foldRows(counts: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size)
  counts.forEach((count, at) => (sums[at % size]! += count))
  return sums
}

/** Steps of the log from each state. */
function visitsOf(counts: Float64Array, width: number, last: number): Float64Array {
  const rows = last === 1 ? foldRows(counts, (width + 1) * width) : counts
  const visits = new Float64Array(rows.length / width)
  rows.forEach((count, at) => (visits[Math.floor(at / width)]! += count))
  return visits
}

/** Mean over states, by their visits, of the largest share. */
function meanOfLargest(shares: Float64Array, visits: Float64Array, width: number): number {
  let [sum, total] = [0, 0]
  visits.forEach((weight, state) => {
    sum += weight * shares.subarray(state * width, (state + 1) * width).reduce((a, b) => Math.max(a, b), 0)
    total += weight
  })
  return sum / total
}

/** A constant 1, then an indicator of the last item, then one of the item before. */
function describeStates(states: number, width: number, last: number): Float64Array {
  const size = 1 + last * (width + 1)
  const rows = new Float64Array(states * size)
  for (let state = 0; state < states; state++) {
    rows[state * size] = 1
    rows[state * size + 1 + (state % (width + 1))] = 1
    if (last === 2) rows[state * size + width + 2 + Math.floor(state / (width + 1))] = 1
  }
  return rows
}
