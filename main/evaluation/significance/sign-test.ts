import { fairCoinDistribution } from '../../math/distributions.ts'
import { tidyDifferences } from './differences.ts'

export interface SignTest {
  readonly wins: number
  readonly losses: number
  readonly ties: number
  /** Two-sided and exact; 1 without wins and losses. */
  readonly p: number
  /** (wins − losses) / (wins + losses). */
  readonly effect: number
}

/**
 * Sign test: whether wins are as frequent as losses; ties are left out.
 *
 *   p = min(1, 2 P(X ≤ min(wins, losses))),   X ~ Binomial(wins + losses, ½)
 *
 * W. J. Dixon, A. M. Mood (1946). The statistical sign test. JASA 41(236). doi:10.1080/01621459.1946.10501898
 */
export function signTest(differences: Float64Array): SignTest {
  const tidied = tidyDifferences(differences)
  const wins = tidied.filter((value) => value > 0).length
  const losses = tidied.filter((value) => value < 0).length
  const decided = wins + losses
  return {
    wins,
    losses,
    ties: tidied.length - decided,
    p: signP(wins, losses),
    effect: decided === 0 ? 0 : (wins - losses) / decided,
  }
}

/** The test's p-value from counts. */
export const signP = (wins: number, losses: number): number =>
  Math.min(1, 2 * fairCoinDistribution(Math.min(wins, losses), wins + losses))
