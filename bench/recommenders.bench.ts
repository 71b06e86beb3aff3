import { it } from 'vitest'
import { parseConfiguration } from '../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../main/data/interactions.ts'
import { Random } from '../main/math/random.ts'
import { findRecommender } from '../main/recommenders/all.ts'
import { contextOf } from '../test/conformance/recommender.ts'

/** As many users, items and events as MovieLens 100K has in training, popularity skewed alike. */
function skewedLog(): Interactions {
  const random = new Random('bench')
  const [users, items, rows] = [943, 1682, 80_000]
  return buildInteractions({
    users,
    items,
    user: Int32Array.from({ length: rows }, () => Math.floor(users * random.uniform() ** 1.7)),
    item: Int32Array.from({ length: rows }, () => Math.floor(items * random.uniform() ** 2.5)),
    value: Float32Array.from({ length: rows }, () => 1 + random.below(5)),
    time: null,
  })
}

it('train on a log of the size of MovieLens 100K', { timeout: 600_000 }, async ({ bench }) => {
  const log = skewedLog()
  const train = (id: string) => async () => {
    const recommender = findRecommender(id)
    await recommender.train(log, parseConfiguration(id, recommender.settings) as never, contextOf())
  }
  await bench.compare(
    bench('ease', train('ease')),
    bench('ials', train('ials')),
    bench('item-knn', train('item-knn')),
    bench('rp3-beta', train('rp3-beta')),
    bench('slope-one', train('slope-one')),
    bench('svd', train('svd')),
    { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 },
  )
})
