import { real } from '../../contract/settings.ts'
import { type ArmStatistics, defineIndexPolicy } from './index-policy.ts'

/** The largest q in [ȓ, 1] with n · kl(ȓ, q) ≤ ln N + c ln ln N, by bisection to the last digit; ȓ where the right side is not above 0. */
export function klUcbIndex(
  { mean, plays, rounds }: Pick<ArmStatistics, 'mean' | 'plays' | 'rounds'>,
  c: number,
): number {
  const logarithm = Math.log(rounds)
  const bound = (logarithm + (c === 0 ? 0 : c * Math.log(logarithm))) / plays
  if (!(bound > 0) || mean >= 1) return mean
  const p = Math.max(0, mean)
  let [low, high] = [p, 1]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return low
    if (divergence(p, middle) <= bound) low = middle
    else high = middle
  }
}

/** Kullback–Leibler divergence of Bernoulli(q) from Bernoulli(p), with 0 ln 0 = 0. */
const divergence = (p: number, q: number) =>
  (p > 0 ? p * Math.log(p / q) : 0) + (p < 1 ? (1 - p) * Math.log((1 - p) / (1 - q)) : 0)

/**
 * KL-UCB: the largest click rate that the plays of an arm do not yet contradict.
 *
 *   k = argmax max{ q : n_k · kl(ȓ_k, q) ≤ ln N + c ln ln N },   kl(p, q) = p ln(p / q) + (1 − p) ln((1 − p) / (1 − q))
 *
 * n_k plays and ȓ_k mean reward of arm k, N rounds so far. Every arm is tried once. Rewards in [0, 1]. The proof has c = 3; c = 0 is the authors' choice
 * in practice.
 *
 * A. Garivier, O. Cappé (2011). The KL-UCB Algorithm for Bounded Stochastic Bandits and Beyond. COLT 2011. arXiv:1102.2490
 */
export const klUcb = defineIndexPolicy({
  id: 'kl-ucb',
  title: 'KL-UCB',
  summary: 'Shows the item with the largest click rate that its rounds do not contradict.',
  formula: 'k = argmax max{ q : n_k · kl(ȓ_k, q) ≤ ln N + c ln ln N }',
  reference:
    'A. Garivier, O. Cappé (2011). The KL-UCB Algorithm for Bounded Stochastic Bandits and Beyond. COLT 2011. arXiv:1102.2490',
  settings: {
    c: real({ default: 0, help: 'c: weight of ln ln N; larger values try uncertain items more often.' }),
  },
  index: (arm, { c }) => klUcbIndex(arm, c),
})
