import type { ConfigurationOf, Settings } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import type { PolicyContext } from '../../policy.ts'
import { ArmRecord } from '../arms.ts'
import { checkSlateSize, largestFirst, type SlateAlgorithm, type SlatePolicy } from './slate-policy.ts'

/** What an index of a cascade is computed from. */
export interface Looks {
  /** Share of the looks at the arm that ended in a click. */
  readonly mean: number
  /** Looks at the arm, at least 1. */
  readonly looks: number
  /** Slates shown so far. */
  readonly rounds: number
}

type Described = Omit<SlateAlgorithm, 'settings' | 'create' | 'load'>
type Index<C> = (looks: Looks, config: C) => number
type Definition<S extends Settings> = Described & { readonly settings: S; readonly index: Index<ConfigurationOf<S>> }

/**
 * Makes a slate policy for visitors who read from the top and stop at the first arm that attracts them. Arms down to the first click were looked at, the last of them
 * with success; without a click all of them were, without success. What lies below a click says nothing. The slate is the arms with the
 * largest indices; an arm never looked at has an infinite one.
 */
export function defineCascadePolicy<const S extends Settings>(definition: Definition<S>): SlateAlgorithm<S> {
  const { index, ...described } = definition
  const name = `${definition.id} policy`
  return {
    ...described,
    create(size, config) {
      checkSlateSize(size)
      return new CascadePolicy(name, index, config, size.positions, ArmRecord.empty(size.arms), 0)
    },
    load(bytes) {
      const { facts, columns } = unpack(name, 1, bytes)
      const record = new ArmRecord(columns['looks'] as Float64Array, columns['clicks'] as Float64Array)
      const { config, positions, rounds } = facts as { config: ConfigurationOf<S>; positions: number; rounds: number }
      return new CascadePolicy(name, index, config, positions, record, rounds)
    },
  }
}

class CascadePolicy<C> implements SlatePolicy {
  readonly features = 0
  readonly positions: number
  readonly #name: string
  readonly #index: Index<C>
  readonly #config: C
  readonly #record: ArmRecord
  readonly #indices: Float64Array
  #rounds: number

  constructor(name: string, index: Index<C>, config: C, positions: number, record: ArmRecord, rounds: number) {
    this.#name = name
    this.#index = index
    this.#config = config
    this.positions = positions
    this.#record = record
    this.#indices = new Float64Array(record.plays.length)
    this.#rounds = rounds
  }

  get arms(): number {
    return this.#indices.length
  }

  select(_context: PolicyContext, _random: Random, into: Int32Array): void {
    const { plays, sums } = this.#record
    const looks = { mean: 0, looks: 0, rounds: this.#rounds }
    for (let arm = 0; arm < this.arms; arm++) {
      looks.looks = plays[arm]!
      looks.mean = sums[arm]! / plays[arm]!
      this.#indices[arm] = plays[arm] === 0 ? Infinity : this.#index(looks, this.#config)
    }
    largestFirst(this.#indices, into)
  }

  update(_context: PolicyContext, slate: Int32Array, clicks: Uint8Array): void {
    this.#rounds += 1
    for (let position = 0; position < slate.length; position++) {
      this.#record.add(slate[position]!, clicks[position]!)
      if (clicks[position]) return
    }
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    const { plays, sums } = this.#record
    for (let arm = 0; arm < into.length; arm++) into[arm] = plays[arm] === 0 ? 0 : sums[arm]! / plays[arm]!
  }

  save(): Uint8Array<ArrayBuffer> {
    const facts = { config: this.#config, positions: this.positions, rounds: this.#rounds }
    return pack(this.#name, 1, facts, { looks: this.#record.plays, clicks: this.#record.sums })
  }
}
