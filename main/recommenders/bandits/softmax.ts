import { choice, real } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { ArmRecord, drawArm } from './arms.ts'
import { drawLargestOfDirichlet, probabilitiesOfLargestOfDirichlet } from './dirichlet-draw.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/** Writes exp(m_k / τ) / Σ exp(m_j / τ). */
export function boltzmann(means: Float64Array, temperature: number, into: Float64Array): void {
  let largest = -Infinity
  for (const mean of means) largest = Math.max(largest, mean)
  let total = 0
  for (let arm = 0; arm < means.length; arm++) {
    into[arm] = Math.exp((means[arm]! - largest) / temperature)
    total += into[arm]!
  }
  for (let arm = 0; arm < means.length; arm++) into[arm]! /= total
}

/**
 * Softmax, or Boltzmann exploration: shows arms the more often the better they paid.
 *
 *   π(k) = exp(ȓ_k / τ) / Σ_j exp(ȓ_j / τ)
 *
 * ȓ_k mean reward of arm k so far, 0 for one never played. A temperature τ near 0 is greedy, a large one uniform. With `draw` = mabwiser the arm is that of the largest
 * entry of a draw from Dirichlet(π), as in mabwiser 2.7.4, for comparison; its probabilities are near π, not π.
 *
 * R. S. Sutton, A. G. Barto (2018). Reinforcement Learning: An Introduction, 2nd edition, section 2.8. MIT Press. Its limits: N. Cesa-Bianchi,
 * C. Gentile, G. Lugosi, G. Neu (2017). Boltzmann Exploration Done Right. NeurIPS 2017. arXiv:1705.10257
 */
export const softmax = definePolicyRecommender({
  id: 'softmax',
  title: 'Softmax',
  summary: 'Shows each item the more often, the better its reward so far.',
  formula: 'π(k) = exp(ȓ_k / τ) / Σ_j exp(ȓ_j / τ)',
  reference:
    'N. Cesa-Bianchi, C. Gentile, G. Lugosi, G. Neu (2017). Boltzmann Exploration Done Right. NeurIPS 2017. arXiv:1705.10257',
  settings: {
    temperature: real({ default: 0.1, minimum: 1e-6, help: 'τ: larger values show items more alike.' }),
    draw: choice(
      ['plain', 'mabwiser'],
      'plain',
      'How an item is drawn: by its probability, or as the largest of a Dirichlet draw as in the library mabwiser.',
    ),
  },
  contextual: false,
  create: ({ arms }, { temperature, draw }) => new Softmax(temperature, draw, ArmRecord.empty(arms)),
  load(bytes) {
    const { facts, columns } = unpack('softmax policy', 1, bytes)
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    const { temperature, draw = 'plain' } = facts as { temperature: number; draw?: Draw }
    return new Softmax(temperature, draw, record)
  },
})

type Draw = 'plain' | 'mabwiser'

class Softmax implements Policy {
  readonly features = 0
  readonly #temperature: number
  readonly #draw: Draw
  readonly #record: ArmRecord
  readonly #means: Float64Array
  readonly #probabilities: Float64Array
  #stale = true

  constructor(temperature: number, draw: Draw, record: ArmRecord) {
    this.#temperature = temperature
    this.#draw = draw
    this.#record = record
    this.#means = record.sums.map((sum, arm) => (record.plays[arm] === 0 ? 0 : sum / record.plays[arm]!))
    this.#probabilities = new Float64Array(this.#means.length)
  }

  get arms(): number {
    return this.#means.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    if (this.#draw === 'mabwiser') probabilitiesOfLargestOfDirichlet(this.#current(), into)
    else into.set(this.#current())
  }

  select(_context: PolicyContext, random: Random): number {
    if (this.#draw === 'mabwiser') return drawLargestOfDirichlet(this.#current(), random)
    return drawArm(this.#current(), random.uniform())
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
    this.#means[arm] = this.#record.sums[arm]! / this.#record.plays[arm]!
    this.#stale = true
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    into.set(this.#means)
  }

  rearranged(from: Int32Array): Policy {
    return new Softmax(this.#temperature, this.#draw, this.#record.rearranged(from))
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack('softmax policy', 1, { temperature: this.#temperature, draw: this.#draw }, { plays, sums })
  }

  #current(): Float64Array {
    if (this.#stale) boltzmann(this.#means, this.#temperature, this.#probabilities)
    this.#stale = false
    return this.#probabilities
  }
}
