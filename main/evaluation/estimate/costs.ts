import { readComponents } from '../../contract/components.ts'
import { parseConfiguration, type Configuration } from '../../contract/settings.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { AnyRecommender } from '../../recommenders/recommender.ts'
import type { LogShape } from './shape.ts'

/** What a model takes on the reference machine: nanoseconds of one training and of scoring all items for one user, and bytes held beyond the log. */
export interface Cost {
  readonly train: number
  readonly score: number
  readonly bytes: number
}

/** A cost by the size of the log and the settings. Coefficients were fitted to ML-100K and Gowalla by bench/costs.ts. */
export type CostRule = (shape: LogShape, config: Configuration) => Cost

/** Raised when rules change: what was measured against other rules says nothing of these. */
export const rulesVersion = 2

const setting = (config: Configuration, name: string, otherwise: number): number =>
  typeof config[name] === 'number' ? config[name] : otherwise

/** Pairs per user, the length of a history. */
const history = ({ pairs, users }: LogShape) => pairs / Math.max(1, users)

/** Pairs of items that some user had both of, and of users who had an item both, if co-occurrences fell evenly. */
const meetings = (squares: number, rows: number) => rows ** 2 * -Math.expm1(-squares / Math.max(1, rows) ** 2)

interface FactorCosts {
  /** Nanoseconds of one pair in one pass: fixed, and per factor. */
  readonly pair: number
  readonly factor: number
  readonly loops: string
  readonly size: string
  /** Whether scores are values on the scale of the log, which are computed item by item. */
  readonly rated?: boolean
  /** Steps per pair: one, and one for each drawn negative. */
  readonly steps?: (config: Configuration) => number
}

/** Scores are products of factors; of a large catalogue most items are left out without a product. */
const productScore = ({ items }: LogShape, size: number) => Math.min(items, 3000 + items / 20) * (1 + 0.14 * size)
const factorBytes = (shape: LogShape, size: number) => 24 * (shape.users + shape.items) * size + 24 * shape.pairs

/** How much longer steps take whose rows of factors lie anywhere in tables that a cache does not hold. */
const outsideCache = ({ users, items }: LogShape, size: number) =>
  1 + 1.6 * Math.min(1, (8 * (users + items) * size) / 3e7)

/** Factors of users and items by passes over the pairs. */
const factors =
  ({ pair, factor, loops, size, rated = false, steps = () => 1 }: FactorCosts): CostRule =>
  (shape, config) => {
    const width = setting(config, size, 64)
    return {
      train:
        setting(config, loops, 20) * shape.pairs * steps(config) * (pair + factor * width) * outsideCache(shape, width),
      score: rated ? shape.items * (5 + 1.75 * width) : productScore(shape, width),
      bytes: factorBytes(shape, width),
    }
  }

const withNegatives = (config: Configuration) => 1 + setting(config, 'negatives', 4)

/** Similarities between items, row by row: every pair that meets is weighed and sorted. */
const itemRows: CostRule = (shape, config) => {
  const { items, userSquares } = shape
  const neighbours = setting(config, 'neighbours', 100) || items
  const entries = items * Math.min(neighbours, meetings(userSquares, items) / Math.max(1, items))
  return {
    train: 0.5 * userSquares + 17 * meetings(userSquares, items) + 40 * items,
    score: items + (4 * history(shape) * entries) / Math.max(1, items),
    bytes: 24 * entries + 40 * shape.pairs,
  }
}

/** Singular vectors of the matrix of pairs. */
const singularVectors: CostRule = (shape, config) => {
  const size = setting(config, 'factors', 50)
  return {
    train: 80 * shape.pairs * size + 5 * (shape.users + shape.items) * size ** 2 + 80 * size ** 3,
    score: shape.items * (1 + 0.13 * size) + 4 * history(shape) * size,
    bytes: 40 * (shape.users + shape.items) * size + 24 * shape.pairs,
  }
}

