import type { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import { ArmRecord, firstMaximum } from '../arms.ts'
import {
  defineSequenceAlgorithm,
  type SequencePolicy,
  type SequenceSize,
  type SequenceState,
} from './sequence-policy.ts'

/**
 * Random while it learns, then whatever paid most at once, in whatever state: what it earns says how much there is to gain from states and from looking ahead.
 *
 *   π(a) = 1 / K;   Q(s, a) = mean reward of a
 *
 * R. S. Sutton, A. G. Barto (2018). Reinforcement Learning: An Introduction, 2nd edition, section 2.2. MIT Press.
 */
export const randomActions = defineSequenceAlgorithm({
  id: 'random-actions',
  title: 'Random, then best on average',
  summary: 'Shows any item while it learns, then the one that paid most on average, to measure others by.',
  formula: 'π(a) = 1 / K; Q(s, a) = mean reward of a',
  reference:
    'R. S. Sutton, A. G. Barto (2018). Reinforcement Learning: An Introduction, 2nd edition, section 2.2. MIT Press.',
  settings: {},
  create: (size) => new RandomActions(size, ArmRecord.empty(size.actions)),
  load(bytes) {
    const { facts, columns } = unpack('random-actions policy', 1, bytes)
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    return new RandomActions(facts['size'] as SequenceSize, record)
  },
})

class RandomActions implements SequencePolicy {
  readonly #size: SequenceSize
  readonly #record: ArmRecord
  readonly #means: Float64Array

  constructor(size: SequenceSize, record: ArmRecord) {
    this.#size = size
    this.#record = record
    this.#means = record.sums.map((sum, action) => (sum === 0 ? 0 : sum / record.plays[action]!))
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

  values(_state: SequenceState, into: Float64Array): void {
    into.set(this.#means)
  }

  select(_state: SequenceState, random: Random): number {
    return random.below(this.actions)
  }

  best(): number {
    return firstMaximum(this.#means)
  }

  update(_state: SequenceState, action: number, reward: number): void {
    this.#record.add(action, reward)
    this.#means[action] = this.#record.sums[action]! / this.#record.plays[action]!
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack('random-actions policy', 1, { size: this.#size }, { plays, sums })
  }
}
