import { drawDistinct, full, rank, type Proposal, type Search } from './search.ts'

/** η: of this many configurations one goes on, with as many times the share. */
const reduction = 3

/** Rungs below the last; the smallest share is η to the minus this. */
const deepest = 3

/**
 * Successive halving: many configurations are tried on a small share of a training, the best third goes on with three times the share, and so on until the
 * last rung trains in full. Every rung has the same budget, B / (s + 1) full trainings, s = min(3, ⌊log₃ B⌋):
 *
 *   share r_i = 3^{i − s},   configurations n_i = ⌊B / (s + 1) / r_i⌋,   i = 0 … s
 *
 * The paper halves; a third is Hyperband's choice. A share is one of the epochs or iterations where the model has such a setting, otherwise of the training users.
 * Nothing is carried over from a smaller share, so that the spent budget is Σ n_i r_i ≤ B. Only configurations of the last rung can win.
 *
 * K. Jamieson, A. Talwalkar (2016). Non-stochastic Best Arm Identification and Hyperparameter Optimization. AISTATS '16. arXiv:1502.07943
 * L. Li, K. Jamieson, G. DeSalvo, A. Rostamizadeh, A. Talwalkar (2018). Hyperband. JMLR 18(185).
 */
export const halving: Search = function* ({ space, trials, higherIsBetter, random }) {
  const rungs = rungsOf(trials)
  let configs = drawDistinct(space, rungs[0]!.configurations, random)
  for (const [position, { share }] of rungs.entries()) {
    const findings = yield configs.map((config): Proposal => ({ ...full(config), share }))
    const next = rungs[position + 1]
    if (!next) return
    configs = rank(findings, higherIsBetter)
      .slice(0, next.configurations)
      .map(({ config }) => config)
  }
}

/** The rungs of a budget, from the smallest share to a full training. */
export function rungsOf(trials: number): { readonly configurations: number; readonly share: number }[] {
  const last = Math.min(deepest, Math.floor(Math.log(trials) / Math.log(reduction) + 1e-9))
  return Array.from({ length: last + 1 }, (_, rung) => {
    const times = reduction ** (last - rung)
    return { share: 1 / times, configurations: Math.max(1, Math.floor((trials / (last + 1)) * times + 1e-9)) }
  })
}
