import type { Estimator } from './estimator.ts'
import { ips, snips } from './ips.ts'

const reference =
  "Y. Saito, T. Joachims (2022). Off-Policy Evaluation for Large Action Spaces via Embeddings. ICML '22. arXiv:2202.06317"

/**
 * Marginalised IPS: weights of what the shown item has in common with others, such as its category, instead of weights of the item. They are far smaller where many items share
 * attributes; unbiased when an item has no effect beyond them.
 *
 *   V̂ = 1/n Σ w(x_i, e_i) r_i,   w(x, e) = Σ_{a with e} π(a | x) / Σ_{a with e} p(a | x)
 *
 * Which attributes count is chosen by SLOPE among their subsets.
 *
 * Y. Saito, T. Joachims (2022). Off-Policy Evaluation for Large Action Spaces via Embeddings. ICML '22. arXiv:2202.06317
 */
export const marginalisedIps: Estimator = {
  ...ips,
  id: 'mips',
  title: 'MIPS',
  summary: 'IPS with weights of what items have in common, such as a category: for many items with few rounds each.',
  formula: 'V̂ = 1/n Σ w(x, e) r,  w(x, e) = π(e | x) / p(e | x)',
  reference,
  view: 'attributes',
}

/** Self-normalised MIPS: weights are divided by their mean. */
export const selfNormalisedMips: Estimator = {
  ...snips,
  id: 'snmips',
  title: 'MIPS, self-normalised',
  summary: 'MIPS divided by the mean weight.',
  formula: 'V̂ = Σ w(x, e) r / Σ w(x, e)',
  reference,
  view: 'attributes',
}
