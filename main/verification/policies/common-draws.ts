import type { Random } from '../../math/random.ts'
import { dotAt, LinearArms } from '../../recommenders/bandits/linear-arms.ts'
import type { ArmChooser, PolicyContext } from '../../recommenders/policy.ts'

/**
 * Linear Thompson sampling as mabwiser 2.7.4 does it: every arm copies the generator when it first learns, and so all draw the same normal numbers z in a round,
 * θ_k = β_k + α L_k z with A_k⁻¹ = L_k L_kᵀ. The arms' draws then go up and down together, which explores less than independent draws would. A mistake that
 * the catalogue does not copy; here to compare with its figures.
 */
export class CommonDrawsLinTs implements ArmChooser {
  readonly arms: number
  readonly features: number
  readonly #exploration: number
  readonly #models: LinearArms
  readonly #factors: (Float64Array | null)[]

  constructor(arms: number, features: number, exploration: number) {
    this.arms = arms
    this.features = features
    this.#exploration = exploration
    this.#models = new LinearArms(arms, features, 1)
    this.#factors = Array.from({ length: arms }, () => null)
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    into.fill(NaN)
  }

  select({ features: x }: PolicyContext, random: Random): number {
    const z = x.map(() => random.normal())
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < this.arms; arm++) {
      const factor = (this.#factors[arm] ??= lowerFactor(this.#models.inverseOf(arm), x.length))
      let draw = this.#models.mean(arm, x)
      for (let i = 0; i < x.length; i++) draw += this.#exploration * x[i]! * dotAt(factor, i * x.length, z)
      if (draw > largest) {
        largest = draw
        best = arm
      }
    }
    return best
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    this.#models.update(arm, x, reward)
    this.#factors[arm] = null
  }
}

/** L of M = L Lᵀ, row-major. */
function lowerFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j]!
      for (let k = 0; k < j; k++) rest -= factor[i * size + k]! * factor[j * size + k]!
      factor[i * size + j] = i === j ? Math.sqrt(rest) : rest / factor[j * size + j]!
    }
  return factor
}
