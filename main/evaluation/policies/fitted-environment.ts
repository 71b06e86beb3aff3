import { selectRows, type InteractionColumns, type Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { HistorySpace } from '../../recommenders/bandits/history-space.ts'
import type { Environment } from './environment.ts'

const mostArms = 100
const mostVisitors = 1000
const factors = 8
const epochs = 30
const rate = 0.05
const penalty = 0.02
const dimensions = 16

/**
 * A world made from a log: the arms are its most frequent items (at most 100), the visitors a seeded sample of its users (at most 1,000), and a visitor clicks an
 * arm with the probability that a logistic factor model, fitted to all their cells of the log, gives to "this person met this item" (with a threshold: with a value
 * of at least that).
 *
 *   P(click) = σ(b + b_k + p_uᵀ q_k),   fitted by stochastic gradient descent on log loss + ½ · 0.02 (b_k² + ‖p_u‖² + ‖q_k‖²)
 *
 * and b is set afterwards so that the mean probability equals the share of cells the log has. Within this world the probabilities are the truth; how
 * well it resembles the shop is another question. Features of a visitor are those of LinUCB, from the training part alone.
 */
export function fitEnvironment(
  log: InteractionColumns,
  train: Interactions,
  threshold: number | undefined,
  seed: number,
): Environment {
  const all = selectRows(log, relevantRows(log, threshold))
  const items = mostFrequent(all, mostArms)
  const users = sampleUsers(train, new Random(seed, 'visitors'))
  const met = cellsOf(all, users, items)
  const probability = fitFactors(met, users.length, items.length, new Random(seed, 'world'))
  const size = Math.min(dimensions, log.items)
  const space = HistorySpace.fit(train.byUser, log.items, size, new Random(seed, 'history space'))
  const contexts = Array.from(users, (user) => {
    const features = new Float64Array(space.size)
    space.featuresOf(
      train.byUser.indices.subarray(train.byUser.offsets[user], train.byUser.offsets[user + 1]),
      features,
    )
    return { user, features }
  })
  const count = (value: number) => value.toLocaleString('en-US')
  return {
    visitors: users.length,
    arms: items.length,
    features: space.size,
    users,
    items,
    contextOf: (visitor) => contexts[visitor]!,
    probabilities: (visitor) => probability.subarray(visitor * items.length, (visitor + 1) * items.length),
    description: `Simulated world: ${count(users.length)} users of the log, its ${count(items.length)} most frequent items, click probabilities fitted to the log.`,
  }
}

function relevantRows({ user, value }: InteractionColumns, threshold: number | undefined): Int32Array {
  const rows = Int32Array.from({ length: user.length }, (_, row) => row)
  return threshold === undefined || !value ? rows : rows.filter((row) => value[row]! >= threshold)
}

/** Items with most users, most first; equal counts by number. */
function mostFrequent({ byItem, items }: Interactions, most: number): Int32Array {
  const count = (item: number) => byItem.offsets[item + 1]! - byItem.offsets[item]!
  const order = Int32Array.from({ length: items }, (_, item) => item).filter((item) => count(item) > 0)
  return order.sort((a, b) => count(b) - count(a) || a - b).slice(0, most)
}

/** A seeded sample of the users with training events, ascending. */
function sampleUsers({ byUser, users }: Interactions, random: Random): Int32Array {
  const active = Int32Array.from({ length: users }, (_, user) => user).filter(
    (user) => byUser.offsets[user + 1]! > byUser.offsets[user]!,
  )
  return random.shuffle(active).slice(0, mostVisitors).sort()
}

/** Row-major visitors × arms: 1 where the log has the pair. */
function cellsOf({ byUser, items: count }: Interactions, users: Int32Array, items: Int32Array): Uint8Array {
  const armOf = new Int32Array(count).fill(-1)
  items.forEach((item, arm) => (armOf[item] = arm))
  const met = new Uint8Array(users.length * items.length)
  users.forEach((user, visitor) => {
    for (let at = byUser.offsets[user]!; at < byUser.offsets[user + 1]!; at++) {
      const arm = armOf[byUser.indices[at]!]!
      if (arm >= 0) met[visitor * items.length + arm] = 1
    }
  })
  return met
}

function fitFactors(met: Uint8Array, visitors: number, arms: number, random: Random): Float64Array {
  const start = () => random.normal() * 0.1
  const p = Float64Array.from({ length: visitors * factors }, start)
  const q = Float64Array.from({ length: arms * factors }, start)
  const bias = new Float64Array(arms)
  const share = Math.min(0.99, Math.max(1e-6, met.reduce((sum, cell) => sum + cell, 0) / met.length))
  const global = Math.log(share / (1 - share))
  const scoreOf = (visitor: number, arm: number) => {
    let score = global + bias[arm]!
    for (let f = 0; f < factors; f++) score += p[visitor * factors + f]! * q[arm * factors + f]!
    return score
  }
  const order = Int32Array.from({ length: visitors }, (_, visitor) => visitor)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = rate / (1 + epoch / 10)
    for (const visitor of random.shuffle(order))
      for (let arm = 0; arm < arms; arm++) {
        const error = met[visitor * arms + arm]! - sigmoid(scoreOf(visitor, arm))
        bias[arm]! += step * (error - penalty * bias[arm]!)
        for (let f = 0, u = visitor * factors, k = arm * factors; f < factors; f++, u++, k++) {
          const before = p[u]!
          p[u]! += step * (error * q[k]! - penalty * before)
          q[k]! += step * (error * before - penalty * q[k]!)
        }
      }
  }
  const scores = Float64Array.from(met, (_, cell) => scoreOf(Math.floor(cell / arms), cell % arms))
  const shift = calibrate(scores, share)
  return scores.map((score) => sigmoid(score + shift))
}

/** The shift after which the mean probability equals the share, by bisection. */
function calibrate(scores: Float64Array, share: number): number {
  let low = -20
  let high = 20
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    const mean = scores.reduce((sum, score) => sum + sigmoid(score + middle), 0) / scores.length
    if (mean < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const sigmoid = (score: number) => 1 / (1 + Math.exp(-score))
