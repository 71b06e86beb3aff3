import { eachRound, type Bounds, type Estimator, type LoggedRounds } from './estimator.ts'
import { modelOf } from './needed-model.ts'

const dudik =
  'M. Dudík, D. Erhan, J. Langford, L. Li (2014). Doubly Robust Policy Evaluation and Optimization. Statistical Science 29(4). doi:10.1214/14-STS500'

/** Σ_a π q̂ plus the model's error on what was shown, multiplied by a weight: every doubly robust estimator differs only in that weight. */
function correctModel(rounds: LoggedRounds, weight: (w: number) => number) {
  const { shown, policy } = modelOf(rounds)
  return {
    base: policy,
    numerator: eachRound(rounds, (i) => weight(rounds.weight[i]!) * (rounds.reward[i]! - shown[i]!)),
  }
}

const largeWeights = [1, 5, 10, 50, 100, 500, 1000, Infinity]
const smoothings = [0, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5]

const define = (
  described: Pick<Estimator, 'id' | 'title' | 'summary' | 'formula' | 'reference' | 'tuned'>,
  weight: (w: number, bounds: Bounds) => number,
): Estimator => ({
  ...described,
  needsModel: true,
  needsUniformLog: false,
  weigh: weight,
  terms: (rounds, bounds) => correctModel(rounds, (w) => weight(w, bounds)),
})

/**
 * Doubly robust: the direct method, corrected by weighted errors of the model; unbiased when either the propensities or the model are right.
 *
 *   V̂ = 1/n Σ [ Σ_a π(a | x) q̂(x, a) + min(w, c) (r − q̂(x, a_i)) ]
 */
export const doublyRobust = define(
  {
    id: 'dr',
    title: 'DR',
    summary: 'Corrects a model of the reward by the weighted errors it makes on the log.',
    formula: 'V̂ = 1/n Σ [ Σ_a π(a | x) q̂(x, a) + min(w, c) (r − q̂) ]',
    reference: dudik,
  },
  (w, { clip }) => Math.min(w, clip),
)

/** Self-normalised DR: the correction is divided by the mean weight. */
export const selfNormalisedDoublyRobust: Estimator = {
  ...doublyRobust,
  id: 'sndr',
  title: 'SNDR',
  summary: 'DR whose correction is divided by the mean weight.',
  formula: 'V̂ = 1/n Σ Σ_a π(a | x) q̂(x, a) + Σ w (r − q̂) / Σ w',
  terms: (rounds, { clip }) => ({
    ...correctModel(rounds, (w) => Math.min(w, clip)),
    denominator: rounds.weight.map((w) => Math.min(w, clip)),
  }),
}

/**
 * Switch-DR: rounds with a weight above τ rest on the model alone; equality keeps the correction.
 *
 * Y.-X. Wang, A. Agarwal, M. Dudík (2017). Optimal and Adaptive Off-policy Evaluation in Contextual Bandits. ICML '17. arXiv:1612.01205
 */
export const switchDoublyRobust = define(
  {
    id: 'switch-dr',
    tuned: { bound: 'switchAt', candidates: largeWeights },
    title: 'Switch-DR',
    summary: 'DR that trusts the model alone where weights are large.',
    formula: 'V̂ = 1/n Σ [ Σ_a π(a | x) q̂(x, a) + 1[w ≤ τ] w (r − q̂) ]',
    reference:
      "Y.-X. Wang, A. Agarwal, M. Dudík (2017). Optimal and Adaptive Off-policy Evaluation in Contextual Bandits. ICML '17. arXiv:1612.01205",
  },
  (w, { switchAt }) => (w <= switchAt ? w : 0),
)

/**
 * DR with optimistic shrinkage: weight λw / (w² + λ); λ = 0 is the direct method, λ = ∞ is DR. A weight of 0 gives 0 for every λ.
 *
 * Y. Su, M. Dimakopoulou, A. Krishnamurthy, M. Dudík (2020). Doubly Robust Off-policy Evaluation with Shrinkage. ICML '20. arXiv:1907.09623
 */
export const shrunkDoublyRobust = define(
  {
    id: 'dros',
    tuned: { bound: 'shrinkage', candidates: largeWeights },
    title: 'DRos',
    summary: 'DR that shrinks large weights smoothly.',
    formula: 'V̂ = 1/n Σ [ Σ_a π(a | x) q̂(x, a) + λw / (w² + λ) (r − q̂) ]',
    reference:
      "Y. Su, M. Dimakopoulou, A. Krishnamurthy, M. Dudík (2020). Doubly Robust Off-policy Evaluation with Shrinkage. ICML '20. arXiv:1907.09623",
  },
  (w, { shrinkage }) => (shrinkage === Infinity ? w : w === 0 ? 0 : (shrinkage * w) / (w * w + shrinkage)),
)

/** Weight w / (1 − λ + λw): λ = 0 leaves it, λ = 1 makes all weights 1; a weight of 0 gives 0 for every λ. */
const smooth = (w: number, { smoothing }: Bounds) => (w === 0 ? 0 : w / (1 - smoothing + smoothing * w))

const metelli =
  'A. M. Metelli, A. Russo, M. Restelli (2021). Subgaussian and Differentiable Importance Sampling for Off-Policy Evaluation and Learning. NeurIPS 34.'

/** DR with sub-Gaussian weights. */
export const subGaussianDoublyRobust = define(
  {
    id: 'sg-dr',
    tuned: { bound: 'smoothing', candidates: smoothings },
    title: 'DR, sub-Gaussian',
    summary: 'DR whose weights are pulled towards 1.',
    formula: 'V̂ = 1/n Σ [ Σ_a π(a | x) q̂(x, a) + w / (1 − λ + λw) (r − q̂) ]',
    reference: metelli,
  },
  smooth,
)

/** IPS with sub-Gaussian weights. */
export const subGaussianIps: Estimator = {
  id: 'sg-ips',
  tuned: { bound: 'smoothing', candidates: smoothings },
  title: 'IPS, sub-Gaussian',
  summary: 'IPS whose weights are pulled towards 1.',
  formula: 'V̂ = 1/n Σ w / (1 − λ + λw) r',
  reference: metelli,
  needsModel: false,
  needsUniformLog: false,
  weigh: smooth,
  terms: (rounds, bounds) => ({
    numerator: eachRound(rounds, (i) => smooth(rounds.weight[i]!, bounds) * rounds.reward[i]!),
  }),
}
