import type { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import type { PolicyContext } from '../../policy.ts'
import { ArmRecord } from '../arms.ts'
import { checkSlateSize, defineSlateAlgorithm, type SlatePolicy } from './slate-policy.ts'

/**
 * Random slates: every ordered choice of arms is as likely as any other. What others are measured by, and the log from which slates can be valued without bias.
 *
 *   P(a_1 … a_L) = (K − L)! / K!
 *
 * R. Fisher, F. Yates (1938). Statistical Tables for Biological, Agricultural and Medical Research, example 12 (the shuffle). Oliver & Boyd.
 */
export const randomSlate = defineSlateAlgorithm({
  id: 'random-slate',
  title: 'Random slates',
  summary: 'Shows any items in any order, to measure others by.',
  formula: 'P(a_1 … a_L) = (K − L)! / K!',
  reference:
    'R. Fisher, F. Yates (1938). Statistical Tables for Biological, Agricultural and Medical Research. Oliver & Boyd.',
  settings: {},
  create(size) {
    checkSlateSize(size)
    return new RandomSlate(size.positions, ArmRecord.empty(size.arms))
  },
  load(bytes) {
    const { facts, columns } = unpack('random-slate policy', 1, bytes)
    const record = new ArmRecord(columns['shown'] as Float64Array, columns['clicks'] as Float64Array)
    return new RandomSlate(facts['positions'] as number, record)
  },
})

class RandomSlate implements SlatePolicy {
  readonly features = 0
  readonly positions: number
  readonly #record: ArmRecord
  readonly #order: Int32Array

  constructor(positions: number, record: ArmRecord) {
    this.positions = positions
    this.#record = record
    this.#order = new Int32Array(record.plays.length)
  }

  get arms(): number {
    return this.#order.length
  }

  select(_context: PolicyContext, random: Random, into: Int32Array): void {
    for (let arm = 0; arm < this.arms; arm++) this.#order[arm] = arm
    for (let position = 0; position < this.positions; position++) {
      const other = position + random.below(this.arms - position)
      into[position] = this.#order[other]!
      this.#order[other] = this.#order[position]!
    }
  }

  update(_context: PolicyContext, slate: Int32Array, clicks: Uint8Array): void {
    slate.forEach((arm, position) => this.#record.add(arm, clicks[position]!))
  }

  /** Clicks per time shown, at whatever position. */
  expected(_context: PolicyContext, into: Float64Array): void {
    const { plays, sums } = this.#record
    for (let arm = 0; arm < into.length; arm++) into[arm] = plays[arm] === 0 ? 0 : sums[arm]! / plays[arm]!
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack('random-slate policy', 1, { positions: this.positions }, { shown: plays, clicks: sums })
  }
}
