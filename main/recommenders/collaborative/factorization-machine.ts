import { integer, real, toggle } from '../../contract/settings.ts'
import type { SideTable } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import { breathe } from '../breathe.ts'
import { NegativeSampler } from '../deep/examples.ts'
import { rangeOf } from '../rated.ts'
import { defineRecommender, type Model } from '../recommender.ts'
import { foldByGradient, type Steps } from './gradient-factors.ts'
import { chanceOf, collapse, fitEvents, fitValues, startSide, type Machine } from './machine-training.ts'
import { oneHotFeatures } from './one-hot-features.ts'
import { factorModel, readFactors, type FactorState, type FoldIn } from './rating-factors.ts'

/**
 * Factorisation machine of second order: every feature has a weight and a vector, and every pair of features interacts through their vectors.
 *
 *   ŷ(x) = w₀ + Σ_a w_a x_a + Σ_{a<b} ⟨v_a, v_b⟩ x_a x_b   (eq. 1), in linear time by Σ_f ½ ((Σ_a v_af x_a)² − Σ_a v_af² x_a²)   (lemma 3.1)
 *   step on each example: θ ← θ + γ (e ∂ŷ/∂θ − λ θ)   (eq. 4)
 *
 * Features are user and item, and where tables of either were joined their categories and numbers, so that somebody or something new with a description is not
 * unknown. On a log with values ŷ predicts them: e = r − ŷ, w₀ starts at their mean, predictions are clipped to their range. Otherwise every event is an example
 * of 1 with some items the user did not have as examples of 0, and e = y − 1 / (1 + exp(−ŷ)). Examples come in a new order every epoch. When training is done
 * the features of each user and item are summed up, which leaves biases and factors. Somebody new takes the same steps for a feature of their own while the
 * rest stays.
 *
 * S. Rendle (2010). Factorization Machines. ICDM '10. doi:10.1109/ICDM.2010.127
 */
export const factorizationMachine = defineRecommender({
  id: 'factorization-machine',
  title: 'Factorisation machine',
  family: 'collaborative',
  summary: 'Lets users, items and what is known of them interact in pairs through factors.',
  formula: 'ŷ(x) = w₀ + Σ_a w_a x_a + Σ_{a<b} ⟨v_a, v_b⟩ x_a x_b',
  reference: 'S. Rendle (2010). Factorization Machines. ICDM. doi:10.1109/ICDM.2010.127',
  settings: {
    factors: integer({ default: 16, minimum: 1, maximum: 10_000, help: 'Length of the vector of each feature.' }),
    epochs: integer({ default: 30, minimum: 1, help: 'Passes over the examples.' }),
    learningRate: real({ default: 0.01, help: 'γ: size of a step.' }),
    regularization: real({ default: 0.1, help: 'λ: pulls weights and vectors towards zero.' }),
    initialDeviation: real({ default: 0.05, help: 'Standard deviation of the factors at the start.' }),
    negatives: integer({
      default: 4,
      minimum: 1,
      maximum: 100,
      help: 'Items the user did not have that go with each event, on a log without values.',
    }),
    useSide: toggle(true, 'Whether joined tables of users and items take part.'),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, context) {
    const { users, items, side, value } = interactions
    const random = context.random('factors')
    const order = context.random('examples')
    const { factors, initialDeviation, useSide } = config
    const startOf = (rows: number, table: SideTable | null | undefined) =>
      startSide(oneHotFeatures(rows, useSide ? (table ?? null) : null), factors, initialDeviation, random)
    const range = value && value.length > 0 ? rangeOf(value, interactions.scale) : { mean: 0, minimum: 0, maximum: 1 }
    const machine: Machine = {
      factors,
      user: startOf(users, side?.users),
      item: startOf(items, side?.items),
      offset: range.mean,
    }
    const current = (epochs: number) =>
      toModel({ ...range, ...collapse(machine, interactions) }, { ...config, epochs, predicts: value !== null })
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      await breathe(context.signal)
      context.progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
      const loss = value
        ? fitValues(machine, interactions, value, config, order)
        : fitEvents(machine, interactions, config, order)
      context.loss(epoch, loss, null, null)
      if (await context.stopAfter?.(epoch, () => current(epoch))) break
    }
    return current(config.epochs)
  },
  load(bytes) {
    const { state, facts } = readFactors('factorization-machine', 1, bytes)
    return toModel(state, facts['steps'] as FoldSteps)
  },
})

interface FoldSteps extends Steps {
  readonly negatives: number
  /** Whether the log had values. */
  readonly predicts: boolean
}

function toModel(state: FactorState, given: FoldSteps): Model {
  const { epochs, learningRate, regularization, negatives, predicts } = given
  const steps = { epochs, learningRate, regularization, negatives, predicts }
  const identity = { id: 'factorization-machine', version: 1, facts: { steps }, columns: {}, predicts }
  return factorModel(state, identity, predicts ? foldByGradient(state, steps) : foldEvents(state, steps))
}

/** Folds in events: each is a 1, with as many items that are not among them as in training; the draws are the same for every history. */
function foldEvents(state: FactorState, steps: FoldSteps): FoldIn {
  const fold = foldByGradient(state, steps, { link: chanceOf })
  const count = state.itemBias.length
  return ({ items }) => {
    const random = new Random('factorization-machine', 'fold')
    const offsets = Int32Array.of(0, items.length)
    const sampler = new NegativeSampler({ offsets, indices: items, positions: offsets }, count)
    const others = Array.from({ length: items.length * steps.negatives }, () => sampler.draw(0, random))
    const examples = Int32Array.of(...items, ...others.filter((item) => item >= 0))
    return fold({ items: examples, values: Float64Array.from(examples, (_, place) => Number(place < items.length)) })
  }
}
