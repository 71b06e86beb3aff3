import { probabilitiesOfBeingLargest } from '../../math/beta.ts'
import { rateOf, type Arms, type Conversions } from './arms.ts'

/**
 * The posterior probability that the treatment's conversion rate is above that of control, P(p_t > p_c), with independent uniform priors: each rate is
 * Beta(1 + successes, 1 + failures).
 *
 * A. Gelman et al. (2013). Bayesian Data Analysis, 3rd edition, 2.4. Chapman & Hall/CRC.
 *
 * @throws RecbenchError `bad-input` for counts that are no rate
 */
export function probabilityOfImprovement({ control, treatment }: Arms<Conversions>): number {
  rateOf(control)
  rateOf(treatment)
  const arms = [control, treatment]
  const probabilities = new Float64Array(2)
  probabilitiesOfBeingLargest(
    Float64Array.from(arms, ({ successes }) => 1 + successes),
    Float64Array.from(arms, ({ successes, trials }) => 1 + trials - successes),
    probabilities,
  )
  return probabilities[1]!
}