const network: CostRule = (shape, config) => {
  const layers = Array.isArray(config['layers']) ? (config['layers'] as number[]) : [64]
  const size = setting(config, 'embeddingSize', 32) + setting(config, 'factors', 0)
  const widths = [2 * size, ...layers, 1]
  const products = widths.slice(1).map((width, layer) => width * widths[layer]!)
  const later = products.slice(1).reduce((sum, product) => sum + product, 0)
  const weights = products[0]! + later
  return {
    train:
      0.155 * setting(config, 'epochs', 20) * shape.pairs * withNegatives(config) * (250 + 2 * size + 0.6 * weights),
    score: shape.items * (20 + 0.4 * layers.reduce((sum, width) => sum + width, 0) + 0.1 * later),
    bytes: 40 * (shape.users + shape.items) * size + 60 * shape.pairs + 6e7,
  }
}

/** Rewards of arms learned from the log event by event. */
const bandit: CostRule = (shape, config) => ({
  train: 100 * shape.pairs * withNegatives(config),
  score: 20 * shape.items,
  bytes: 64 * shape.items + 40 * shape.pairs,
})

/** One regression per arm. */
const linearArms: CostRule = (shape, config) => {
  const size = setting(config, 'dimensions', 16) + 1
  return {
    train: shape.pairs * withNegatives(config) * 5 * size ** 2,
    score: 0.3 * shape.items * size ** 2,
    bytes: 24 * shape.items * size ** 2 + 40 * shape.pairs,
  }
}

/** Rounds of a replayed log that a policy remembers. */
const remembered = (shape: LogShape, config: Configuration, otherwise: number) =>
  Math.min(setting(config, 'memory', otherwise), shape.pairs * withNegatives(config))

/** Times that a policy learns anew from what it remembers, at each doubling of its rounds. */
const doublings = (rounds: number, config: Configuration, otherwise: number) =>
  Math.max(0, 1 + Math.log2(Math.max(1, rounds) / setting(config, 'warmUp', otherwise)))

