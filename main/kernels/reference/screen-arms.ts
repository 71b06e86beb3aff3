import { triangleLength } from './block-triangle.ts'
import { estimateArms, squaresOf, type EstimateArms } from './estimate-arms.ts'

/** A ridge regression of the reward for each of several arms, and a context, as {@link EstimateArms}; a matrix takes {@link codedLength}. */
export interface ScreenArms extends Omit<EstimateArms, 'variances'> {
  /** Bounds of xᵀA_k⁻¹x, one for each arm. */
  readonly lowers: Float64Array
  readonly uppers: Float64Array
}

const mostCode = 8191

/** What a matrix takes in the pool: its block triangle, its codes of 14 bits, their step, which is below 0 while there are no codes yet, the sum of its absolute entries, and 6 more. */
export const codedLength = (size: number): number => (triangleLength(size) * 5) / 4 + 8

/** Where the step of the codes stands behind a block triangle. */
export const codeStepAt = (size: number): number => (triangleLength(size) * 5) / 4

/**
 * means_k = β_kᵀx and bounds of xᵀA_k⁻¹x: equal ones where A_k⁻¹ is given by directions; for a matrix from a product of codes, which reads a quarter of the memory:
 *
 *   xᵀA⁻¹x = Σ p m,   p ≈ s c, m ≈ t e with whole |c|, |e| ≤ 8191,   |Σ p m − s t Σ c e| ≤ (t Σ|p| + s Σ|m|) / 2 + n s t / 4
 *
 * over the n entries of the block triangles p of x xᵀ, twice what is off the diagonal, and m of A⁻¹. Codes of a matrix that has none are made.
 */
export function screenArms(input: ScreenArms): void {
  const { context, pool, places, counts, lowers, uppers } = input
  const length = triangleLength(context.length)
  const squares = squaresOf(context)
  const seen = codesOf(squares)
  estimateArms({ ...input, variances: lowers })
  uppers.set(lowers)
  for (let arm = 0; arm < lowers.length; arm++) {
    if (counts[arm]! >= 0) continue
    const known = codesOf(pool.subarray(places[arm], places[arm]! + length))
    let product = 0
    for (let at = 0; at < length; at++) product += known.codes[at]! * seen.codes[at]!
    const variance = product * known.step * seen.step
    const error =
      0.500001 * (seen.sum * known.step + known.sum * seen.step) + length * 0.250001 * known.step * seen.step
    lowers[arm] = Math.max(0, variance - error)
    uppers[arm] = Math.max(0, variance + error)
  }
}

function codesOf(values: Float64Array): { readonly codes: Float64Array; readonly step: number; readonly sum: number } {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const scale = most > 0 ? mostCode / most : 0
  const sum = values.reduce((total, value) => total + Math.abs(value), 0)
  return { codes: values.map((value) => Math.round(value * scale)), step: most / mostCode, sum }
}
