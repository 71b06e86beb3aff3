import type { FoldsMetric } from '../metric.ts'
import { patience } from './rbp.ts'

/**
 * Consistency: how alike the lists of one user are when the model is trained on different folds, as rank-biased overlap; 1 when they are the same. A model
 * that is consistent and yet personal follows the user and not the sample. Undefined with one fold, and for users tested in one fold only.
 *
 *   Consistency@k = mean over pairs of folds of Σ_{d ≤ k} 0.85^(d − 1) · |list@d ∩ other@d| / d / Σ_{d ≤ k} 0.85^(d − 1)
 *
 * W. Webber, A. Moffat, J. Zobel (2010). A similarity measure for indefinite rankings. TOIS 28(4). doi:10.1145/1852102.1852106
 */
export const consistency: FoldsMetric = {
  id: 'consistency',
  title: 'Consistency',
  kind: 'beyond-accuracy',
  summary: 'How alike the lists of one user are when the model is trained on different folds.',
  formula: 'mean over pairs of folds of Σ_{d ≤ k} 0.85^(d − 1) · |list@d ∩ other@d| / d / Σ_{d ≤ k} 0.85^(d − 1)',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  compareLists(lists, cutoff) {
    let sum = 0
    let pairs = 0
    for (let i = 1; i < lists.length; i++)
      for (let j = 0; j < i; j++) {
        sum += rankBiasedOverlap(lists[i]!, lists[j]!, cutoff)
        pairs++
      }
    return sum / pairs
  },
}

/** Rank-biased overlap of two lists up to a depth, with p = 0.85. */
export function rankBiasedOverlap(a: Int32Array, b: Int32Array, depth: number): number {
  const seen = new Set<number>()
  let overlap = 0
  let weight = 1
  let sum = 0
  let total = 0
  for (let position = 0; position < depth; position++) {
    for (const item of [a[position], b[position]]) {
      if (item === undefined) continue
      if (seen.has(item)) overlap++
      seen.add(item)
    }
    sum += (weight * overlap) / (position + 1)
    total += weight
    weight *= patience
  }
  return sum / total
}