/** Rules by id. One that is not here has the general rule of its settings. */
const rules: Readonly<Record<string, CostRule>> = {
  random: (shape) => ({ train: 1000, score: 3 * shape.items, bytes: 0 }),
  popularity: (shape) => ({ train: 5 * shape.rows, score: 0.6 * shape.items, bytes: 4 * shape.items }),
  'global-mean': (shape) => ({ train: 2 * shape.rows, score: shape.items, bytes: 8 * shape.items }),
  bias: (shape, config) => ({
    train: 30 * setting(config, 'epochs', 10) * shape.pairs,
    score: 3 * shape.items,
    bytes: 16 * (shape.users + shape.items) + 24 * shape.pairs,
  }),
  'item-knn': itemRows,
  'rp3-beta': itemRows,
  'p3-alpha': itemRows,
  'user-knn': (shape, config) => ({
    train: 30 * shape.pairs,
    score:
      (5 * shape.itemSquares) / Math.max(1, shape.users) +
      (50 * meetings(shape.itemSquares, shape.users)) / Math.max(1, shape.users) +
      4 * Math.min(setting(config, 'neighbours', 50), shape.users) * history(shape) +
      shape.items,
    bytes: 40 * shape.pairs + 32 * shape.users,
  }),
  'rating-knn': (shape) => ({
    train: 800 * shape.pairs,
    score: 11 * history(shape) * shape.items,
    bytes: 24 * meetings(shape.userSquares, shape.items) + 40 * shape.pairs,
  }),
  'slope-one': (shape) => ({
    train: 7 * shape.userSquares,
    score: 5 * history(shape) * shape.items,
    bytes: 12 * shape.items ** 2 + 24 * shape.pairs,
  }),
  ease: (shape, config) => {
    const { users, items, pairs } = shape
    if (config['form'] === 'users' || (config['form'] === 'auto' && items > 6000))
      return {
        train: 5.5 * users * pairs + 6000 * pairs,
        score: 0.25 * pairs + 4 * items,
        bytes: 4 * users ** 2 + 2600 * users + 200 * items + 40 * pairs,
      }
    return {
      train: 5 * shape.userSquares + 0.045 * items ** 3 + 10 * items ** 2,
      score: 0.8 * history(shape) * items,
      bytes: 16 * items ** 2,
    }
  },
  slim: (shape) => ({
    train: 2 * shape.userSquares + 0.2 * shape.items ** 3,
    score: 30 * history(shape) * 4 + shape.items,
    bytes: 5 * shape.items ** 2 + 40 * shape.pairs,
  }),
  ials: (shape, config) => {
    const [size, loops] = [setting(config, 'factors', 64), setting(config, 'iterations', 15)]
    const rows = shape.users + shape.items
    const solve =
      config['solver'] === 'cholesky'
        ? 2 * shape.pairs * size ** 2 + 0.4 * rows * size ** 3
        : setting(config, 'steps', 3) * (4 * shape.pairs * size + rows * size ** 2)
    const pace = config['solver'] === 'cholesky' ? 0.055 : 0.105
    return {
      train: pace * loops * (solve + 0.8 * rows * size ** 2 + 4 * shape.pairs * size),
      score: productScore(shape, size),
      bytes: 32 * rows * size + 24 * shape.pairs,
    }
  },
  'pure-svd': singularVectors,
  'gf-cf': singularVectors,
  'light-gcn': (shape, config) => {
    const size = setting(config, 'factors', 64)
    const steps = Math.ceil(shape.pairs / setting(config, 'batchSize', 2048))
    const propagation = 4 * shape.pairs * size * Math.max(1, setting(config, 'layers', 3))
    return {
      train:
        setting(config, 'epochs', 100) *
        (steps * 0.09 * propagation + shape.pairs * 3 * size) *
        outsideCache(shape, size),
      score: productScore(shape, size),
      bytes: 80 * (shape.users + shape.items) * size + 24 * shape.pairs,
    }
  },
  bpr: factors({ pair: 35, factor: 0.55, loops: 'epochs', size: 'factors' }),
  warp: factors({ pair: 80, factor: 4.5, loops: 'epochs', size: 'factors' }),
  'logistic-mf': factors({ pair: 10, factor: 1.6, loops: 'iterations', size: 'factors', steps: withNegatives }),
  'factorization-machine': factors({ pair: 70, factor: 9, loops: 'epochs', size: 'factors', steps: withNegatives }),
  svd: factors({ pair: 12, factor: 0.45, loops: 'epochs', size: 'factors', rated: true }),
  pmf: factors({ pair: 12, factor: 0.45, loops: 'epochs', size: 'factors', rated: true }),
  nmf: factors({ pair: 13, factor: 1, loops: 'epochs', size: 'factors', rated: true }),
  'svd-plus-plus': factors({ pair: 20, factor: 1, loops: 'epochs', size: 'factors', rated: true }),
  'co-clustering': (shape, config) => ({
    train: setting(config, 'epochs', 20) * shape.pairs * 200,
    score: 8 * shape.items,
    bytes: 32 * (shape.users + shape.items) + 32 * shape.pairs,
  }),
  'association-rules': (shape) => ({
    train: 18 * shape.userSquares + 200 * shape.pairs,
    score: 200 * shape.items,
    bytes: 200 * shape.pairs + 1e8,
  }),
  mlp: network,
  neumf: network,
  'epsilon-greedy': bandit,
  thompson: bandit,
  'bayes-ucb': bandit,
  exp3: bandit,
  'exp3-ix': bandit,
  'kl-ucb': bandit,
  moss: bandit,
  proportional: bandit,
  softmax: bandit,
  'ucb-tuned': bandit,
  'ucb-v': bandit,
  ucb1: bandit,
  'bootstrapped-ts': (shape, config) => {
    const one = linearArms(shape, config)
    const replicates = setting(config, 'replicates', 10)
    return { train: one.train * replicates, score: one.score * replicates, bytes: one.bytes * replicates }
  },
  cover: (shape, config) => {
    const [members, size] = [setting(config, 'members', 4), setting(config, 'dimensions', 16) + 1]
    const one = linearArms(shape, config)
    return {
      train: shape.pairs * withNegatives(config) * shape.items * (25 + members * (20 + 5 * size)),
      score: one.score,
      bytes: 8 * members * shape.items * size + one.bytes,
    }
  },
  'neighbourhood-bandit': (shape, config) => {
    const size = setting(config, 'dimensions', 16) + 1
    const rounds = remembered(shape, config, 20_000)
    return {
      train: 450 * shape.pairs * withNegatives(config),
      score: rounds * (15 + 1.7 * size) + 10 * shape.items,
      bytes: 32 * rounds * (size + 2) + 40 * shape.pairs,
    }
  },
  'cluster-bandit': (shape, config) => {
    const size = setting(config, 'dimensions', 16) + 1
    const clusters = setting(config, 'clusters', 8)
    const rounds = shape.pairs * withNegatives(config)
    const kept = remembered(shape, config, 20_000)
    return {
      train: rounds * (60 + clusters * size) + 40 * kept * clusters * size * doublings(rounds, config, 100),
      score: 10 * shape.items + 2 * clusters * size,
      bytes: 32 * kept * (size + 2) + 32 * clusters * shape.items + 40 * shape.pairs,
    }
  },
  'tree-bandit': (shape, config) => {
    const size = setting(config, 'dimensions', 16) + 1
    const depth = setting(config, 'depth', 4)
    const rounds = (shape.pairs * withNegatives(config)) / Math.max(1, shape.items)
    const growths = doublings(rounds, config, 40)
    return {
      train: shape.items * rounds * (400 + 6 * growths * size * depth * Math.log2(2 + rounds)),
      score: shape.items * (100 + 12 * depth),
      bytes: 16 * shape.items * Math.min(rounds, setting(config, 'memory', 2000)) * (size + 2) + 40 * shape.pairs,
    }
  },
  'neural-linear': (shape, config) => {
    const size = setting(config, 'dimensions', 16) + 1
    const layers = Array.isArray(config['layers']) ? (config['layers'] as number[]) : [32]
    const widths = [size, ...layers]
    const hidden = widths.at(-1)! + 1
    const weights = layers.reduce((sum, width, layer) => sum + width * widths[layer]!, 0)
    const rounds = shape.pairs * withNegatives(config)
    const step = 3 * weights + (5 * hidden * shape.items) / setting(config, 'batchSize', 64)
    const passes = doublings(rounds, config, 200) * setting(config, 'epochs', 10)
    return {
      train: rounds * (100 + 3 * hidden ** 2) + remembered(shape, config, 10_000) * passes * step,
      score: 2 * weights + 3 * shape.items * hidden,
      bytes: 24 * shape.items * hidden ** 2 + 32 * remembered(shape, config, 10_000) * size + 40 * shape.pairs,
    }
  },
  linucb: linearArms,
  'linucb-hybrid': linearArms,
  'lin-greedy': linearArms,
  'lin-ts': linearArms,
  'logistic-ts': linearArms,
  'logistic-ucb': linearArms,
  'square-cb': linearArms,
}

