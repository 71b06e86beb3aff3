import { integer, integers, real, toggle, type ConfigurationOf } from '../../../contract/settings.ts'
import { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import { checkArm, firstMaximum } from '../arms.ts'
import { Adam } from '../neural/adam.ts'
import { DenseNetwork } from '../neural/dense-network.ts'
import { ReplayMemory } from './replay-memory.ts'
import {
  defineSequenceAlgorithm,
  type SequencePolicy,
  type SequenceSize,
  type SequenceState,
} from './sequence-policy.ts'

const settings = {
  layers: integers({ default: [32], minimum: 1, maximum: 1024, help: 'Widths of the hidden layers.' }),
  learningRate: real({ default: 0.002, minimum: 1e-6, maximum: 1, help: 'η: step of Adam.' }),
  batchSize: integer({ default: 32, minimum: 1, maximum: 1024, help: 'Steps recalled for each correction.' }),
  memory: integer({ default: 20_000, minimum: 1, maximum: 1_000_000, help: 'Last steps that can be recalled.' }),
  warmUp: integer({ default: 200, help: 'Steps that are only remembered before learning begins.' }),
  learnEvery: integer({ default: 4, minimum: 1, help: 'Steps between two corrections.' }),
  targetEvery: integer({ default: 200, minimum: 1, help: 'Steps between two copies of the network to its target.' }),
  firstEpsilon: real({ default: 1, maximum: 1, help: 'Share of the first steps that try any item.' }),
  lastEpsilon: real({ default: 0.1, maximum: 1, help: 'Share of the later steps that try any item.' }),
  exploring: integer({ default: 8000, minimum: 1, help: 'Steps until that share is reached, in a straight line.' }),
  double: toggle(true, 'Lets one network choose the next item and the other value it, against overestimates.'),
} as const

/**
 * Deep Q-network: a small network estimates from a state's features what each action is worth, learning from steps recalled at random, towards a copy of
 * itself that is renewed now and then.
 *
 *   y = r + γ max_b Q⁻(s′, b),   double: y = r + γ Q⁻(s′, argmax_b Q(s′, b)),   loss = Huber(Q(s, a) − y)
 *
 * Q⁻ is the copy; y = r where the sequence ended; the slope of the loss is the error cut to −1 … 1. The papers step by RMSProp and stack images; here it is Adam and
 * dense layers.
 *
 * V. Mnih et al. (2015). Human-level control through deep reinforcement learning. Nature 518, algorithm 1. doi:10.1038/nature14236. Double:
 * H. van Hasselt, A. Guez, D. Silver (2016). Deep Reinforcement Learning with Double Q-learning. AAAI '16. arXiv:1509.06461
 */
export const dqn = defineSequenceAlgorithm({
  id: 'dqn',
  title: 'DQN',
  summary: 'Learns with a network what each recommendation is worth in a state, all that follows included.',
  formula: 'Q(s, a) → r + γ Q⁻(s′, argmax_b Q(s′, b)), Q⁻ a copy renewed now and then',
  reference:
    'V. Mnih et al. (2015). Human-level control through deep reinforcement learning. Nature 518. doi:10.1038/nature14236',
  settings,
  create(size, config, random) {
    const network = DenseNetwork.create([size.features, ...config.layers, size.actions], random)
    const parts = {
      network,
      target: new DenseNetwork(network.widths, network.parameters.slice()),
      adam: Adam.create(network.parameters.length),
      memory: new ReplayMemory(config.memory, size.features),
      random,
    }
    return new DeepQNetwork(size, config, parts)
  },
  load(bytes) {
    const { facts, columns } = unpack('dqn policy', 1, bytes)
    const { size, config, steps, learned } = facts as unknown as Facts
    const widths = [size.features, ...config.layers, size.actions]
    const doubles = columns as Readonly<Record<string, Float64Array>>
    return new DeepQNetwork(size, config, {
      network: new DenseNetwork(widths, doubles['network']!),
      target: new DenseNetwork(widths, doubles['target']!),
      adam: new Adam(doubles['means']!, doubles['squares']!, learned),
      memory: ReplayMemory.restore(config.memory, size.features, steps, columns),
      random: Random.resume(columns['random'] as Int32Array),
    })
  },
})

interface Facts {
  readonly size: SequenceSize
  readonly config: ConfigurationOf<typeof settings>
  readonly steps: number
  readonly learned: number
}

interface Parts {
  readonly network: DenseNetwork
  readonly target: DenseNetwork
  readonly adam: Adam
  readonly memory: ReplayMemory
  readonly random: Random
}

class DeepQNetwork implements SequencePolicy {
  readonly #size: SequenceSize
  readonly #config: Facts['config']
  readonly #parts: Parts
  readonly #slopes: Float64Array
  readonly #gradient: Float64Array

  constructor(size: SequenceSize, config: Facts['config'], parts: Parts) {
    this.#size = size
    this.#config = config
    this.#parts = parts
    this.#slopes = new Float64Array(size.actions)
    this.#gradient = new Float64Array(parts.network.parameters.length)
  }

  get states(): number {
    return this.#size.states
  }

  get actions(): number {
    return this.#size.actions
  }

  get features(): number {
    return this.#size.features
  }

  values({ features }: SequenceState, into: Float64Array): void {
    into.set(this.#parts.network.run(features))
  }

  select(state: SequenceState, random: Random): number {
    const { firstEpsilon, lastEpsilon, exploring } = this.#config
    const done = Math.min(1, this.#parts.memory.steps / exploring)
    if (random.uniform() < firstEpsilon + (lastEpsilon - firstEpsilon) * done) return random.below(this.actions)
    return this.best(state)
  }

  best({ features }: SequenceState): number {
    return firstMaximum(this.#parts.network.run(features))
  }

  update(state: SequenceState, action: number, reward: number, next: SequenceState, done: boolean): void {
    checkArm(action, this.actions)
    const { warmUp, learnEvery, targetEvery } = this.#config
    const { memory, network, target } = this.#parts
    memory.add(state.features, action, reward, next.features, done)
    if (memory.steps >= warmUp && memory.steps % learnEvery === 0) this.#learn()
    if (memory.steps % targetEvery === 0) target.parameters.set(network.parameters)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { network, target, adam, memory, random } = this.#parts
    const facts = { size: this.#size, config: this.#config, steps: memory.steps, learned: adam.steps }
    return pack(
      'dqn policy',
      1,
      { ...facts },
      {
        network: network.parameters,
        target: target.parameters,
        means: adam.means,
        squares: adam.squares,
        random: random.words(),
        ...memory.columns(),
      },
    )
  }

  #learn(): void {
    const { batchSize, learningRate } = this.#config
    const { network, adam, memory, random } = this.#parts
    const { features, before, action } = memory
    for (let n = 0; n < batchSize; n++) {
      const row = random.below(memory.size)
      const wanted = this.#wanted(row)
      const value = network.run(before.subarray(row * features, (row + 1) * features))[action[row]!]!
      this.#slopes.fill(0)
      this.#slopes[action[row]!] = Math.max(-1, Math.min(1, value - wanted)) / batchSize
      network.addGradient(this.#slopes, this.#gradient)
    }
    adam.step(network.parameters, this.#gradient, learningRate)
  }

  /** y of a remembered step. */
  #wanted(row: number): number {
    const { network, target, memory } = this.#parts
    const { features, after, reward, done } = memory
    if (done[row]) return reward[row]!
    const next = after.subarray(row * features, (row + 1) * features)
    const worth = target.run(next)
    const best = firstMaximum(this.#config.double ? network.run(next) : worth)
    return reward[row]! + this.#size.discount * worth[best]!
  }
}
