import { rateOf, type Arms, type Conversions } from './arms.ts'

export interface FisherExact {
  /** Of the sample, x_t (n_c − x_c) / (x_c (n_t − x_t)); infinite when only the denominator is 0, NaN for 0 / 0. */
  readonly oddsRatio: number
  /** Two-sided. */
  readonly p: number
}

/**
 * Fisher's exact test of two conversion rates, given both arms' sizes and the number of successes in all: the probability of the tables that are at most as
 * probable as the one seen (within 1e-7, as rounding makes equal ones differ).
 *
 *   P(k) = C(n_t, k) C(n_c, x − k) / C(n_t + n_c, x),   summed up from the most probable k by the ratio of neighbours
 *
 * R. A. Fisher (1935). The logic of inductive inference. JRSS 98(1). doi:10.2307/2342435
 *
 * @throws RecbenchError `bad-input` for counts that are no rate
 */
export function fisherExact({ control, treatment }: Arms<Conversions>): FisherExact {
  rateOf(control)
  rateOf(treatment)
  const [failedControl, failedTreatment] = [control.trials - control.successes, treatment.trials - treatment.successes]
  const oddsRatio = (treatment.successes * failedControl) / (control.successes * failedTreatment)
  const drawn = control.successes + treatment.successes
  const least = Math.max(0, drawn - control.trials)
  const most = Math.min(drawn, treatment.trials)
  const mode = Math.min(
    most,
    Math.max(least, Math.floor(((drawn + 1) * (treatment.trials + 1)) / (control.trials + treatment.trials + 2))),
  )
  const weights = new Float64Array(most - least + 1)
  /** P(k + 1) / P(k). */
  const step = (k: number) => ((treatment.trials - k) * (drawn - k)) / ((k + 1) * (control.trials - drawn + k + 1))
  weights[mode - least] = 1
  for (let k = mode; k < most; k++) weights[k + 1 - least] = weights[k - least]! * step(k)
  for (let k = mode; k > least; k--) weights[k - 1 - least] = weights[k - least]! / step(k - 1)
  const seen = weights[treatment.successes - least]! * (1 + 1e-7)
  let [rare, all] = [0, 0]
  for (const weight of weights) {
    all += weight
    if (weight <= seen) rare += weight
  }
  return { oddsRatio, p: Math.min(1, rare / all) }
}
