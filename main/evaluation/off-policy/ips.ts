import { eachRound, type Bounds, type Estimator } from './estimator.ts'

const reference =
  'D. G. Horvitz, D. J. Thompson (1952). A Generalization of Sampling Without Replacement from a Finite Universe. JASA 47(260). doi:10.1080/01621459.1952.10483446'

const clipped = (weight: number, { clip }: Bounds) => Math.min(weight, clip)

/**
 * Inverse propensity scoring: logged rewards, weighted by how much more often the policy would show the action than the log did.
 *
 *   V̂ = 1/n Σ min(w_i, c) r_i
 *
 * Unbiased without clipping (c = ∞) when every action the policy shows could be logged; large weights make it uncertain.
 */
export const ips: Estimator = {
  id: 'ips',
  title: 'IPS',
  summary: 'Weights each logged reward by how much more often the policy would show that item than the log did.',
  formula: 'V̂ = 1/n Σ min(w, c) r',
  reference,
  needsModel: false,
  needsUniformLog: false,
  weigh: clipped,
  terms: (rounds, bounds) => ({
    numerator: eachRound(rounds, (i) => clipped(rounds.weight[i]!, bounds) * rounds.reward[i]!),
  }),
}

/** The clip of `clipped-ips` when the experiment gives none. */
export const defaultClip = 10

const withDefault = (bounds: Bounds): Bounds => (bounds.clip === Infinity ? { ...bounds, clip: defaultClip } : bounds)

/** IPS that is always clipped, so that it can stand beside IPS: less uncertain, biased downwards. */
export const clippedIps: Estimator = {
  ...ips,
  id: 'clipped-ips',
  title: 'IPS, clipped',
  summary: 'IPS in which no round weighs more than a bound: less uncertain, biased downwards.',
  weigh: (weight, bounds) => clipped(weight, withDefault(bounds)),
  terms: (rounds, bounds) => ips.terms(rounds, withDefault(bounds)),
}

/**
 * Self-normalised IPS: weights are divided by their mean, so that the estimate stays within the range of the rewards.
 *
 *   V̂ = Σ min(w_i, c) r_i / Σ min(w_i, c)
 *
 * A. Swaminathan, T. Joachims (2015). The Self-Normalized Estimator for Counterfactual Learning. NIPS 28.
 */
export const snips: Estimator = {
  id: 'snips',
  title: 'SNIPS',
  summary: 'IPS divided by the mean weight: slightly biased, far less uncertain.',
  formula: 'V̂ = Σ w r / Σ w',
  reference: 'A. Swaminathan, T. Joachims (2015). The Self-Normalized Estimator for Counterfactual Learning. NIPS 28.',
  needsModel: false,
  needsUniformLog: false,
  weigh: clipped,
  terms: (rounds, bounds) => ({
    numerator: eachRound(rounds, (i) => clipped(rounds.weight[i]!, bounds) * rounds.reward[i]!),
    denominator: eachRound(rounds, (i) => clipped(rounds.weight[i]!, bounds)),
  }),
}
