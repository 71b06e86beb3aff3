import { choice, real } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { ArmRecord } from './arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/** ȓ + α √(2 ln N / n), given 2 ln N. */
export const ucb1Index = (mean: number, plays: number, logarithm: number, exploration: number): number =>
  mean + exploration * Math.sqrt(logarithm / plays)

/**
 * UCB1: shows the arm whose mean reward could still be largest.
 *
 *   k = argmax s_k / n_k + α √(2 ln N / n_k)
 *
 * n_k plays and s_k summed reward of arm k, N rounds so far. An arm never played has an infinite index, so every arm is tried once, lowest
 * first; mabwiser 2.7.4 gives it index 0 by mistake, which `unplayed` copies on request. The paper has α = 1 and rewards in [0, 1].
 *
 * P. Auer, N. Cesa-Bianchi, P. Fischer (2002). Finite-time Analysis of the Multiarmed Bandit Problem. Machine Learning 47, figure 1.
 * doi:10.1023/A:1013689704352
 */
export const ucb1 = definePolicyRecommender({
  id: 'ucb1',
  title: 'UCB1',
  summary: 'Shows the item whose reward could still be best, given how rarely it was tried.',
  formula: 'k = argmax s_k / n_k + α √(2 ln N / n_k)',
  reference:
    'P. Auer, N. Cesa-Bianchi, P. Fischer (2002). Finite-time Analysis of the Multiarmed Bandit Problem. Machine Learning 47. doi:10.1023/A:1013689704352',
  settings: {
    exploration: real({ default: 1, help: 'α: larger values try uncertain items more often.' }),
    unplayed: choice(
      ['first', 'mabwiser'],
      'first',
      'An item never shown comes before all others, or has index 0 as in the library mabwiser, a mistake: it may never be tried.',
    ),
  },
  contextual: false,
  create: ({ arms }, { exploration, unplayed }) => new Ucb1(exploration, unplayed, ArmRecord.empty(arms)),
  load(bytes) {
    const { facts, columns } = unpack('ucb1 policy', 1, bytes)
    const { exploration, unplayed = 'first' } = facts as { exploration: number; unplayed?: Unplayed }
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    return new Ucb1(exploration, unplayed, record)
  },
})

type Unplayed = 'first' | 'mabwiser'

class Ucb1 implements Policy {
  readonly features = 0
  readonly #exploration: number
  readonly #unplayed: Unplayed
  readonly #record: ArmRecord

  constructor(exploration: number, unplayed: Unplayed, record: ArmRecord) {
    this.#exploration = exploration
    this.#unplayed = unplayed
    this.#record = record
  }

  get arms(): number {
    return this.#record.plays.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    into.fill(0)
    into[this.select()] = 1
  }

  select(): number {
    const { plays, sums, rounds } = this.#record
    const logarithm = 2 * Math.log(rounds)
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < plays.length; arm++) {
      const n = plays[arm]!
      if (n === 0 && this.#unplayed === 'first') return arm
      const index = n === 0 ? 0 : ucb1Index(sums[arm]! / n, n, logarithm, this.#exploration)
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    const { plays, sums } = this.#record
    for (let arm = 0; arm < into.length; arm++) into[arm] = plays[arm] === 0 ? 0 : sums[arm]! / plays[arm]!
  }

  rearranged(from: Int32Array): Policy {
    return new Ucb1(this.#exploration, this.#unplayed, this.#record.rearranged(from))
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack('ucb1 policy', 1, { exploration: this.#exploration, unplayed: this.#unplayed }, { plays, sums })
  }
}
