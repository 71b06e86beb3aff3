import { real } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import type { PolicyContext } from '../../policy.ts'
import { checkArm } from '../arms.ts'
import { ucb1Index } from '../ucb1.ts'
import { checkSlateSize, defineSlateAlgorithm, type SlatePolicy } from './slate-policy.ts'

/**
 * Ranked bandits: one UCB1 per position, from the top, each of which learns which arm people click there who did not click above.
 *
 *   a_l = argmax_{k ∉ a_1 … a_{l−1}} s_lk / n_lk + α √(2 ln N / n_lk)
 *
 * n_lk rounds in which arm k stood at position l, s_lk clicks on it there, N slates so far. An arm never tried at a position has an infinite index there. Nothing is
 * assumed of how clicks come about. In the paper a position may propose an arm that stands higher already: another is shown and the proposal counts as not
 * clicked. Here such an arm is passed over, so that what was shown is all there is to learn from, also of a log.
 *
 * F. Radlinski, R. Kleinberg, T. Joachims (2008). Learning Diverse Rankings with Multi-Armed Bandits. ICML '08, figure 2. doi:10.1145/1390156.1390255
 */
export const rankedBandit = defineSlateAlgorithm({
  id: 'ranked-bandit',
  title: 'Ranked bandits',
  summary: 'Learns for each position which item people click there who clicked nothing above it.',
  formula: 'a_l = argmax_{k ∉ a_1 … a_{l−1}} s_lk / n_lk + α √(2 ln N / n_lk)',
  reference:
    "F. Radlinski, R. Kleinberg, T. Joachims (2008). Learning Diverse Rankings with Multi-Armed Bandits. ICML '08. doi:10.1145/1390156.1390255",
  settings: {
    exploration: real({ default: 1, help: 'α: larger values try uncertain items more often.' }),
  },
  create(size, { exploration }) {
    checkSlateSize(size)
    const { arms, positions } = size
    const cells = arms * positions
    return new RankedBandit(arms, positions, exploration, 0, new Float64Array(cells), new Float64Array(cells))
  },
  load(bytes) {
    const { facts, columns } = unpack('ranked-bandit policy', 1, bytes)
    const { arms, positions, exploration, rounds } = facts as Readonly<Record<string, number>>
    const { shown, clicks } = columns as Readonly<Record<string, Float64Array>>
    return new RankedBandit(arms!, positions!, exploration!, rounds!, shown!, clicks!)
  },
})

class RankedBandit implements SlatePolicy {
  readonly features = 0
  readonly arms: number
  readonly positions: number
  readonly #exploration: number
  #rounds: number
  /** Row-major positions × arms. */
  readonly #shown: Float64Array
  readonly #clicks: Float64Array
  readonly #taken: Uint8Array

  constructor(
    arms: number,
    positions: number,
    exploration: number,
    rounds: number,
    shown: Float64Array,
    clicks: Float64Array,
  ) {
    this.arms = arms
    this.positions = positions
    this.#exploration = exploration
    this.#rounds = rounds
    this.#shown = shown
    this.#clicks = clicks
    this.#taken = new Uint8Array(arms)
  }

  select(_context: PolicyContext, _random: Random, into: Int32Array): void {
    this.#taken.fill(0)
    for (let position = 0; position < this.positions; position++) {
      const arm = this.#largestIndex(position)
      into[position] = arm
      this.#taken[arm] = 1
    }
  }

  update(_context: PolicyContext, slate: Int32Array, clicks: Uint8Array): void {
    this.#rounds += 1
    for (let position = 0; position < slate.length; position++) {
      checkArm(slate[position]!, this.arms)
      const cell = position * this.arms + slate[position]!
      this.#shown[cell]! += 1
      this.#clicks[cell]! += clicks[position]!
    }
  }

  /** Share of clicks of each arm at the top position, where everybody looks; 0 for one never shown there. */
  expected(_context: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++) into[arm] = this.#clicks[arm]! / (this.#shown[arm]! || 1)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, positions } = this
    const facts = { arms, positions, exploration: this.#exploration, rounds: this.#rounds }
    return pack('ranked-bandit policy', 1, facts, { shown: this.#shown, clicks: this.#clicks })
  }

  #largestIndex(position: number): number {
    const logarithm = 2 * Math.log(this.#rounds)
    let best = -1
    let largest = -Infinity
    for (let arm = 0, cell = position * this.arms; arm < this.arms; arm++, cell++) {
      if (this.#taken[arm]) continue
      const n = this.#shown[cell]!
      if (n === 0) return arm
      const index = ucb1Index(this.#clicks[cell]! / n, n, logarithm, this.#exploration)
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }
}
