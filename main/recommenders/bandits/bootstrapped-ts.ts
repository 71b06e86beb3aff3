import { choice, integer, real } from '../../contract/settings.ts'
import { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm, firstMaximum } from './arms.ts'
import { dotAt, LinearArms, restoreLinearArms } from './linear-arms.ts'
import { columnsOf, nameColumns } from './named-columns.ts'
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
    const models = Array.from({ length: replicates }, () => new LinearArms(arms, features, regularization))
    return new BootstrappedTs({ replicates, weights, prior, regularization }, models, new Random('bootstrap weights'))
  },
  load(bytes) {
    const { facts, columns } = unpack('bootstrapped-ts policy', 1, bytes)
    const config = facts['config'] as Config
    const { regularization } = config
    const models = Array.from({ length: config.replicates }, (_, j) =>
      restoreLinearArms({ ...facts, regularization }, columnsOf(String(j), columns)),
    )
    return new BootstrappedTs(config, models, Random.resume(columns['stream'] as Int32Array))
  },
})

class BootstrappedTs implements Policy {
  readonly #config: Config
  /** What each replicate learned beyond its starting point: regressions of the rest of the reward. */
  readonly #models: readonly LinearArms[]
  /** Row-major, replicates × arms × features: β⁰. */
  readonly #starts: Float64Array
  readonly #stream: Random
  readonly #scores: Float64Array
  readonly #scaled: Float64Array

  constructor(config: Config, models: readonly LinearArms[], stream: Random) {
    const { arms, features } = models[0]!
    const random = new Random('bootstrap starting points')
    this.#config = config
    this.#models = models
    this.#starts = new Float64Array(models.length * arms * features)
    if (config.prior > 0) for (let i = 0; i < this.#starts.length; i++) this.#starts[i] = config.prior * random.normal()
    this.#stream = stream
    this.#scores = new Float64Array(arms)
    this.#scaled = new Float64Array(features)
  }

  get arms(): number {
    return this.#models[0]!.arms
  }

  get features(): number {
    return this.#models[0]!.features
  }

  distribution({ features: x }: PolicyContext, into: Float64Array): void {
    into.fill(0)
    const share = 1 / this.#models.length
    for (let j = 0; j < this.#models.length; j++) into[this.#choiceOf(j, x)]! += share
  }

  select({ features: x }: PolicyContext, random: Random): number {
    return this.#choiceOf(random.below(this.#models.length), x)
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    for (let j = 0; j < this.#models.length; j++) {
      const weight = this.#config.weights === 'poisson' ? poisson(this.#stream) : 2 * this.#stream.below(2)
      if (weight === 0) continue
      const root = Math.sqrt(weight)
      for (let i = 0; i < x.length; i++) this.#scaled[i] = root * x[i]!
      this.#models[j]!.update(arm, this.#scaled, root * (reward - this.#start(j, arm, x)))
    }
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    into.fill(0)
    for (let j = 0; j < this.#models.length; j++)
      for (let arm = 0; arm < into.length; arm++) into[arm]! += this.#score(j, arm, x) / this.#models.length
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features } = this
    const parts = this.#models.map((models, j) => nameColumns(String(j), models.columns()))
    const columns = { stream: this.#stream.words(), ...Object.assign({}, ...parts) }
    return pack('bootstrapped-ts policy', 1, { arms, features, config: this.#config }, columns)
  }

  #choiceOf(j: number, x: Float64Array): number {
    for (let arm = 0; arm < this.#scores.length; arm++) this.#scores[arm] = this.#score(j, arm, x)
    return firstMaximum(this.#scores)
  }

  #score(j: number, arm: number, x: Float64Array): number {
    return this.#start(j, arm, x) + this.#models[j]!.mean(arm, x)
  }

  #start(j: number, arm: number, x: Float64Array): number {
    return dotAt(this.#starts, (j * this.arms + arm) * x.length, x)
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
