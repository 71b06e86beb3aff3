import type { ConfigurationOf, Settings } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext, PolicyRecommender } from '../policy.ts'
import type { Recommender } from '../recommender.ts'
import { ArmRecord, rearrangedColumn } from './arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/** What an index is computed from. */
export interface ArmStatistics {
  /** Mean reward of the arm. */
  readonly mean: number
  /** Mean of the squared rewards minus the square of the mean, never below 0; mean (1 − mean) for rewards 0 and 1. */
  readonly variance: number
  /** Rounds in which the arm was played, at least 1. */
  readonly plays: number
  /** Rounds of all arms so far. */
  readonly rounds: number
  readonly arms: number
}

type Described = Pick<Recommender, 'id' | 'title' | 'summary' | 'formula' | 'reference'>
type Index<S extends Settings> = (arm: ArmStatistics, config: ConfigurationOf<S>) => number
type Definition<S extends Settings> = Described & { readonly settings: S; readonly index: Index<S> }

/**
 * Makes a policy that shows the arm with the largest index, the lowest arm of several. An arm never played has an infinite index, so that every arm is tried
 * once, lowest first. The choice is kept until something is learned.
 */
export function defineIndexPolicy<const S extends Settings>(definition: Definition<S>): PolicyRecommender<S> {
  const { index, ...described } = definition
  const name = `${definition.id} policy`
  return definePolicyRecommender({
    ...described,
    contextual: false,
    create: ({ arms }, config) => new IndexPolicy(name, index, config, ArmRecord.empty(arms), new Float64Array(arms)),
    load(bytes) {
      const { facts, columns } = unpack(name, 1, bytes)
      const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
      const config = facts['config'] as ConfigurationOf<S>
      return new IndexPolicy(name, index, config, record, columns['squares'] as Float64Array)
    },
  })
}

class IndexPolicy<S extends Settings> implements Policy {
  readonly features = 0
  readonly #name: string
  readonly #index: Index<S>
  readonly #config: ConfigurationOf<S>
  readonly #record: ArmRecord
  readonly #squares: Float64Array
  #choice: number | null = null

  constructor(name: string, index: Index<S>, config: ConfigurationOf<S>, record: ArmRecord, squares: Float64Array) {
    this.#name = name
    this.#index = index
    this.#config = config
    this.#record = record
    this.#squares = squares
  }

  get arms(): number {
    return this.#squares.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    into.fill(0)
    into[this.select()] = 1
  }

  select(): number {
    return (this.#choice ??= this.#largestIndex())
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
    this.#squares[arm]! += reward ** 2
    this.#choice = null
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    const { plays, sums } = this.#record
    for (let arm = 0; arm < into.length; arm++) into[arm] = plays[arm] === 0 ? 0 : sums[arm]! / plays[arm]!
  }

  rearranged(from: Int32Array): Policy {
    const squares = rearrangedColumn(this.#squares, from)
    return new IndexPolicy(this.#name, this.#index, this.#config, this.#record.rearranged(from), squares)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack(this.#name, 1, { config: this.#config }, { plays, sums, squares: this.#squares })
  }

  #largestIndex(): number {
    const { plays, sums, rounds } = this.#record
    const unplayed = plays.indexOf(0)
    if (unplayed >= 0) return unplayed
    const statistics = { mean: 0, variance: 0, plays: 0, rounds, arms: this.arms }
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < plays.length; arm++) {
      statistics.plays = plays[arm]!
      statistics.mean = sums[arm]! / plays[arm]!
      statistics.variance = Math.max(0, this.#squares[arm]! / plays[arm]! - statistics.mean ** 2)
      const index = this.#index(statistics, this.#config)
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }
}
