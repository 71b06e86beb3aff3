import { real } from '../../../contract/settings.ts'
import { klUcbIndex } from '../kl-ucb.ts'
import { defineCascadePolicy } from './cascade-policy.ts'

/**
 * CascadeKL-UCB: a slate of the arms with the largest attraction that the looks at them do not yet contradict, where visitors read from the top and stop at the
 * first click.
 *
 *   U_k = max{ q : n_k · kl(s_k / n_k, q) ≤ ln N + c ln ln N }
 *
 * n_k looks at arm k (it was shown at or above the first click), s_k clicks, N slates so far. The paper has c = 3.
 *
 * B. Kveton, C. Szepesvári, Z. Wen, A. Ashkan (2015). Cascading Bandits: Learning to Rank in the Cascade Model. ICML '15, algorithm 1. arXiv:1502.02763
 */
export const cascadeKlUcb = defineCascadePolicy({
  id: 'cascade-klucb',
  title: 'CascadeKL-UCB',
  summary:
    'Shows the items with the largest attraction their looks do not contradict, to people who read from the top until they click.',
  formula: 'U_k = max{ q : n_k · kl(s_k / n_k, q) ≤ ln N + c ln ln N }',
  reference:
    "B. Kveton, C. Szepesvári, Z. Wen, A. Ashkan (2015). Cascading Bandits: Learning to Rank in the Cascade Model. ICML '15. arXiv:1502.02763",
  settings: {
    c: real({ default: 3, help: 'c: weight of ln ln N; larger values try uncertain items more often.' }),
  },
  index: ({ mean, looks, rounds }, { c }) => klUcbIndex({ mean, plays: looks, rounds }, c),
})
