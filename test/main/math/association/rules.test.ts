import { describe, expect, it } from 'vitest'
import { ruleMeasures } from '../../../../main/contract/rules.ts'
import { measureRule } from '../../../../main/math/association/measures.ts'
import { deriveRules, sortRules, valueOf } from '../../../../main/math/association/rules.ts'

/** Of 10 baskets: item 0 in 5, item 1 in 4, both in 3; item 2 in 2, always with both. */
const itemsets = {
  offsets: [0, 1, 2, 3, 5, 7, 9, 12],
  items: [0, 1, 2, 0, 1, 0, 2, 1, 2, 0, 1, 2],
  counts: [5, 4, 2, 3, 2, 2, 2],
}

describe('measureRule', () => {
  const of = (measure: (typeof ruleMeasures)[number]) => measureRule(measure, 0.3, 0.5, 0.4)

  it('has the values of P(A) = 0.5, P(C) = 0.4 and P(A ∧ C) = 0.3, worked by hand', () => {
    expect(of('support')).toBe(0.3)
    expect(of('confidence')).toBeCloseTo(0.6, 12)
    expect(of('lift')).toBeCloseTo(1.5, 12)
    expect(of('leverage')).toBeCloseTo(0.1, 12)
    expect(of('conviction')).toBeCloseTo(1.5, 12)
    expect(of('zhang')).toBeCloseTo(0.1 / 0.15, 12)
    expect(of('jaccard')).toBeCloseTo(0.5, 12)
    expect(of('certainty')).toBeCloseTo(1 / 3, 12)
    expect(of('kulczynski')).toBeCloseTo(0.675, 12)
    expect(of('representativity')).toBe(1)
  })

  it('has an infinite conviction for a rule that always holds, and no NaN for items in every basket', () => {
    expect(measureRule('conviction', 0.5, 0.5, 0.6)).toBe(Infinity)
    for (const measure of ruleMeasures) expect(measureRule(measure, 1, 1, 1), measure).not.toBeNaN()
  })

  it('calls independent sides neither attracted nor repelled', () => {
    expect(measureRule('lift', 0.2, 0.5, 0.4)).toBeCloseTo(1, 12)
    expect(measureRule('leverage', 0.2, 0.5, 0.4)).toBeCloseTo(0, 12)
    expect(measureRule('conviction', 0.2, 0.5, 0.4)).toBeCloseTo(1, 12)
  })
})

describe('deriveRules', () => {
  it('splits every set of two or more both ways: 2 rules for each pair, 6 for the three', () => {
    expect(deriveRules(itemsets, 10)).toHaveLength(12)
    expect(deriveRules(itemsets, 10, { largestConsequent: 1 })).toHaveLength(9)
  })

  it('keeps those whose measure reaches the threshold', () => {
    const sure = deriveRules(itemsets, 10, { threshold: 1 })
    expect(sure.map(({ antecedents, consequents }) => `${antecedents.join('+')}→${consequents.join('+')}`)).toEqual([
      '2→0',
      '2→1',
      '1+2→0',
      '0+2→1',
      '2→0+1',
    ])
  })

  it('sorts by the measure, then by confidence', () => {
    const [first] = sortRules(deriveRules(itemsets, 10), 'lift', 10)
    expect(first).toMatchObject({ antecedents: [2], consequents: [0, 1] })
    expect(valueOf(first!, 'lift', 10)).toBeCloseTo(1 / 0.3, 12)
  })
})
