import { integer, integers, real, type ConfigurationOf } from '../../../contract/settings.ts'
import { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import type { Policy, PolicyContext, PolicySize } from '../../policy.ts'
import { checkArm } from '../arms.ts'
import { LinearArms, restoreLinearArms } from '../linear-arms.ts'
import type { LinearEstimates } from '../linear-policy.ts'
import { RememberedRounds } from '../neighbourhood/remembered-rounds.ts'
import { normalThompsonRule } from '../normal-thompson-rule.ts'
import { definePolicyRecommender } from '../policy-recommender.ts'
import { Adam } from './adam.ts'
import { DenseNetwork } from './dense-network.ts'

const settings = {
  layers: integers({ default: [32], minimum: 1, maximum: 1024, help: 'Widths of the hidden layers.' }),
  exploration: real({ default: 0.25, help: 'α: larger values try uncertain items more often.' }),
  regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  learningRate: real({ default: 0.005, minimum: 1e-6, maximum: 1, help: 'η: step of Adam.' }),
  epochs: integer({ default: 10, minimum: 1, maximum: 10_000, help: 'Passes over the remembered rounds.' }),
  batchSize: integer({ default: 64, minimum: 1, help: 'Rounds of one step.' }),
  warmUp: integer({
    default: 200,
    minimum: 1,
    help: 'Rounds before the network first learns; anew at each doubling.',
  }),
  memory: integer({ default: 10_000, minimum: 1, help: 'Last rounds that the network learns from.' }),
} as const

type Configured = ConfigurationOf<typeof settings>

/**
 * Neural-linear: a network learns to describe a context, and a Bayesian linear regression of the reward per arm on its last hidden layer says how sure it is; the arm with
 * the largest draw is shown.
 *
 *   z = (1, h_L(x)),   θ_k ~ N(β_k, α² A_k⁻¹),   k = argmax θ_kᵀz,   A_k = λI + Σ z zᵀ,   β_k = A_k⁻¹ Σ r z
 *
 * The network has an output per arm and learns the reward of the arm that was shown, by squared error. It learns after w, 2 w, 4 w, … rounds, from those remembered,
 * and the regressions are then made anew of these with the new z. The paper draws the noise from an inverse gamma distribution; here α takes its place, so that
 * the probability of each arm can be computed. The first weights are the same in every run.
 *
 * C. Riquelme, G. Tucker, J. Snoek (2018). Deep Bayesian Bandits Showdown. ICLR '18, section 3 (NeuralLinear). arXiv:1802.09127
 */
export const neuralLinear = definePolicyRecommender({
  id: 'neural-linear',
  title: 'Neural-linear',
  summary: 'Learns with a network what matters of a person, and draws what each item pays from a linear model on that.',
  formula: 'z = (1, h_L(x)), θ_k ~ N(β_k, α² A_k⁻¹), k = argmax θ_kᵀz',
  reference: "C. Riquelme, G. Tucker, J. Snoek (2018). Deep Bayesian Bandits Showdown. ICLR '18. arXiv:1802.09127",
  settings,
  contextual: true,
  create(size, config) {
    const random = new Random('neural-linear')
    const network = DenseNetwork.create([size.features, ...config.layers, size.arms], random)
    return new NeuralLinear(size, config, {
      network,
      adam: Adam.create(network.parameters.length),
      heads: new LinearArms(size.arms, headSize(config, size.features), config.regularization),
      rounds: new RememberedRounds(config.memory, size.features),
      random,
    })
  },
  load(bytes) {
    const { facts, columns } = unpack('neural-linear policy', 1, bytes)
    const { size, config, steps, seen, heads } = facts as unknown as Facts
    const doubles = columns as Readonly<Record<string, Float64Array>>
    return new NeuralLinear(size, config, {
      network: new DenseNetwork([size.features, ...config.layers, size.arms], doubles['network']!),
      adam: new Adam(doubles['adamMeans']!, doubles['adamSquares']!, steps),
      heads: restoreLinearArms(heads, columns),
      rounds: RememberedRounds.restore(config.memory, size.features, seen, columns as never),
      random: Random.resume(columns['random'] as Int32Array),
    })
  },
})

interface Facts {
  readonly size: PolicySize
  readonly config: Configured
  readonly steps: number
  readonly seen: number
  readonly heads: Readonly<Record<'arms' | 'features' | 'regularization', number>>
}

interface Parts {
  readonly network: DenseNetwork
  readonly adam: Adam
  readonly heads: LinearArms
  readonly rounds: RememberedRounds
  readonly random: Random
}

/** Length of z: without hidden layers the context takes their place. */
const headSize = ({ layers }: Configured, features: number) => (layers.at(-1) ?? features) + 1

class NeuralLinear implements Policy {
  readonly #size: PolicySize
  readonly #config: Configured
  readonly #parts: Parts
  readonly #z: Float64Array

  constructor({ arms, features }: PolicySize, config: Configured, parts: Parts) {
    this.#size = { arms, features }
    this.#config = config
    this.#parts = parts
    this.#z = new Float64Array(headSize(config, features))
  }

  get arms(): number {
    return this.#size.arms
  }

  get features(): number {
    return this.#size.features
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    normalThompsonRule.distribution(this.#estimate(context), this.#config, into)
  }

  select(context: PolicyContext, random: Random): number {
    return normalThompsonRule.select(this.#estimate(context), this.#config, random)
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    const { heads, rounds } = this.#parts
    rounds.add(x, arm, reward)
    const doublings = Math.log2(rounds.seen / this.#config.warmUp)
    if (doublings >= 0 && Number.isInteger(doublings)) this.#learn()
    else heads.update(arm, this.#describe(x), reward)
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    const z = this.#describe(x)
    into.set(this.#parts.heads.estimate(z, false).means)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { network, adam, heads, rounds, random } = this.#parts
    const { arms, features, regularization } = heads
    const facts: Facts = {
      size: this.#size,
      config: this.#config,
      steps: adam.steps,
      seen: rounds.seen,
      heads: { arms, features, regularization },
    }
    return pack(
      'neural-linear policy',
      1,
      { ...facts },
      {
        ...heads.columns(),
        ...rounds.columns(),
        network: network.parameters,
        adamMeans: adam.means,
        adamSquares: adam.squares,
        random: random.words(),
      },
    )
  }

  #describe(x: Float64Array): Float64Array {
    this.#z[0] = 1
    this.#z.set(this.#parts.network.runHidden(x), 1)
    return this.#z
  }

  #estimate({ features: x }: PolicyContext): LinearEstimates {
    return { ...this.#parts.heads.estimate(this.#describe(x), true), rounds: this.#parts.rounds.seen }
  }

  /** Passes over the remembered rounds in a new order each time, then regresses on what the network makes of them. */
  #learn(): void {
    const { epochs, batchSize, learningRate } = this.#config
    const { network, adam, heads, rounds, random } = this.#parts
    const gradient = new Float64Array(network.parameters.length)
    const order = Int32Array.from({ length: rounds.size }, (_, row) => row)
    for (let epoch = 0; epoch < epochs; epoch++) {
      random.shuffle(order)
      for (let start = 0; start < order.length; start += batchSize) {
        const batch = order.subarray(start, start + batchSize)
        for (const row of batch) {
          network.runHidden(rounds.contextOf(row))
          const arm = rounds.arms[row]!
          network.addGradientOf(arm, (network.outputOf(arm) - rounds.rewards[row]!) / batch.length, gradient)
        }
        adam.step(network.parameters, gradient, learningRate)
      }
    }
    heads.rearrange(new Int32Array(this.arms).fill(-1))
    for (let row = 0; row < rounds.size; row++)
      heads.update(rounds.arms[row]!, this.#describe(rounds.contextOf(row)), rounds.rewards[row]!)
  }
}
