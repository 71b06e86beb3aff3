import { real } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import { checkArm, firstMaximum } from '../arms.ts'
import {
  defineSequenceAlgorithm,
  type SequencePolicy,
  type SequenceSize,
  type SequenceState,
} from './sequence-policy.ts'

/**
 * Q-learning: a table of what each action is worth in each state, corrected after each step towards its reward and the best that follows.
 *
 *   Q(s, a) ← Q(s, a) + α_n (r + γ max_b Q(s′, b) − Q(s, a)),   α_n = α / n(s, a)^ω,   γ max = 0 when the sequence ends
 *
 * n(s, a) visits of the pair, this one included. With ½ < ω ≤ 1 and every pair visited for ever the table converges to the optimum; ω = 0 keeps the step, for
 * worlds that change. It goes on with the best action, and with probability ε / (1 + δ n(s)) with any, after n(s) steps from state s. Values
 * that start high make it try everything; 3 is high for rewards up to 1.
 *
 * C. J. C. H. Watkins, P. Dayan (1992). Q-learning. Machine Learning 8. doi:10.1007/BF00992698. The step:
 * E. Even-Dar, Y. Mansour (2003). Learning Rates for Q-learning. JMLR 5.
 */
export const qLearning = defineSequenceAlgorithm({
  id: 'q-learning',
  title: 'Q-learning',
  summary: 'Keeps a table of what each recommendation is worth in each state, all that follows included.',
  formula: 'Q(s, a) ← Q(s, a) + α_n (r + γ max_b Q(s′, b) − Q(s, a)), α_n = α / n(s, a)^ω',
  reference: 'C. J. C. H. Watkins, P. Dayan (1992). Q-learning. Machine Learning 8. doi:10.1007/BF00992698',
  settings: {
    learningRate: real({ default: 1, minimum: 1e-6, maximum: 1, help: 'α: share of an error corrected at first.' }),
    learningDecay: real({ default: 0.6, maximum: 1, help: 'ω: how fast corrections shrink; 0 keeps them.' }),
    epsilon: real({ default: 0.3, maximum: 1, help: 'ε: share of the first steps from a state that try any item.' }),
    decay: real({ default: 0.01, help: 'δ: larger values try any item ever more rarely; 0 keeps the share.' }),
    initialValue: real({
      default: 3,
      minimum: -Number.MAX_VALUE,
      help: 'Worth of an action never tried; above what is possible it makes all be tried first.',
    }),
  },
  create({ states, actions, features, discount }, config) {
    const facts = { ...config, actions, features, discount }
    const values = new Float64Array(states * actions).fill(config.initialValue)
    return new TabularPolicy(facts, values, new Float64Array(states * actions))
  },
  load(bytes) {
    const { facts, columns } = unpack('q-learning policy', 1, bytes)
    return new TabularPolicy(
      facts as unknown as Facts,
      columns['values'] as Float64Array,
      columns['visits'] as Float64Array,
    )
  },
})

interface Facts extends Omit<SequenceSize, 'states'> {
  readonly learningRate: number
  readonly learningDecay: number
  readonly epsilon: number
  readonly decay: number
}

class TabularPolicy implements SequencePolicy {
  readonly states: number
  readonly #facts: Facts
  /** Row-major states × actions. */
  readonly #values: Float64Array
  readonly #visits: Float64Array

  constructor(facts: Facts, values: Float64Array, visits: Float64Array) {
    this.states = values.length / facts.actions
    this.#facts = facts
    this.#values = values
    this.#visits = visits
  }

  get actions(): number {
    return this.#facts.actions
  }

  get features(): number {
    return this.#facts.features
  }

  values({ number }: SequenceState, into: Float64Array): void {
    into.set(this.#row(this.#values, number))
  }

  select(state: SequenceState, random: Random): number {
    const { epsilon, decay, actions } = this.#facts
    const steps = this.#row(this.#visits, state.number).reduce((sum, visits) => sum + visits, 0)
    if (random.uniform() < epsilon / (1 + decay * steps)) return random.below(actions)
    return this.best(state)
  }

  best({ number }: SequenceState): number {
    return firstMaximum(this.#row(this.#values, number))
  }

  update({ number }: SequenceState, action: number, reward: number, next: SequenceState, done: boolean): void {
    const { learningRate, learningDecay, discount, actions } = this.#facts
    checkArm(action, actions)
    const cell = number * actions + action
    this.#visits[cell]! += 1
    const following = done ? 0 : discount * this.#values[next.number * actions + this.best(next)]!
    const step = learningRate / this.#visits[cell]! ** learningDecay
    this.#values[cell]! += step * (reward + following - this.#values[cell]!)
  }

  save(): Uint8Array<ArrayBuffer> {
    return pack('q-learning policy', 1, { ...this.#facts }, { values: this.#values, visits: this.#visits })
  }

  #row(cells: Float64Array, state: number): Float64Array {
    return cells.subarray(state * this.#facts.actions, (state + 1) * this.#facts.actions)
  }
}
