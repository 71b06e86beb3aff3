import { choice, integer, real, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions, SparseRows } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import { dot } from '../../math/vectors.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { popularityOf } from '../histories.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { similarByFactors } from '../similar-factors.ts'

const settings = {
  factors: integer({
    default: 64,
    minimum: 1,
    maximum: 4096,
    search: { from: 16, to: 256, scale: 'log' },
    help: 'Length of the vectors of users and items.',
  }),
  epochs: integer({ default: 100, minimum: 1, help: 'Times that as many pairs are drawn as there are events.' }),
  learningRate: real({ default: 0.01, search: { from: 0.001, to: 0.2, scale: 'log' }, help: 'γ: size of a step.' }),
  regularization: real({
    default: 0.01,
    search: { from: 0.0001, to: 0.1, scale: 'log' },
    help: 'λ: pulls factors and biases towards zero.',
  }),
  negatives: choice(['popularity', 'uniform'], 'popularity', 'How the items that a user did not have are drawn.'),
}

/**
 * BPR: factors and item biases that rank what a user had above what the user did not have.
 *
 *   max Σ ln σ(x_ui − x_uj) − λ ‖Θ‖²,   x_ui = p_uᵀ q_i + b_i,   i had by u, j not   (BPR-Opt, section 4.1)
 *   step on a drawn (u, i, j), z = σ(x_uj − x_ui):  p_u ← p_u + γ (z (q_i − q_j) − λ p_u),  q_i ← q_i + γ (z p_u − λ q_i),  q_j ← q_j + γ (−z p_u − λ q_j)
 *
 * An event is drawn at random, then the other item: from a random event (`popularity`, as in the implicit library) or from all items. A draw that the user
 * had is skipped. The loss reported is the mean of −ln σ. Somebody without a history gets popularity.
 *
 * S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme (2009). BPR: Bayesian Personalized Ranking from Implicit Feedback. UAI '09. arXiv:1205.2618
 */
export const bpr = defineRecommender({
  id: 'bpr',
  title: 'BPR',
  family: 'collaborative',
  summary: 'Learns factors that rank what a user had above what the user did not have.',
  formula: 'max Σ ln σ(x_ui − x_uj) − λ‖Θ‖², x_ui = p_uᵀ q_i + b_i',
  reference:
    'S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme (2009). BPR: Bayesian Personalized Ranking from Implicit Feedback. UAI. arXiv:1205.2618',
  settings,
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: false,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { random, signal, progress, loss, stopAfter }) {
    const state = start(interactions, config.factors, random('factors'))
    const draws = random('pairs')
    const owners = ownersOf(interactions)
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(signal)
      progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      loss(epoch, runEpoch(state, interactions, owners, config, draws), null, null)
      if (await stopAfter?.(epoch, () => toModel(state))) break
    }
    return toModel(state)
  },
  load(bytes) {
    const { facts, columns } = unpack('bpr', 1, bytes)
    return toModel({
      factors: facts['factors'] as number,
      userFactors: columns['userFactors'] as Float64Array,
      itemFactors: columns['itemFactors'] as Float64Array,
      itemBias: columns['itemBias'] as Float64Array,
      popularity: columns['popularity'] as Float32Array,
      known: columns['known'] as Int32Array,
    })
  },
})

interface State {
  readonly factors: number
  readonly userFactors: Float64Array
  readonly itemFactors: Float64Array
  readonly itemBias: Float64Array
  readonly popularity: Float32Array
  /** 1 for users with training events. */
  readonly known: Int32Array
}

function start(interactions: Interactions, factors: number, random: Random): State {
  const { users, items, byUser } = interactions
  const small = (length: number) => Float64Array.from({ length }, () => (random.uniform() - 0.5) / factors)
  return {
    factors,
    userFactors: small(users * factors),
    itemFactors: small(items * factors),
    itemBias: small(items),
    popularity: popularityOf(interactions),
    known: Int32Array.from({ length: users }, (_, user) => Number(byUser.offsets[user + 1]! > byUser.offsets[user]!)),
  }
}

/** The user of each entry of the user rows. */
function ownersOf({ users, byUser: { offsets, indices } }: Interactions): Int32Array {
  const owners = new Int32Array(indices.length)
  for (let user = 0; user < users; user++) owners.fill(user, offsets[user], offsets[user + 1])
  return owners
}

function runEpoch(
  { factors, userFactors, itemFactors, itemBias }: State,
  { items, byUser }: Interactions,
  owners: Int32Array,
  { learningRate, regularization, negatives }: ConfigurationOf<typeof settings>,
  random: Random,
): number {
  const { indices } = byUser
  let sum = 0
  let count = 0
  for (let draw = 0; draw < indices.length; draw++) {
    const entry = random.below(indices.length)
    const user = owners[entry]!
    const liked = indices[entry]!
    const other = negatives === 'uniform' ? random.below(items) : indices[random.below(indices.length)]!
    if (has(byUser, user, other)) continue
    const p = user * factors
    const i = liked * factors
    const j = other * factors
    const difference =
      dot(userFactors, p, itemFactors, i, factors) -
      dot(userFactors, p, itemFactors, j, factors) +
      itemBias[liked]! -
      itemBias[other]!
    const z = 1 / (1 + Math.exp(difference))
    sum += Math.log1p(Math.exp(-difference))
    count++
    for (let f = 0; f < factors; f++) {
      const a = userFactors[p + f]!
      const b = itemFactors[i + f]!
      const c = itemFactors[j + f]!
      userFactors[p + f] = a + learningRate * (z * (b - c) - regularization * a)
      itemFactors[i + f] = b + learningRate * (z * a - regularization * b)
      itemFactors[j + f] = c + learningRate * (-z * a - regularization * c)
    }
    itemBias[liked]! += learningRate * (z - regularization * itemBias[liked]!)
    itemBias[other]! += learningRate * (-z - regularization * itemBias[other]!)
  }
  return sum / Math.max(1, count)
}

/** Whether a user had an item, by binary search. */
function has({ offsets, indices }: SparseRows, user: number, item: number): boolean {
  let low = offsets[user]!
  let high = offsets[user + 1]!
  while (low < high) {
    const middle = (low + high) >>> 1
    if (indices[middle]! < item) low = middle + 1
    else high = middle
  }
  return low < offsets[user + 1]! && indices[low] === item
}

function toModel(state: State): Model {
  const { factors, userFactors, itemFactors, itemBias, popularity, known } = state
  const items = itemBias.length
  return {
    score(users, into) {
      users.forEach((user, row) => {
        const part = into.subarray(row * items, (row + 1) * items)
        if (known[user] !== 1) return part.set(popularity)
        for (let item = 0; item < items; item++)
          part[item] = itemBias[item]! + dot(userFactors, user * factors, itemFactors, item * factors, factors)
      })
    },
    similarItems: (item, k) => similarByFactors(itemFactors, factors, item, k),
    save: () => pack('bpr', 1, { factors }, { userFactors, itemFactors, itemBias, popularity, known }),
  }
}
