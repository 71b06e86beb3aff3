import { choice, integer, real } from '../../contract/settings.ts'
import { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm, firstMaximum } from './arms.ts'
import { dotAt, LinearArms, restoreLinearArms } from './linear-arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

interface Config {
  readonly replicates: number
  readonly weights: 'poisson' | 'double'
  readonly regularization: number
  readonly prior: number
}

/**
 * Bootstrapped Thompson sampling, or bagging: several linear models per arm, each of which counts every round a random number of times; one of them, drawn uniformly, chooses.
 *
 *   k = argmax β_jkᵀx,   j ~ uniform on 1 … J,   π(k | x) = |{j : k = argmax β_jkᵀx}| / J
 *   β_jk = argmin λ ‖β − β⁰_jk‖² + Σ w_j (r − βᵀx)²,   w_j ~ Poisson(1), or 0 or 2 with probability ½ each,   β⁰_jk ~ N(0, s² I)
 *
 * over the rounds in which arm k was shown. The share of the replicates is the distribution, exactly. What is expected is their mean. The starting points β⁰ are the prior belief:
 * without them all replicates agree that an arm never shown pays 0. Starting points and weights come from a fixed stream of their own, which is saved.
 *
 * D. Eckles, M. Kaptein (2014). Thompson sampling with the online bootstrap. arXiv:1410.4009, with weights 0 or 2.
 * A. Bietti, A. Agarwal, J. Langford (2021). A Contextual Bandit Bake-off. JMLR 22(133), there Bag, with Poisson weights. arXiv:1802.04064
 */
export const bootstrappedTs = definePolicyRecommender({
  id: 'bootstrapped-ts',
  title: 'Bootstrapped Thompson sampling',
  summary:
    'Learns several linear models of the reward per item, each from its own resample, and lets one of them choose.',
  formula: 'π(k | x) = |{j : k = argmax β_jkᵀx}| / J',
  reference: 'D. Eckles, M. Kaptein (2014). Thompson sampling with the online bootstrap. arXiv:1410.4009',
  settings: {
    replicates: integer({ default: 10, minimum: 1, maximum: 1000, help: 'J: models per item.' }),
    weights: choice(
      ['poisson', 'double'],
      'poisson',
      'How often a model counts a round: a Poisson number of times of mean 1, or never or twice.',
    ),
    prior: real({ default: 0.5, help: 's: standard deviation of the weights that the models start from.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  },
  contextual: true,
  create: ({ arms, features }, { replicates, weights, prior, regularization }) => {
    const models = new LinearArms(replicates * arms, features, regularization)
    return new BootstrappedTs({ replicates, weights, prior, regularization }, models, new Random('bootstrap weights'))
  },
  load(bytes) {
    const { facts, columns } = unpack('bootstrapped-ts policy', 1, bytes)
    const stream = Random.resume(columns['stream'] as Int32Array)
    return new BootstrappedTs(facts['config'] as Config, restoreLinearArms(facts, columns), stream)
  },
})

class BootstrappedTs implements Policy {
  readonly #config: Config
  /** What each replicate learned of each arm beyond its starting point: regressions of the rest of the reward, those of one replicate after the other. */
  readonly #models: LinearArms
  /** β⁰, in the same order. */
  readonly #starts: Float64Array
  readonly #stream: Random
  readonly #scores: Float64Array
  readonly #scaled: Float64Array

  constructor(config: Config, models: LinearArms, stream: Random) {
    const random = new Random('bootstrap starting points')
    this.#config = config
    this.#models = models
    this.#starts = new Float64Array(models.arms * models.features)
    if (config.prior > 0) for (let i = 0; i < this.#starts.length; i++) this.#starts[i] = config.prior * random.normal()
    this.#stream = stream
    this.#scores = new Float64Array(models.arms / config.replicates)
    this.#scaled = new Float64Array(models.features)
  }

  get arms(): number {
    return this.#scores.length
  }

  get features(): number {
    return this.#models.features
  }

  distribution({ features: x }: PolicyContext, into: Float64Array): void {
    const { replicates } = this.#config
    into.fill(0)
    for (let j = 0; j < replicates; j++) into[this.#choiceOf(j, x)]! += 1 / replicates
  }

  select({ features: x }: PolicyContext, random: Random): number {
    return this.#choiceOf(random.below(this.#config.replicates), x)
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    for (let model = arm; model < this.#models.arms; model += this.arms) {
      const weight = this.#config.weights === 'poisson' ? poisson(this.#stream) : 2 * this.#stream.below(2)
      if (weight === 0) continue
      const root = Math.sqrt(weight)
      for (let i = 0; i < x.length; i++) this.#scaled[i] = root * x[i]!
      this.#models.update(model, this.#scaled, root * (reward - dotAt(this.#starts, model * x.length, x)))
    }
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    into.fill(0)
    for (let model = 0; model < this.#models.arms; model++)
      into[model % this.arms]! += this.#score(model, x) / this.#config.replicates
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features, regularization } = this.#models
    const columns = { stream: this.#stream.words(), ...this.#models.columns() }
    return pack('bootstrapped-ts policy', 1, { arms, features, regularization, config: this.#config }, columns)
  }

  #choiceOf(j: number, x: Float64Array): number {
    for (let arm = 0; arm < this.arms; arm++) this.#scores[arm] = this.#score(j * this.arms + arm, x)
    return firstMaximum(this.#scores)
  }

  #score(model: number, x: Float64Array): number {
    return dotAt(this.#starts, model * x.length, x) + this.#models.mean(model, x)
  }
}

/** A Poisson number of mean 1, by inversion. */
function poisson(random: Random): number {
  let rest = random.uniform()
  let probability = Math.exp(-1)
  let count = 0
  while (rest >= probability && count < 20) {
    rest -= probability
    probability /= ++count
  }
  return count
}
