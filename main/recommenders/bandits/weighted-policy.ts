import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { ArmRecord, drawArm } from './arms.ts'
import { ExponentialWeights } from './exponential-weights.ts'

/** How exponential weights become probabilities, and what a round does to the weight of its arm. */
export interface WeightRule {
  /** Name of the policy in saved bytes. */
  readonly name: string
  /** γ-mixture with the uniform distribution; 0 for none. */
  readonly mixed: (facts: Facts) => number
  /** Change of the logarithm of the weight after `reward` at probability `probability`. */
  readonly change: (facts: Facts, reward: number, probability: number, arms: number) => number
}

type Facts = Readonly<Record<string, number>>

/**
 * A policy of exponential weights, π(k) = (1 − γ) w_k / Σ w + γ / K. The probability that divides a reward is the policy's own at the time it learns; its
 * expected rewards are the plain means.
 */
export class WeightedPolicy implements Policy {
  readonly features = 0
  readonly #rule: WeightRule
  readonly #facts: Facts
  readonly #weights: ExponentialWeights
  readonly #record: ArmRecord
  readonly #probabilities: Float64Array

  constructor(rule: WeightRule, facts: Facts, logarithms: Float64Array, record: ArmRecord) {
    this.#rule = rule
    this.#facts = facts
    this.#weights = new ExponentialWeights(logarithms)
    this.#record = record
    this.#probabilities = new Float64Array(logarithms.length)
  }

  static create(rule: WeightRule, facts: Facts, arms: number): WeightedPolicy {
    return new WeightedPolicy(rule, facts, new Float64Array(arms), ArmRecord.empty(arms))
  }

  static load(rule: WeightRule, bytes: Uint8Array): WeightedPolicy {
    const { facts, columns } = unpack(rule.name, 1, bytes)
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    return new WeightedPolicy(rule, facts as Facts, columns['logarithms'] as Float64Array, record)
  }

  get arms(): number {
    return this.#probabilities.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < this.arms; arm++) into[arm] = this.#probability(arm)
  }

  select(context: PolicyContext, random: Random): number {
    this.distribution(context, this.#probabilities)
    return drawArm(this.#probabilities, random.uniform())
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
    this.#weights.add(arm, this.#rule.change(this.#facts, reward, this.#probability(arm), this.arms))
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    const { plays, sums } = this.#record
    for (let arm = 0; arm < into.length; arm++) into[arm] = plays[arm] === 0 ? 0 : sums[arm]! / plays[arm]!
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack(this.#rule.name, 1, this.#facts, { plays, sums, logarithms: this.#weights.logarithms })
  }

  #probability(arm: number): number {
    const mixed = this.#rule.mixed(this.#facts)
    return (1 - mixed) * this.#weights.share(arm) + mixed / this.arms
  }
}
