import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../../../../main/data/interactions.ts'
import { associationRules } from '../../../../main/recommenders/rules/association-rules.ts'
import { visitBaskets } from '../../../../main/recommenders/rules/baskets.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'

/** Users 0 … 4 have {0, 1, 2}, {0, 1}, {0, 1}, {0}, {2}. */
const log = (time: Float64Array | null = null): Interactions =>
  buildInteractions({
    users: 5,
    items: 3,
    user: Int32Array.of(0, 0, 0, 1, 1, 2, 2, 3, 4),
    item: Int32Array.of(0, 1, 2, 0, 1, 0, 1, 0, 2),
    value: null,
    time,
  })

const train = async (given: Record<string, number | string>, interactions = log()) =>
  associationRules.train(
    interactions,
    parseConfiguration('association-rules', associationRules.settings, given) as never,
    contextOf(),
  )

const scores = async (given: Record<string, number | string>, history: readonly number[]) => {
  const model = await train(given)
  const into = new Float64Array(3)
  await model.scoreHistory!(Int32Array.from(history), null, into)
  return [...into]
}

describe('association rules', () => {
  behavesLikeRecommender(associationRules, { ndcgAt10: [0.39, 0.48] })

  it('scores by confidence: of four with item 0, three have 1 and one has 2', async () => {
    const [, one, two] = await scores({ support: 0.2 }, [0])
    expect(one).toBeCloseTo(3 / 4, 12)
    expect(two).toBeCloseTo(1 / 4, 12)
  })

  it('adds the rules up, or takes the best', async () => {
    expect((await scores({ support: 0.2 }, [0, 1]))[2]).toBeCloseTo(1 / 4 + 1 / 3, 12)
    expect((await scores({ support: 0.2, combine: 'best' }, [0, 1]))[2]).toBeCloseTo(1 / 3, 12)
  })

  it('uses rules with several items on the left when all are there', async () => {
    expect((await scores({ support: 0.2, largest: 3, combine: 'best', measure: 'lift' }, [1, 2]))[0]).toBeCloseTo(
      1.25,
      12,
    )
    const model = await train({ support: 0.2, largest: 3 })
    const { parts, rest, exact } = model.explain!(Int32Array.of(0, 1), null, 2)
    expect(parts.reduce((sum, { amount }) => sum + amount, rest)).toBeCloseTo(1 / 4 + 1 / 3 + 1 / 3, 12)
    expect(exact).toBe(true)
  })

  it('ranks items without a rule by popularity, below all others', async () => {
    const [, , two] = await scores({ support: 0.5 }, [0])
    expect(two).toBeCloseTo(2 / 5 - 1, 12)
    expect((await scores({}, [])).map((value) => value.toFixed(1))).toEqual(['-0.2', '-0.4', '-0.6'])
  })

  it('gives a rule that always held a finite conviction', async () => {
    expect((await scores({ support: 0.2, measure: 'conviction' }, [1]))[0]).toBeCloseTo((1 - 4 / 5) * 4, 12)
  })

  it('drops rules that speak against their right side', async () => {
    expect((await scores({ support: 0.2, measure: 'leverage' }, [0]))[2]).toBeLessThan(0)
  })
})

describe('visitBaskets', () => {
  const times = Float64Array.of(0, 60, 7200, 0, 0, 0, 3600, 0, 0)

  it('cuts a history where no event happens for the gap', () => {
    const { count, offsets, items } = visitBaskets(log(times), 30)
    expect(count).toBe(7)
    const sets = Array.from({ length: count }, (_, at) => [...items.subarray(offsets[at], offsets[at + 1])].join('+'))
    expect(sets).toEqual(['0+1', '2', '0+1', '0', '1', '0', '2'])
  })

  it('makes one basket of each moment with a gap of 0', () => {
    expect(visitBaskets(log(times), 0).count).toBe(8)
  })

  it('refuses a log without times', () => {
    expect(() => visitBaskets(log(), 30)).toThrow(/no times/)
  })
})
