import { real } from '../../../contract/settings.ts'
import { defineCascadePolicy } from './cascade-policy.ts'

/**
 * CascadeUCB1: a slate of the arms whose attraction could still be largest, where visitors read from the top and stop at the first click.
 *
 *   U_k = s_k / n_k + α √(1.5 ln N / n_k)
 *
 * n_k looks at arm k (it was shown at or above the first click), s_k clicks, N slates so far. The paper has α = 1.
 *
 * B. Kveton, C. Szepesvári, Z. Wen, A. Ashkan (2015). Cascading Bandits: Learning to Rank in the Cascade Model. ICML '15, algorithm 1. arXiv:1502.02763
 */
export const cascadeUcb = defineCascadePolicy({
  id: 'cascade-ucb',
  title: 'CascadeUCB1',
  summary: 'Shows the items whose attraction could still be largest, to people who read from the top until they click.',
  formula: 'U_k = s_k / n_k + α √(1.5 ln N / n_k)',
  reference:
    "B. Kveton, C. Szepesvári, Z. Wen, A. Ashkan (2015). Cascading Bandits: Learning to Rank in the Cascade Model. ICML '15. arXiv:1502.02763",
  settings: {
    exploration: real({ default: 1, help: 'α: larger values try uncertain items more often.' }),
  },
  index: ({ mean, looks, rounds }, { exploration }) => mean + exploration * Math.sqrt((1.5 * Math.log(rounds)) / looks),
})
