import { describe, expect, it } from 'vitest'
import { openService, task } from '../open-service.ts'

/** Invoices 1 … 4 hold {a, b}, {a, b, c}, {a}, {c}; the item c is named. */
const log = `user,item,invoice,country
u,a,1,UK
u,b,1,UK
u,a,2,UK
u,b,2,UK
u,c,2,UK
u,a,2,UK
v,a,3,UK
v,c,4,FR
w,,4,FR
`

const find = async (
  given: Partial<Parameters<Awaited<ReturnType<typeof openService>>['service']['rules']>[0]> = {},
) => {
  const { service, load } = await openService()
  await load('shopping.csv', log)
  const request = {
    name: 'shopping',
    minimumSupport: 0.5,
    measure: 'lift',
    threshold: 0,
    largest: 4,
    limit: 10,
  } as const
  return service.rules({ ...request, filters: [], basket: 'invoice', ...given }, task)
}

describe('rules of a log', () => {
  it('count a basket once for each item: 4 invoices, a and b together in two', async () => {
    const table = await find()
    expect(table).toMatchObject({ baskets: 4, items: 3, minimumCount: 2, itemsets: 4, found: 2, basket: 'invoice' })
    const [first, second] = table.rules
    expect([first!.antecedents[0]!.item, first!.consequents[0]!.item]).toEqual(['b', 'a'])
    expect(first).toMatchObject({ count: 2, antecedentCount: 2, consequentCount: 3 })
    expect(first!.measures).toMatchObject({ support: 0.5, confidence: 1, conviction: null })
    expect(second!.measures.confidence).toBeCloseTo(2 / 3, 12)
  })

  it('take the user for the basket when the log has no query', async () => {
    const table = await find({ basket: undefined })
    expect(table).toMatchObject({ basket: 'user', baskets: 2 })
  })

  it('leave out rows that the filters leave out, and rules below the threshold', async () => {
    const filters = [{ kind: 'oneOf', column: 'country', values: ['UK'] }] as const
    expect((await find({ filters: filters as never })).baskets).toBe(3)
    expect((await find({ measure: 'confidence', threshold: 0.9 })).found).toBe(1)
  })

  it('refuse a column that is not there', async () => {
    await expect(find({ basket: 'session' })).rejects.toThrow(/no column "session"/)
  })

  it('are none in an empty selection', async () => {
    const filters = [{ kind: 'oneOf', column: 'country', values: ['XX'] }] as const
    expect(await find({ filters: filters as never })).toMatchObject({ baskets: 0, rules: [] })
  })
})
