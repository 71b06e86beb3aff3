import { chiSquareTail } from '../../math/distributions.ts'

/** A chi-square statistic and its p value. */
export interface SampleRatioTest {
  readonly statistic: number
  readonly p: number
}

/**
 * Sample-ratio check: whether groups are as large as their shares say; a small p says that the assignment is broken and the experiment should not be read.
 *
 *   χ² = Σ (n_g − n s_g)² / (n s_g),   groups − 1 degrees of freedom
 *
 * A. Fabijan et al. (2019). Diagnosing Sample Ratio Mismatch in Online Controlled Experiments. KDD '19. doi:10.1145/3292500.3330722
 *
 * @param shares of each group, in any unit
 */
export function testSampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatioTest {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const statistic = counts.reduce((sum, count, group) => {
    const expected = (n * shares[group]!) / whole
    return sum + (count - expected) ** 2 / expected
  }, 0)
  return { statistic, p: chiSquareTail(statistic, counts.length - 1) }
}
