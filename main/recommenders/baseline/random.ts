import { hash32 } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import { checkArm } from '../bandits/arms.ts'
import type { Policy, PolicyRecommender } from '../policy.ts'
import type { Model, Scores } from '../recommender.ts'

/**
 * Random: a fixed random order of the items for every user. The floor of every table.
 *
 *   score(u, j) = h(seed, u, j) / 2³², h a 32-bit mix
 *
 * Scores are computed from the numbers of user and item, so that they do not depend on the order in which users are scored. As a policy it shows every arm with
 * probability 1 / K in every round, learns nothing and expects 0 of each.
 *
 * P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys '10.
 * doi:10.1145/1864708.1864721
 */
export const random: PolicyRecommender = {
  id: 'random',
  title: 'Random',
  family: 'baseline',
  summary: 'Recommends items in a random order that is fixed for each user by the seed.',
  formula: 'score(u, j) = h(seed, u, j) / 2³²',
  reference:
    'P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys. doi:10.1145/1864708.1864721',
  settings: {},
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: null,
    similarItems: false,
    isPolicy: true,
    usesBackend: false,
  },
  policy: {
    contextual: false,
    learns: false,
    create: ({ arms }) => uniformPolicy(arms),
    load: (bytes) => uniformPolicy(unpack('random policy', 1, bytes).facts['arms'] as number),
  },
  train({ items }, _config, context) {
    context.signal.throwIfAborted()
    return toModel(context.random('order').bits(), items)
  },
  load(bytes) {
    const { seed, items } = unpack('random', 1, bytes).facts
    return toModel(seed as number, items as number)
  },
}

const uniformPolicy = (arms: number): Policy => ({
  arms,
  features: 0,
  distribution: (_context, into) => void into.fill(1 / arms),
  select: (_context, generator) => generator.below(arms),
  update: (_context, arm) => checkArm(arm, arms),
  expected: (_context, into) => void into.fill(0),
  save: () => pack('random policy', 1, { arms }, {}),
})

function toModel(seed: number, items: number): Model {
  const fill = (salt: number, into: Scores, from: number) => {
    for (let item = 0; item < items; item++) into[from + item] = hash32(hash32(item ^ salt) + salt) / 4294967296
  }
  return {
    score: (users, into) => users.forEach((user, row) => fill(hash32(seed ^ hash32(user + 1)), into, row * items)),
    scoreHistory: (history, _values, into) => fill(hash32(seed ^ hash32(~history.length)), into, 0),
    save: () => pack('random', 1, { seed, items }, {}),
  }
}
