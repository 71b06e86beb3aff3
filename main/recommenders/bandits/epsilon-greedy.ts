import { integer, real } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { ArmRecord, firstMaximum } from './arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * Epsilon-greedy: shows the arm with the largest mean reward so far, and with probability ε an arm chosen uniformly among all.
 *
 *   π(k) = ε_N / K + (1 − ε_N) · 1[k = argmax s_k / n_k],   ε_N = ε / (1 + δ N)
 *
 * n_k plays and s_k summed reward of arm k, N rounds so far; an arm never played has mean 0. With δ = 0 the share of exploration stays fixed. Ties go to the lowest arm.
 *
 * R. S. Sutton, A. G. Barto (2018). Reinforcement Learning: An Introduction, 2nd edition, section 2.2. MIT Press. The name and analysis:
 * P. Auer, N. Cesa-Bianchi, P. Fischer (2002). Finite-time Analysis of the Multiarmed Bandit Problem. Machine Learning 47. doi:10.1023/A:1013689704352
 */
export const epsilonGreedy = definePolicyRecommender({
  id: 'epsilon-greedy',
  title: 'ε-greedy',
  summary: 'Shows the item with the best reward so far, and now and then any item.',
  formula: 'π(k) = ε_N / K + (1 − ε_N) · 1[k = argmax s_k / n_k], ε_N = ε / (1 + δ N)',
  reference:
    'P. Auer, N. Cesa-Bianchi, P. Fischer (2002). Finite-time Analysis of the Multiarmed Bandit Problem. Machine Learning 47. doi:10.1023/A:1013689704352',
  settings: {
    epsilon: real({ default: 0.1, maximum: 1, help: 'Share of the rounds that show any item.' }),
    decay: real({ default: 0, help: 'δ: larger values show any item ever more rarely; 0 keeps the share.' }),
    shrinkage: integer({ default: 0, help: 'Rounds with reward 0 that each item is given in advance.' }),
  },
  contextual: false,
  create: ({ arms }, { epsilon, decay, shrinkage }) =>
    new EpsilonGreedy(epsilon, decay, shrinkage, ArmRecord.empty(arms)),
  load(bytes) {
    const { facts, columns } = unpack('epsilon-greedy policy', 1, bytes)
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    const { epsilon, decay = 0, shrinkage } = facts as Record<string, number>
    return new EpsilonGreedy(epsilon!, decay, shrinkage!, record)
  },
})

class EpsilonGreedy implements Policy {
  readonly features = 0
  readonly #epsilon: number
  readonly #decay: number
  readonly #shrinkage: number
  readonly #record: ArmRecord
  readonly #means: Float64Array

  constructor(epsilon: number, decay: number, shrinkage: number, record: ArmRecord) {
    this.#epsilon = epsilon
    this.#decay = decay
    this.#shrinkage = shrinkage
    this.#record = record
    this.#means = record.sums.map((_, arm) => this.#mean(arm))
  }

  get arms(): number {
    return this.#means.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    const exploration = this.#exploration
    into.fill(exploration / this.arms)
    into[firstMaximum(this.#means)]! += 1 - exploration
  }

  select(_context: PolicyContext, random: Random): number {
    if (random.uniform() < this.#exploration) return random.below(this.arms)
    return firstMaximum(this.#means)
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
    this.#means[arm] = this.#mean(arm)
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    into.set(this.#means)
  }

  rearranged(from: Int32Array): Policy {
    return new EpsilonGreedy(this.#epsilon, this.#decay, this.#shrinkage, this.#record.rearranged(from))
  }

  save(): Uint8Array<ArrayBuffer> {
    const meta = { epsilon: this.#epsilon, decay: this.#decay, shrinkage: this.#shrinkage }
    return pack('epsilon-greedy policy', 1, meta, { plays: this.#record.plays, sums: this.#record.sums })
  }

  get #exploration(): number {
    return this.#epsilon / (1 + this.#decay * this.#record.rounds)
  }

  #mean(arm: number): number {
    const plays = this.#record.plays[arm]! + this.#shrinkage
    return plays === 0 ? 0 : this.#record.sums[arm]! / plays
  }
}
