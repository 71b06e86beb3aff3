import type { ListsMetric } from '../metric.ts'
import { coverage } from '../metrics/coverage.ts'
import type { Profile } from './profile.ts'

const paddedCoverage: ListsMetric = {
  ...coverage,
  formula: '|∪ lists@k| / (items + 1)',
  overall: (lists, data) => (coverage.overall(lists, data) * data.train.items) / (data.train.items + 1),
}

/** Definitions of RecBole 1.2, which counts its padding item in the catalogue; recall, precision, NDCG, MAP, MRR and hit rate are Recbench's. */
export const recbole: Profile = {
  id: 'recbole',
  title: 'RecBole',
  summary: 'Coverage counts a padding item in the catalogue; the ranking metrics are the same.',
  reference:
    'W. X. Zhao et al. (2021). RecBole: Towards a Unified, Comprehensive and Efficient Framework for Recommendation Algorithms. CIKM. doi:10.1145/3459637.3482016',
  definitions: { coverage: paddedCoverage },
}
