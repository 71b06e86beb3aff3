import type { ItemLabel } from './api/data.ts'

/** What a rule is worth, by the names of the field; `main/math/association/measures.ts` has the formulas. */
export const ruleMeasures = [
  'support',
  'confidence',
  'lift',
  'leverage',
  'conviction',
  'zhang',
  'jaccard',
  'certainty',
  'kulczynski',
  'representativity',
] as const
export type RuleMeasure = (typeof ruleMeasures)[number]

/** "Who has the antecedents also has the consequents", among the baskets of a log. */
export interface RuleRow {
  readonly antecedents: readonly ItemLabel[]
  readonly consequents: readonly ItemLabel[]
  /** Baskets that hold both sides. */
  readonly count: number
  readonly antecedentCount: number
  readonly consequentCount: number
  /** Null where infinite: the conviction of a rule that always holds. */
  readonly measures: Readonly<Record<RuleMeasure, number | null>>
}

/** The best rules of a log. */
export interface RuleTable {
  readonly data: string
  /** The column whose equal values make one basket. */
  readonly basket: string
  readonly baskets: number
  readonly items: number
  /** Baskets that a set of items must be in. */
  readonly minimumCount: number
  readonly itemsets: number
  /** Rules that reach the threshold, shown or not. */
  readonly found: number
  readonly rules: readonly RuleRow[]
}
