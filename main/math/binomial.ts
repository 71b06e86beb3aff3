import type { Random } from './random.ts'
import { logGamma } from './special-functions.ts'

/**
 * A draw from Binomial(trials, probability): a uniform number is used up by the chances of the mode, of its neighbours, and so on outwards. It takes about as many steps as the
 * standard deviation √(n p (1 − p)).
 */
export function sampleBinomial(random: Random, trials: number, probability: number): number {
  if (probability >= 1) return trials
  if (probability <= 0 || trials === 0) return 0
  const odds = probability / (1 - probability)
  const mode = Math.min(trials, Math.floor((trials + 1) * probability))
  const choices = logGamma(trials + 1) - logGamma(mode + 1) - logGamma(trials - mode + 1)
  const atMode = Math.exp(choices + mode * Math.log(probability) + (trials - mode) * Math.log1p(-probability))
  let left = random.uniform() - atMode
  let [below, above] = [mode, mode]
  let [chanceBelow, chanceAbove] = [atMode, atMode]
  while (left >= 0 && (below > 0 || above < trials)) {
    if (above < trials) {
      chanceAbove *= ((trials - above) / (above + 1)) * odds
      above++
      left -= chanceAbove
      if (left < 0) return above
    }
    if (below > 0) {
      chanceBelow *= below / ((trials - below + 1) * odds)
      below--
      left -= chanceBelow
      if (left < 0) return below
    }
    if (chanceBelow + chanceAbove < Number.MIN_VALUE) break
  }
  return mode
}
