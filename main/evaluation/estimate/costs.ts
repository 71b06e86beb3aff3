import type { Configuration } from '../../contract/settings.ts'
import type { AnyRecommender } from '../../recommenders/recommender.ts'
import type { LogShape } from './shape.ts'

/** What a model takes on the reference machine: nanoseconds of one training and of scoring all items for one user, and bytes held beyond the log. */
export interface Cost {
  readonly train: number
  readonly score: number
  readonly bytes: number
}

export type CostRule = (shape: LogShape, config: Configuration) => Cost

const setting = (config: Configuration, name: string, otherwise: number): number =>
  typeof config[name] === 'number' ? config[name] : otherwise

/** Pairs per user, the length of a history. */
const history = ({ pairs, users }: LogShape) => pairs / Math.max(1, users)

/** Entries that the rows of a sparse item matrix keep: K each, unless fewer items ever meet. */
const kept = (shape: LogShape, neighbours: number) =>
  shape.items * Math.min(neighbours, shape.items, shape.userSquares / Math.max(1, shape.items))

/** Factors of users and items by passes over the pairs. */
const factors =
  (nanosecondsPerPair: number, perFactor: number, names: { readonly loops: string; readonly size: string }): CostRule =>
  (shape, config) => {
    const [loops, size] = [setting(config, names.loops, 20), setting(config, names.size, 64)]
    return {
      train: loops * shape.pairs * (nanosecondsPerPair + perFactor * size),
      score: shape.items * (2 + 0.9 * size),
      bytes: 24 * (shape.users + shape.items) * size + 24 * shape.pairs,
    }
  }

/** Pairs of items that some user had both of, if co-occurrences fell evenly. */
const meetings = ({ items, userSquares }: LogShape) => items ** 2 * -Math.expm1(-userSquares / Math.max(1, items) ** 2)

/** Similarities between items, row by row: every pair that meets is weighed and sorted. */
const itemRows: CostRule = (shape, config) => {
  const neighbours = setting(config, 'neighbours', 100)
  const entries = kept(shape, neighbours || shape.items)
  return {
    train: 5 * shape.userSquares + 170 * meetings(shape) + 400 * shape.items,
    score: shape.items * 1 + (4 * history(shape) * entries) / Math.max(1, shape.items),
    bytes: 24 * entries + 40 * shape.pairs,
  }
}

/** Neighbouring users are found when a list is asked for. */
const userRows: CostRule = (shape, config) => ({
  train: 30 * shape.pairs,
  score:
    (6 * shape.itemSquares) / Math.max(1, shape.users) +
    40 * Math.min(shape.users, shape.itemSquares / Math.max(1, shape.users)) +
    4 * Math.min(setting(config, 'neighbours', 50), shape.users) * history(shape) +
    shape.items,
  bytes: 40 * shape.pairs + 32 * shape.users,
})

/** A dense matrix between all items that is inverted or decomposed. */
const denseItems: CostRule = (shape) => ({
  train: 4 * shape.userSquares + 0.9 * shape.items ** 3 + 10 * shape.items ** 2,
  score: 0.8 * history(shape) * shape.items,
  bytes: 20 * shape.items ** 2,
})

const network: CostRule = (shape, config) => {
  const examples = shape.pairs * (1 + setting(config, 'negatives', 4))
  const layers = Array.isArray(config['layers']) ? (config['layers'] as number[]) : [64]
  const size = setting(config, 'embedding', setting(config, 'factors', 32))
  const weights = [2 * size, ...layers, 1].reduce(
    (sum, width, at, all) => (at === 0 ? 0 : sum + width * all[at - 1]!),
    0,
  )
  return {
    train: 0.7 * setting(config, 'epochs', 20) * examples * (250 + 2 * size + 0.6 * weights),
    score: shape.items * (30 + 0.15 * weights),
    bytes: 40 * (shape.users + shape.items) * size + 60 * shape.pairs + 3e8,
  }
}

/** Rules by id. One that is not here has the general rule of its settings. */
const rules: Readonly<Record<string, CostRule>> = {
  random: (shape) => ({ train: 1000, score: 14 * shape.items, bytes: 0 }),
  popularity: (shape) => ({ train: 5 * shape.rows, score: 0.6 * shape.items, bytes: 4 * shape.items }),
  'item-knn': itemRows,
  'rp3-beta': itemRows,
  'p3-alpha': itemRows,
  'user-knn': userRows,
  ease: denseItems,
  ials: (shape, config) => {
    const [size, loops] = [setting(config, 'factors', 64), setting(config, 'iterations', 15)]
    const rows = shape.users + shape.items
    const exact = config['solver'] === 'cholesky'
    const solve = exact
      ? 2 * shape.pairs * size ** 2 + rows * size ** 3 * 0.4
      : setting(config, 'steps', 3) * (4 * shape.pairs * size + rows * size ** 2)
    return {
      train: loops * (1.0 * solve + 0.8 * rows * size ** 2 + 4 * shape.pairs * size),
      score: shape.items * (2 + 0.9 * size),
      bytes: 32 * rows * size + 8 * size ** 2 + 24 * shape.pairs,
    }
  },
  bpr: factors(120, 6, { loops: 'epochs', size: 'factors' }),
  svd: factors(40, 4, { loops: 'epochs', size: 'factors' }),
  bias: (shape, config) => ({
    train: 15 * setting(config, 'epochs', 20) * shape.pairs,
    score: 3 * shape.items,
    bytes: 16 * (shape.users + shape.items) + 24 * shape.pairs,
  }),
  'pure-svd': (shape, config) => {
    const size = setting(config, 'factors', 50)
    return {
      train: 60 * shape.pairs * size + 12 * (shape.users + shape.items) * size ** 2,
      score: shape.items * (2 + 0.9 * size),
      bytes: 40 * (shape.users + shape.items) * size + 24 * shape.pairs,
    }
  },
  'slope-one': (shape) => ({
    train: 4 * shape.userSquares,
    score: 3 * history(shape) * shape.items,
    bytes: 12 * shape.items ** 2 + 24 * shape.pairs,
  }),
  mlp: network,
  neumf: network,
}

/** The rule of a recommender: its own, or by what its settings say that it is. */
export function costOf({ id, settings, family }: AnyRecommender, shape: LogShape, config: Configuration): Cost {
  const own = rules[id]
  if (own) return own(shape, config)
  if (family === 'deep') return network(shape, config)
  const loops = ['epochs', 'iterations'].find((name) => name in settings)
  const size = ['factors', 'dimensions', 'clusters'].find((name) => name in settings)
  if (loops !== undefined) return factors(80, 5, { loops, size: size ?? 'factors' })(shape, config)
  if ('neighbours' in settings) return itemRows(shape, config)
  return {
    train: 4 * shape.userSquares + 200 * shape.pairs,
    score: 20 * shape.items,
    bytes: 64 * shape.pairs + 64 * (shape.users + shape.items),
  }
}
