import { requireProbability, type Arms } from './arms.ts'
import { powerOfMeans, powerOfProportions, type Design } from './power.ts'
import { reachPower } from './solve-power.ts'

/**
 * Minimum detectable effect on a conversion rate: the smallest rise p_t − p_c that the pooled z-test finds with the given power.
 *
 * J. L. Fleiss, B. Levin, M. C. Paik (2003). Statistical Methods for Rates and Proportions, 3rd edition, chapter 4. Wiley. doi:10.1002/0471445428
 *
 * @param baseline the rate of control
 * @throws RecbenchError `invalid-parameter` for a rate, level or power outside 0 … 1, or when even a rate of 1 is not found with that power
 */
export function detectableRise(baseline: number, design: Design, power: number): number {
  requireProbability('rate of control', baseline)
  const rates = (rise: number): Arms => ({ control: baseline, treatment: Math.min(1, baseline + rise) })
  return reachPower('rise of the rate', power, (rise) => powerOfProportions(rates(rise), design), 0, 1 - baseline)
}

/**
 * Minimum detectable effect on a mean, in standard deviations: the smallest d that Student's t-test finds with the given power.
 *
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 2. Lawrence Erlbaum.
 *
 * @throws RecbenchError `invalid-parameter` for a level or power outside 0 … 1
 */
export const detectableShift = (design: Design, power: number): number =>
  reachPower('difference in standard deviations', power, (d) => powerOfMeans(d, design), 0, 1e3)