/** The rule of a recommender: its own, or by what its settings say that it is. A model made of models takes what they take together. */
export function costOf(recommender: AnyRecommender, shape: LogShape, config: Configuration): Cost {
  const { id, settings, family } = recommender
  const own = rules[id]
  if (own) return own(shape, config)
  const parts = componentsOf(recommender, config)
  if (parts.length)
    return together(
      parts.map((part) => costOf(part.recommender, shape, part.config)),
      shape,
      'holdOut' in config ? 2 : 1,
    )
  if (family === 'deep') return network(shape, config)
  const loops = ['epochs', 'iterations'].find((name) => name in settings)
  const size = ['factors', 'dimensions'].find((name) => name in settings)
  if (loops !== undefined) return factors({ pair: 80, factor: 5, loops, size: size ?? 'factors' })(shape, config)
  if ('neighbours' in settings) return itemRows(shape, config)
  return {
    train: 4 * shape.userSquares + 200 * shape.pairs,
    score: 20 * shape.items,
    bytes: 64 * shape.pairs + 64 * (shape.users + shape.items),
  }
}

/** The models that a model is made of, with their settings. */
function componentsOf({ settings }: AnyRecommender, config: Configuration) {
  const texts = Object.entries(settings).flatMap(([name, field]) =>
    field.kind === 'models' ? [String(config[name])] : [],
  )
  return texts.flatMap((text) => {
    const components = readComponents(text)
    if (typeof components === 'string') return []
    return components.map(({ id, config: given }) => {
      const recommender = findRecommender(id)
      return { recommender, config: parseConfiguration(`model ${id}`, recommender.settings, given) }
    })
  })
}

/** Parts train one after the other, twice where a part of the log is held out; scores are joined or the best of them put in another order. */
const together = (costs: readonly Cost[], shape: LogShape, times: number): Cost => ({
  train: times * costs.reduce((sum, { train }) => sum + train, 0),
  score: costs.reduce((sum, { score }) => sum + score, 0) + 25 * shape.items + 100_000,
  bytes: costs.reduce((sum, { bytes }) => sum + bytes, 0),
})
