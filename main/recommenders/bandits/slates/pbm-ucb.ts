import { real } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'
import { pack, unpack } from '../../archive.ts'
import type { PolicyContext } from '../../policy.ts'
import { checkArm } from '../arms.ts'
import { checkSlateSize, defineSlateAlgorithm, largestFirst, type SlatePolicy } from './slate-policy.ts'

/** κ_l = l^(−η): the probability that a visitor looks at each position, the top one always. */
export const examinationOf = (positions: number, decay: number): Float64Array =>
  Float64Array.from({ length: positions }, (_, position) => (position + 1) ** -decay)

/**
 * PBM-UCB: a slate of the arms whose attraction could still be largest, where a visitor looks at each position with a known probability.
 *
 *   U_k = s_k / ñ_k + √(n_k / ñ_k) · √(α ln N / (2 ñ_k)),   ñ_k = Σ_l κ_l n_kl,   κ_l = l^(−η)
 *
 * n_kl rounds in which arm k stood at position l, n_k = Σ_l n_kl, s_k clicks on it, N slates so far. An arm never shown has an infinite index. The paper has
 * α = 1 + ε.
 *
 * P. Lagrée, C. Vernade, O. Cappé (2016). Multiple-Play Bandits in the Position-Based Model. NeurIPS 2016, section 5. arXiv:1606.02448
 */
export const pbmUcb = defineSlateAlgorithm({
  id: 'pbm-ucb',
  title: 'PBM-UCB',
  summary: 'Shows the items whose attraction could still be largest, counting less what stood where few people look.',
  formula: 'U_k = s_k / ñ_k + √(n_k / ñ_k) · √(α ln N / (2 ñ_k)), ñ_k = Σ_l κ_l n_kl, κ_l = l^(−η)',
  reference:
    'P. Lagrée, C. Vernade, O. Cappé (2016). Multiple-Play Bandits in the Position-Based Model. NeurIPS 2016. arXiv:1606.02448',
  settings: {
    exploration: real({ default: 1, help: 'α: larger values try uncertain items more often.' }),
    decay: real({ default: 1, help: 'η: position l is looked at with probability l^(−η); 0 says that all are.' }),
  },
  create({ arms, positions }, { exploration, decay }) {
    checkSlateSize({ arms, positions, features: 0 })
    return new PositionBasedUcb({ exploration, decay, positions, rounds: 0 }, emptyColumns(arms))
  },
  load(bytes) {
    const { facts, columns } = unpack('pbm-ucb policy', 1, bytes)
    return new PositionBasedUcb(facts as unknown as Facts, columns as unknown as Columns)
  },
})

interface Facts {
  readonly exploration: number
  readonly decay: number
  readonly positions: number
  readonly rounds: number
}

interface Columns {
  readonly [name: string]: Float64Array
  readonly shown: Float64Array
  /** ñ */
  readonly looks: Float64Array
  readonly clicks: Float64Array
}

const emptyColumns = (arms: number): Columns => ({
  shown: new Float64Array(arms),
  looks: new Float64Array(arms),
  clicks: new Float64Array(arms),
})

class PositionBasedUcb implements SlatePolicy {
  readonly features = 0
  readonly #facts: Facts
  readonly #columns: Columns
  readonly #examination: Float64Array
  readonly #indices: Float64Array
  #rounds: number

  constructor(facts: Facts, columns: Columns) {
    this.#facts = facts
    this.#columns = columns
    this.#examination = examinationOf(facts.positions, facts.decay)
    this.#indices = new Float64Array(columns.shown.length)
    this.#rounds = facts.rounds
  }

  get arms(): number {
    return this.#indices.length
  }

  get positions(): number {
    return this.#facts.positions
  }

  select(_context: PolicyContext, _random: Random, into: Int32Array): void {
    const { shown, looks, clicks } = this.#columns
    const allowance = (this.#facts.exploration * Math.log(this.#rounds)) / 2
    for (let arm = 0; arm < this.arms; arm++)
      this.#indices[arm] =
        shown[arm] === 0 ? Infinity : (clicks[arm]! + Math.sqrt(shown[arm]! * allowance)) / looks[arm]!
    largestFirst(this.#indices, into)
  }

  update(_context: PolicyContext, slate: Int32Array, clicks: Uint8Array): void {
    this.#rounds += 1
    for (let position = 0; position < slate.length; position++) {
      const arm = slate[position]!
      checkArm(arm, this.arms)
      this.#columns.shown[arm]! += 1
      this.#columns.looks[arm]! += this.#examination[position]!
      this.#columns.clicks[arm]! += clicks[position]!
    }
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    const { looks, clicks } = this.#columns
    for (let arm = 0; arm < into.length; arm++) into[arm] = looks[arm] === 0 ? 0 : clicks[arm]! / looks[arm]!
  }

  save(): Uint8Array<ArrayBuffer> {
    return pack('pbm-ucb policy', 1, { ...this.#facts, rounds: this.#rounds }, this.#columns)
  }
}
