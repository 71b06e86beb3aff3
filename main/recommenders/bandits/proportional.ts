import { choice, real } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { ArmRecord, drawArm } from './arms.ts'
import { drawLargestOfDirichlet, probabilitiesOfLargestOfDirichlet } from './dirichlet-draw.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * Choice in proportion to reward, Luce's choice rule, which mabwiser calls Popularity: an arm that paid twice as much on average is shown twice as often.
 *
 *   π(k) = v_k / Σ_j v_j,   v_k = (s_k + c) / (n_k + 2c)
 *
 * n_k plays and s_k summed reward of arm k, at least 0, and c rewards and c rounds without reward given in advance. It never settles on one arm. Where all v are 0 every arm
 * is as likely. The greedy arm instead is what `epsilon-greedy` with ε = 0 shows, and the item most people had what `popularity` recommends.
 *
 * With `draw` = mabwiser it is the Popularity of mabwiser 2.7.4, for comparison: v_k is replaced by the mean when arm k learns and all v are then divided by their sum,
 * so that an arm's weight grows by being shown; and the arm is that of the largest entry of a draw from Dirichlet(v). With c = 0 it never returns to an arm that paid nothing.
 *
 * R. D. Luce (1959). Individual Choice Behavior: A Theoretical Analysis. Wiley.
 * E. Strong, B. Kleynhans, S. Kadıoğlu (2021). MABWiser: Parallelizable Contextual Multi-armed Bandits. International Journal on Artificial Intelligence Tools 30(4).
 * doi:10.1142/S0218213021500214
 */
export const proportional = definePolicyRecommender({
  id: 'proportional',
  title: 'Proportional choice',
  summary: 'Shows each item in proportion to its mean reward so far.',
  formula: 'π(k) = v_k / Σ_j v_j, v_k = (s_k + c) / (n_k + 2c)',
  reference: 'R. D. Luce (1959). Individual Choice Behavior: A Theoretical Analysis. Wiley.',
  settings: {
    prior: real({ default: 1, help: 'c: rewards, and as many rounds without reward, each item is given in advance.' }),
    draw: choice(
      ['plain', 'mabwiser'],
      'plain',
      'How an item is drawn: by its probability, or as the largest of a Dirichlet draw as in the library mabwiser.',
    ),
  },
  contextual: false,
  create: ({ arms }, { prior, draw }) =>
    new Proportional(prior, draw, ArmRecord.empty(arms), new Float64Array(arms).fill(prior > 0 ? 0.5 : 0)),
  load(bytes) {
    const { facts, columns } = unpack('proportional policy', 1, bytes)
    const { prior, draw } = facts as { prior: number; draw: Draw }
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    return new Proportional(prior, draw, record, columns['weights'] as Float64Array)
  },
})

type Draw = 'plain' | 'mabwiser'

class Proportional implements Policy {
  readonly features = 0
  readonly #prior: number
  readonly #draw: Draw
  readonly #record: ArmRecord
  readonly #weights: Float64Array
  readonly #probabilities: Float64Array
  #stale = true

  constructor(prior: number, draw: Draw, record: ArmRecord, weights: Float64Array) {
    this.#prior = prior
    this.#draw = draw
    this.#record = record
    this.#weights = weights
    this.#probabilities = new Float64Array(weights.length)
  }

  get arms(): number {
    return this.#weights.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    if (this.#draw === 'mabwiser') probabilitiesOfLargestOfDirichlet(this.#shares(), into)
    else into.set(this.#shares())
  }

  select(_context: PolicyContext, random: Random): number {
    if (this.#draw === 'mabwiser') return drawLargestOfDirichlet(this.#shares(), random)
    return drawArm(this.#shares(), random.uniform())
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
    if (this.#draw === 'mabwiser' && this.#record.rounds > 1) this.#weights.set(this.#shares())
    this.#weights[arm] = this.#mean(arm)
    this.#stale = true
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++) into[arm] = this.#mean(arm)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    const facts = { prior: this.#prior, draw: this.#draw }
    return pack('proportional policy', 1, facts, { plays, sums, weights: this.#weights })
  }

  #mean(arm: number): number {
    const plays = this.#record.plays[arm]! + 2 * this.#prior
    return plays === 0 ? 0 : (this.#record.sums[arm]! + this.#prior) / plays
  }

  /** The weights divided by their sum; alike when all are 0. */
  #shares(): Float64Array {
    if (!this.#stale) return this.#probabilities
    this.#stale = false
    let total = 0
    for (const weight of this.#weights) total += Math.max(0, weight)
    for (let arm = 0; arm < this.arms; arm++)
      this.#probabilities[arm] = total > 0 ? Math.max(0, this.#weights[arm]!) / total : 1 / this.arms
    return this.#probabilities
  }
}
