import { choice, components, integer, real } from '../../contract/settings.ts'
import { selectRows, type Interactions } from '../../data/interactions.ts'
import { fitLogistic, fitRidge } from '../../math/logistic.ts'
import type { Random } from '../../math/random.ts'
import { breathe } from '../breathe.ts'
import { defineRecommender, type TrainContext } from '../recommender.ts'
import { linearBlendModel, loadLinearBlend } from './linear-blend.ts'
import { planParts, scoreParts, trainParts, type Part } from './parts.ts'
import { rescale, scales, type Scale } from './scales.ts'

/**
 * Stacking: weights of several models learnt on events that they did not see in training.
 *
 *   score(u, j) = Σ_c w_c · scaled_u(s_c(u, j))
 *
 * A share of each person's events is held out of the training part, the models are trained on the rest, and a logistic or linear regression tells held-out
 * items from as many times `negatives` items drawn uniformly from those the person did not have. Then the models are trained again on the whole training
 * part. The intercept is left out, for it moves no item.
 *
 * D. H. Wolpert (1992). Stacked generalization. Neural Networks 5(2). doi:10.1016/S0893-6080(05)80023-1
 * J. Sill, G. Takács, L. Mackey, D. Lin (2009). Feature-Weighted Linear Stacking. arXiv:0911.0460
 */
export const stacking = defineRecommender({
  id: 'stacking',
  title: 'Stacking',
  family: 'hybrid',
  summary: 'Learns on held-out events how much each of several models should count.',
  formula: 'score(u, j) = Σ_c w_c · scaled_u(s_c(u, j)),   w by regression on held-out events',
  reference: 'D. H. Wolpert (1992). Stacked generalization. Neural Networks 5(2). doi:10.1016/S0893-6080(05)80023-1',
  settings: {
    models: components('item-knn + ease + popularity', 'The models, with + between them.'),
    regression: choice(['logistic', 'linear'], 'logistic', 'How the weights are learnt.'),
    scale: choice(scales, 'z-score', 'How scores of different models are made comparable for each person.'),
    holdOut: real({
      default: 0.2,
      minimum: 0.01,
      maximum: 0.9,
      help: 'Share of the events that weights are learnt on.',
    }),
    negatives: integer({ default: 5, minimum: 1, maximum: 1000, help: 'Items not had per held-out item.' }),
    regularization: real({ default: 1, help: 'λ: pulls weights towards zero.' }),
    people: integer({ default: 2000, minimum: 1, help: 'People that weights are learnt from, at most.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, context) {
    const plans = await planParts('stacking', config.models)
    const { kept, held } = holdOut(interactions, config.holdOut, context.random('held out'))
    const inner = { ...context, random: (purpose: string) => context.random(`inner ${purpose}`) }
    const learners = await trainParts(plans, selectRows(interactions, kept), inner, { from: 0, to: 0.45 })
    const weights = await learnWeights(learners, interactions, held, config, context)
    learners.forEach(({ model }) => model.dispose?.())
    context.log(`Weights: ${learners.map(({ id }, part) => `${id} ${weights[part]!.toPrecision(3)}`).join(', ')}.`)
    const parts = await trainParts(plans, interactions, context, { from: 0.55, to: 1 })
    return linearBlendModel({ id: 'stacking', items: interactions.items, parts, weights, scale: config.scale })
  },
  load: (bytes) => loadLinearBlend('stacking', bytes),
})

/** Splits rows at random within each person; at least one row of everybody is kept. */
function holdOut({ user, users }: Interactions, share: number, random: Random) {
  const order = random.shuffle(Int32Array.from(user, (_, row) => row))
  const total = new Int32Array(users)
  for (const owner of user) total[owner]!++
  const taken = new Int32Array(users)
  const held = order.filter((row) => {
    const owner = user[row]!
    return taken[owner]! < Math.min(total[owner]! - 1, Math.round(share * total[owner]!)) && ++taken[owner]! > 0
  })
  const isHeld = new Set(held)
  return { kept: Int32Array.from(user, (_, row) => row).filter((row) => !isHeld.has(row)), held: held.sort() }
}

interface LearnSettings {
  readonly regression: 'logistic' | 'linear'
  readonly scale: Scale
  readonly negatives: number
  readonly regularization: number
  readonly people: number
}

async function learnWeights(
  parts: readonly Part[],
  log: Interactions,
  held: Int32Array,
  { regression, scale, negatives, regularization, people }: LearnSettings,
  { random, signal }: TrainContext,
): Promise<number[]> {
  const { items, byUser } = log
  const draws = random('negatives')
  const positives = new Map<number, number[]>()
  for (const row of held) {
    const owner = log.user[row]!
    positives.set(owner, [...(positives.get(owner) ?? []), log.item[row]!])
  }
  const chosen = random('people')
    .shuffle([...positives.keys()])
    .slice(0, people)
    .sort((a, b) => a - b)
  const size = parts.length + 1
  const features: number[] = []
  const labels: number[] = []
  for (const person of chosen) {
    await breathe(signal)
    const rows = (await scoreParts(parts, Int32Array.of(person), items)).map((row) => rescale(row, scale))
    const known = new Set(byUser.indices.subarray(byUser.offsets[person], byUser.offsets[person + 1]))
    const add = (item: number, label: number) => {
      features.push(1, ...rows.map((row) => row[item]!))
      labels.push(label)
    }
    for (const item of positives.get(person)!) {
      add(item, 1)
      for (let drawn = 0; drawn < negatives && known.size < items; drawn++) {
        let other = draws.below(items)
        while (known.has(other)) other = draws.below(items)
        add(other, 0)
      }
    }
  }
  if (labels.length === 0) return parts.map(() => 1)
  const fit = regression === 'logistic' ? fitLogistic : fitRidge
  return [...fit(Float64Array.from(features), Float64Array.from(labels), size, regularization)].slice(1)
}
