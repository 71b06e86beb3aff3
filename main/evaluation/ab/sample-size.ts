import { RecbenchError } from '../../contract/errors.ts'
import { normalQuantile } from '../../math/distributions.ts'
import { requireProbability, twoSidedQuantile, type Arms } from './arms.ts'
import { cohensH, powerOfArcsine, powerOfMeans } from './power.ts'
import { reachPower } from './solve-power.ts'

/**
 * Units per arm that find a difference of two conversion rates with the given power: two-sided, equal arms, not rounded. a = z_{1−α/2}, b = z_power,
 * p̄ = (p_c + p_t) / 2.
 *
 *   unpooled    (a + b)² (p_cq_c + p_tq_t) / (p_t − p_c)²
 *   pooled      (a √(2p̄q̄) + b √(p_cq_c + p_tq_t))² / (p_t − p_c)²
 *   corrected   n/4 (1 + √(1 + 4 / (n |p_t − p_c|)))² of the pooled n, for the test with continuity correction
 *   arcsine     the n at which the test of Cohen's h, both tails counted, has the power
 *
 * J. L. Fleiss, B. Levin, M. C. Paik (2003). Statistical Methods for Rates and Proportions, 3rd edition, chapter 4. Wiley. doi:10.1002/0471445428;
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 6. Lawrence Erlbaum.
 *
 * @throws RecbenchError `invalid-parameter` for equal rates or rates, level or power outside 0 … 1
 */
export const sampleSizes = {
  unpooled: (rates: Arms, alpha: number, power: number): number => {
    const { difference, spread } = planned(rates, power)
    return ((twoSidedQuantile(alpha) + normalQuantile(power)) ** 2 * spread) / difference ** 2
  },
  pooled: (rates: Arms, alpha: number, power: number): number => {
    const { difference, spread, mean } = planned(rates, power)
    const underNull = twoSidedQuantile(alpha) * Math.sqrt(2 * mean * (1 - mean))
    return (underNull + normalQuantile(power) * Math.sqrt(spread)) ** 2 / difference ** 2
  },
  corrected: (rates: Arms, alpha: number, power: number): number => {
    const n = sampleSizes.pooled(rates, alpha, power)
    return (n / 4) * (1 + Math.sqrt(1 + 4 / (n * Math.abs(rates.treatment - rates.control)))) ** 2
  },
  arcsine: (rates: Arms, alpha: number, power: number): number => {
    planned(rates, power)
    const h = cohensH(rates)
    return reachPower('size of an arm', power, (n) => powerOfArcsine(h, { sizes: equal(n), alpha }), 0, largest)
  },
} as const

/**
 * Units per arm at which Student's t-test finds means that are d standard deviations apart with the given power: equal arms, at least 2, not rounded.
 *
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 2. Lawrence Erlbaum.
 *
 * @param effect d
 * @throws RecbenchError `invalid-parameter` for an effect of 0 or a level or power outside 0 … 1
 */
export function sampleSizeOfMeans(effect: number, alpha: number, power: number): number {
  if (!(Math.abs(effect) > 0)) throw noEffect(effect)
  return reachPower('size of an arm', power, (n) => powerOfMeans(effect, { sizes: equal(n), alpha }), 2, largest)
}

const largest = 2 ** 40

const equal = (n: number): Arms => ({ control: n, treatment: n })

function planned({ control, treatment }: Arms, power: number) {
  requireProbability('rate of control', control)
  requireProbability('rate of the treatment', treatment)
  requireProbability('power', power)
  const difference = treatment - control
  if (difference === 0) throw noEffect(difference)
  const spread = control * (1 - control) + treatment * (1 - treatment)
  return { difference, spread, mean: (control + treatment) / 2 }
}

const noEffect = (effect: number) =>
  new RecbenchError('invalid-parameter', `No number of units finds an effect of ${effect}.`, {
    remedy: 'Give the smallest effect that would matter.',
  })
