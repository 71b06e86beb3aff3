import { integer, toggle } from '../../contract/settings.ts'
import type { Interactions, SparseRows } from '../../data/interactions.ts'
import { pack, unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { clip, meanOf, rangeOf, ratedHistory, valuesOf, type ValueRange } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'

/**
 * Co-clustering: users and items fall into clusters, and a rating is the mean of its block, corrected by how far user and item are from their clusters.
 *
 *   r̂_uj = A_{g(u) h(j)} + (μ_u − A_{g(u)}) + (μ_j − A_{h(j)}), clipped to the range of the training ratings
 *
 * g and h are the clusters, A the mean ratings of a block, of a cluster of users and of one of items, the global mean where there is none. Clusters start at
 * random; each epoch takes the means, then gives every user, then every item, the cluster with the least squared error, of equal ones the first. An unknown
 * user or item gets the global mean, as in the Surprise library. Somebody new gets the cluster that fits their ratings best.
 *
 * T. George, S. Merugu (2005). A scalable collaborative filtering framework based on co-clustering. ICDM '05. doi:10.1109/ICDM.2005.14
 */
export const coClustering = defineRecommender({
  id: 'co-clustering',
  title: 'Co-clustering',
  family: 'collaborative',
  summary: 'Predicts ratings from the means of blocks of similar users and similar items.',
  formula: 'r̂_uj = A_{g(u) h(j)} + (μ_u − A_{g(u)}) + (μ_j − A_{h(j)})',
  reference:
    'T. George, S. Merugu (2005). A scalable collaborative filtering framework based on co-clustering. ICDM. doi:10.1109/ICDM.2005.14',
  settings: {
    userClusters: integer({ default: 3, minimum: 1, maximum: 1000, help: 'Number of clusters of users.' }),
    itemClusters: integer({ default: 3, minimum: 1, maximum: 1000, help: 'Number of clusters of items.' }),
    epochs: integer({ default: 20, minimum: 1, help: 'Passes over the ratings.' }),
    wholeRatings: toggle(
      false,
      'Cuts ratings to whole numbers, as the Surprise library does; of use only to compare with it.',
    ),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: null,
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { signal, progress, random }) {
    const value = valuesOf('co-clustering', interactions)
    const ratings = config.wholeRatings ? value.map(Math.trunc) : value
    const { users, items, byUser, byItem } = interactions
    const draw = random('clusters')
    const clusters = (count: number, below: number) => Int32Array.from({ length: count }, () => draw.below(below))
    const range = rangeOf(value, interactions.scale)
    const state: State = {
      ...range,
      userClusters: clusters(users, config.userClusters),
      itemClusters: clusters(items, config.itemClusters),
      userMeans: meansOf(byUser, ratings),
      itemMeans: meansOf(byItem, ratings),
      ...emptyMeans(config),
    }
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(signal)
      progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      takeMeans(state, interactions, ratings)
      assign(byUser, ratings, state.userClusters, config.userClusters, (user, item, cluster) =>
        predictIn(state, cluster, state.itemClusters[item]!, state.userMeans[user]!, state.itemMeans[item]!),
      )
      assign(byItem, ratings, state.itemClusters, config.itemClusters, (item, user, cluster) =>
        predictIn(state, state.userClusters[user]!, cluster, state.userMeans[user]!, state.itemMeans[item]!),
      )
    }
    takeMeans(state, interactions, ratings)
    return toModel(state)
  },
  load(bytes) {
    const { facts, columns } = unpack('co-clustering', 1, bytes)
    return toModel({ ...(facts as unknown as ValueRange), ...(columns as unknown as Omit<State, keyof ValueRange>) })
  },
})

interface State extends ValueRange {
  readonly userClusters: Int32Array
  readonly itemClusters: Int32Array
  /** NaN for users and items without ratings. */
  readonly userMeans: Float64Array
  readonly itemMeans: Float64Array
  readonly userClusterMeans: Float64Array
  readonly itemClusterMeans: Float64Array
  /** Row-major, user clusters × item clusters. */
  readonly blockMeans: Float64Array
}

const emptyMeans = ({ userClusters, itemClusters }: { userClusters: number; itemClusters: number }) => ({
  userClusterMeans: new Float64Array(userClusters),
  itemClusterMeans: new Float64Array(itemClusters),
  blockMeans: new Float64Array(userClusters * itemClusters),
})

