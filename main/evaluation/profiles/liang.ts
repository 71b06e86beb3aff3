import { recallCapped } from '../metrics/recall-capped.ts'
import { recall } from '../metrics/recall.ts'
import type { Profile } from './profile.ts'

/** Definitions of the evaluation of variational autoencoders, which many papers on linear models and autoencoders repeat. */
export const liang: Profile = {
  id: 'liang',
  title: 'Liang et al.',
  summary: 'Recall divides by what fits into the list.',
  reference:
    'D. Liang, R. G. Krishnan, M. D. Hoffman, T. Jebara (2018). Variational Autoencoders for Collaborative Filtering. WWW. doi:10.1145/3178876.3186150',
  definitions: { recall: { ...recall, formula: recallCapped.formula, prepare: recallCapped.prepare } },
}
