import type { Arms, Conversions } from './arms.ts'

/**
 * Score statistics of two conversion rates against a given difference δ or ratio φ: the variance is that of the most probable rates p̃ that keep δ or φ,
 * times N / (N − 1).
 *
 *   difference  z(δ) = (p̂_t − p̂_c − δ) / √( (p̃_tq̃_t/n_t + p̃_cq̃_c/n_c) N/(N−1) ),    p̃_t = p̃_c + δ
 *   ratio       z(φ) = (p̂_t − φp̂_c) / √( (p̃_tq̃_t/n_t + φ² p̃_cq̃_c/n_c) N/(N−1) ),   p̃_t = φp̃_c
 *
 * O. Miettinen, M. Nurminen (1985). Comparative analysis of two rates. Statistics in Medicine 4(2). doi:10.1002/sim.4780040211
 */
export const scoreStatistic = {
  difference: ({ control, treatment }: Arms<Conversions>, delta: number): number => {
    const rate = restrictedRate(control, treatment, delta)
    const gap = treatment.successes / treatment.trials - control.successes / control.trials - delta
    return gap / Math.sqrt(corrected(control, treatment, rate, rate + delta, 1))
  },
  ratio: ({ control, treatment }: Arms<Conversions>, ratio: number): number => {
    const n = control.trials + treatment.trials
    const b = ratio * (treatment.trials + control.successes) + control.trials + treatment.successes
    const successes = control.successes + treatment.successes
    const rate = (2 * successes) / (b + Math.sqrt(Math.max(0, b * b - 4 * n * ratio * successes)))
    const gap = treatment.successes / treatment.trials - (ratio * control.successes) / control.trials
    return gap / Math.sqrt(corrected(control, treatment, rate, rate * ratio, ratio))
  },
} as const

function corrected(control: Conversions, treatment: Conversions, c: number, t: number, scale: number): number {
  const n = control.trials + treatment.trials
  const variance = (t * (1 - t)) / treatment.trials + (scale * scale * c * (1 - c)) / control.trials
  return (Math.max(0, variance) * n) / (n - 1)
}

/** The control rate of the greatest likelihood among pairs that differ by δ: where the likelihood's slope, which falls, changes its sign. */
function restrictedRate(control: Conversions, treatment: Conversions, delta: number): number {
  let low = Math.max(0, -delta)
  let high = Math.min(1, 1 - delta)
  for (let step = 0; step < 70; step++) {
    const rate = (low + high) / 2
    if (rate === low || rate === high) break
    const slope = likelihoodSlope(control, rate) + likelihoodSlope(treatment, rate + delta)
    if (slope > 0) low = rate
    else high = rate
  }
  return (low + high) / 2
}

const likelihoodSlope = ({ successes, trials }: Conversions, rate: number): number =>
  (successes === 0 ? 0 : successes / rate) - (successes === trials ? 0 : (trials - successes) / (1 - rate))
