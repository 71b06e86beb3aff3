import type { Itemsets } from './fp-growth.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { RuleMeasure } from '../../contract/rules.ts'
import { measureRule } from './measures.ts'

/** A rule A → C: who has all of A tends to have C. Counts are of baskets. */
export interface Rule {
  readonly antecedents: readonly number[]
  readonly consequents: readonly number[]
  readonly count: number
  readonly antecedentCount: number
  readonly consequentCount: number
}

export interface RuleOptions {
  /** Rules with a lower value of the measure are left out. */
  readonly measure?: RuleMeasure
  readonly threshold?: number
  /** Items in the largest right side; Infinity: no limit. */
  readonly largestConsequent?: number
}

/** More rules than this are of no use to a person and would fill the memory. */
export const mostRules = 1_000_000

const tooMany = () =>
  new RecbenchError('does-not-fit', `More than ${mostRules} rules hold, which is more than anybody reads.`, {
    remedy: 'Raise the minimum support or the threshold, or limit the size of the sets.',
  })

/** A value of a rule among so many baskets. */
export const valueOf = (rule: Rule, measure: RuleMeasure, baskets: number): number =>
  measureRule(measure, rule.count / baskets, rule.antecedentCount / baskets, rule.consequentCount / baskets)

/**
 * Every split of every frequent set into two sides, of which the measure reaches the threshold. Subsets of a frequent set are frequent, so that all counts
 * are known. In the order of the sets. Errors: `does-not-fit` above a million rules.
 *
 * R. Agrawal, R. Srikant (1994). Fast algorithms for mining association rules. VLDB '94. https://www.vldb.org/conf/1994/P487.PDF
 */
export function deriveRules(itemsets: Itemsets, baskets: number, options: RuleOptions = {}): Rule[] {
  const { measure = 'confidence', threshold = 0, largestConsequent = Infinity } = options
  const { offsets, items, counts } = itemsets
  const known = new Map<string, number>()
  counts.forEach((count, set) => known.set(items.slice(offsets[set], offsets[set + 1]).join(), count))
  const rules: Rule[] = []
  counts.forEach((count, set) => {
    const whole = items.slice(offsets[set], offsets[set + 1])
    for (let mask = 1; mask < 2 ** whole.length - 1; mask++) {
      const consequents = whole.filter((_, place) => (mask >> place) & 1)
      if (consequents.length > largestConsequent) continue
      const antecedents = whole.filter((_, place) => !((mask >> place) & 1))
      const rule = {
        antecedents,
        consequents,
        count,
        antecedentCount: known.get(antecedents.join())!,
        consequentCount: known.get(consequents.join())!,
      }
      if (!(valueOf(rule, measure, baskets) >= threshold)) continue
      if (rules.length === mostRules) throw tooMany()
      rules.push(rule)
    }
  })
  return rules
}

/** Best first by a measure, rounded to 10 decimals; then by confidence; then as `compare` says. */
export function sortRules(
  rules: readonly Rule[],
  measure: RuleMeasure,
  baskets: number,
  compare: (a: Rule, b: Rule) => number = () => 0,
): Rule[] {
  const round = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e10) / 1e10 : value)
  const keyed = rules.map((rule) => ({
    rule,
    first: round(valueOf(rule, measure, baskets)),
    second: round(valueOf(rule, 'confidence', baskets)),
  }))
  const down = (a: number, b: number) => (a === b ? 0 : b - a)
  keyed.sort((a, b) => down(a.first, b.first) || down(a.second, b.second) || compare(a.rule, b.rule))
  return keyed.map(({ rule }) => rule)
}
