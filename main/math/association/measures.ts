import type { RuleMeasure } from '../../contract/rules.ts'

/**
 * What a rule A → C is worth, from the shares of baskets that hold A, C and both. The names are those of the field and of the public interface.
 *
 *   support         P(A ∧ C)                                       how often both occur
 *   confidence      P(A ∧ C) / P(A)                                how often C comes with A
 *   lift            P(A ∧ C) / (P(A) P(C))                         1: independent
 *   leverage        P(A ∧ C) − P(A) P(C)                           0: independent
 *   conviction      (1 − P(C)) / (1 − confidence)                  infinite when the rule always holds
 *   zhang           leverage / max(P(A∧C)(1−P(A)), P(A)(P(C)−P(A∧C)))   −1 … 1
 *   jaccard         P(A ∧ C) / P(A ∨ C)
 *   certainty       (confidence − P(C)) / (1 − P(C))
 *   kulczynski      mean of the confidences of A → C and C → A
 *   representativity  share of baskets in which A and C are known: 1, because a log has no missing entries
 *
 * R. Agrawal, T. Imieliński, A. Swami (1993). Mining association rules. SIGMOD '93. doi:10.1145/170035.170072; S. Brin, R. Motwani, J. Ullman, S. Tsur
 * (1997). Dynamic itemset counting and implication rules. SIGMOD '97. doi:10.1145/253260.253325 (lift, conviction); T. Zhang (2000). Association rules.
 * PAKDD '00. doi:10.1007/3-540-45571-X_31; T. Wu, Y. Chen, J. Han (2010). Re-examination of interestingness measures. DMKD 21(3).
 * doi:10.1007/s10618-009-0161-2 (Kulczynski); as mlxtend defines them.
 *
 * @param both P(A ∧ C), with `a` = P(A) and `c` = P(C) as shares of baskets
 */
export function measureRule(measure: RuleMeasure, both: number, a: number, c: number): number {
  const confidence = both / a
  switch (measure) {
    case 'support':
      return both
    case 'confidence':
      return confidence
    case 'lift':
      return confidence / c
    case 'leverage':
      return both - a * c
    case 'conviction':
      return confidence < 1 ? (1 - c) / (1 - confidence) : Infinity
    case 'zhang': {
      const bound = Math.max(both * (1 - a), a * (c - both))
      return bound === 0 ? 0 : (both - a * c) / bound
    }
    case 'jaccard':
      return both / (a + c - both)
    case 'certainty':
      return c === 1 ? 0 : (confidence - c) / (1 - c)
    case 'kulczynski':
      return (confidence + both / c) / 2
    case 'representativity':
      return 1
    default:
      return measure satisfies never
  }
}