function meansOf({ offsets, positions }: SparseRows, value: Float32Array): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, row) => {
    const own = Float64Array.from(positions.subarray(offsets[row], offsets[row + 1]), (position) => value[position]!)
    return meanOf(own)
  })
}

/** Means of blocks and clusters under the present assignment. */
function takeMeans(state: State, { rows, user, item }: Interactions, ratings: Float32Array): void {
  const { mean, userClusters, itemClusters, userClusterMeans, itemClusterMeans, blockMeans } = state
  const sums = [userClusterMeans, itemClusterMeans, blockMeans] as const
  const counts = sums.map(({ length }) => new Int32Array(length)) as [Int32Array, Int32Array, Int32Array]
  for (const sum of sums) sum.fill(0)
  for (let row = 0; row < rows; row++) {
    const g = userClusters[user[row]!]!
    const h = itemClusters[item[row]!]!
    const cells = [g, h, g * itemClusterMeans.length + h] as const
    for (const [kind, cell] of cells.entries()) {
      sums[kind]![cell]! += ratings[row]!
      counts[kind]![cell]!++
    }
  }
  for (const [kind, sum] of sums.entries())
    for (let cell = 0; cell < sum.length; cell++)
      sum[cell] = counts[kind]![cell]! > 0 ? sum[cell]! / counts[kind]![cell]! : mean
}

const predictIn = (
  { userClusterMeans, itemClusterMeans, blockMeans }: State,
  g: number,
  h: number,
  userMean: number,
  itemMean: number,
): number =>
  blockMeans[g * itemClusterMeans.length + h]! + userMean - userClusterMeans[g]! + itemMean - itemClusterMeans[h]!

/** Gives each row of one side the cluster under which its ratings have the least squared error. */
function assign(
  { offsets, indices, positions }: SparseRows,
  ratings: Float32Array,
  clusters: Int32Array,
  count: number,
  predict: (own: number, other: number, cluster: number) => number,
): void {
  for (let own = 0; own + 1 < offsets.length; own++) {
    let least = Infinity
    for (let cluster = 0; cluster < count; cluster++) {
      let squares = 0
      for (let entry = offsets[own]!; entry < offsets[own + 1]!; entry++)
        squares += (ratings[positions[entry]!]! - predict(own, indices[entry]!, cluster)) ** 2
      if (squares >= least) continue
      least = squares
      clusters[own] = cluster
    }
  }
}

function toModel(state: State): Model {
  const { mean, minimum, maximum, userClusters, itemClusters, userMeans, itemMeans, userClusterMeans } = state
  const items = itemMeans.length
  const valueOf = (g: number, userMean: number, item: number): number => {
    const value = predictIn(state, g, itemClusters[item]!, userMean, itemMeans[item]!)
    return Number.isNaN(value) ? mean : value
  }
  return {
    score(users, into) {
      users.forEach((user, row) => {
        for (let item = 0; item < items; item++)
          into[row * items + item] = valueOf(userClusters[user]!, userMeans[user]!, item)
      })
    },
    predict(users, wanted, into) {
      users.forEach((user, row) => {
        into[row] = clip(valueOf(userClusters[user]!, userMeans[user]!, wanted[row]!), state)
      })
    },
    scoreHistory(given, values, into) {
      const history = ratedHistory(given, values, mean, (item) => !Number.isNaN(itemMeans[item] ?? NaN))
      if (history.items.length === 0) return void into.fill(mean)
      const own = meanOf(history.values)
      const errors = Float64Array.from(userClusterMeans, (_, g) =>
        history.items.reduce((sum, item, at) => sum + (history.values[at]! - valueOf(g, own, item)) ** 2, 0),
      )
      const best = errors.indexOf(Math.min(...errors))
      for (let item = 0; item < items; item++) into[item] = valueOf(best, own, item)
    },
    save: () => {
      const { itemClusterMeans, blockMeans } = state
      const columns = {
        userClusters,
        itemClusters,
        userMeans,
        itemMeans,
        userClusterMeans,
        itemClusterMeans,
        blockMeans,
      }
      return pack('co-clustering', 1, { mean, minimum, maximum }, columns)
    },
  }
}
