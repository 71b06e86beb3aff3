import { studentQuantile } from '../../math/student-t.ts'

interface Moments {
  readonly n: number
  readonly mean: number
  /** With n − 1 in the denominator. */
  readonly variance: number
  readonly largest: number
}

export function momentsOf(values: Float64Array): Moments {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { n, mean, variance: squares / (n - 1), largest: values.reduce((a, b) => Math.max(a, b), -Infinity) }
}

/**
 * Lower bounds of a mean that hold with probability 1 − δ, for values in [0, largest]. Without a bound known beforehand, the largest value seen is taken, which
 * makes Hoeffding's and Bernstein's optimistic.
 *
 * P. S. Thomas, G. Theocharous, M. Ghavamzadeh (2015). High-Confidence Off-Policy Evaluation. AAAI '15. doi:10.1609/aaai.v29i1.9541
 */
export const lowerBounds = {
  /** mean − b √(ln(1/δ) / 2n). W. Hoeffding (1963). JASA 58. doi:10.1080/01621459.1963.10500830 */
  hoeffding(values: Float64Array, delta: number, largest?: number): number {
    const { n, mean, largest: seen } = momentsOf(values)
    return mean - (largest ?? seen) * Math.sqrt(Math.log(1 / delta) / (2 * n))
  },
  /** mean − 7 b ln(2/δ) / (3 (n − 1)) − √(2 s² ln(2/δ) / n). A. Maurer, M. Pontil (2009). Empirical Bernstein Bounds. COLT '09. arXiv:0907.3740 */
  bernstein(values: Float64Array, delta: number, largest?: number): number {
    const { n, mean, variance, largest: seen } = momentsOf(values)
    const logarithm = Math.log(2 / delta)
    return mean - (7 * (largest ?? seen) * logarithm) / (3 * (n - 1)) - Math.sqrt((2 * variance * logarithm) / n)
  },
  /** mean − t_{1−δ, n−1} s / √n. */
  student(values: Float64Array, delta: number): number {
    const { n, mean, variance } = momentsOf(values)
    return mean - studentQuantile(2 * delta, n - 1) * Math.sqrt(variance / n)
  },
} as const
