import { describe, expect, it } from 'vitest'
import type { Filter } from '../../../../main/contract/api/data.ts'
import { openService, task } from '../open-service.ts'

const log = `user,item,rating,timestamp,title,category
1,10,5,2024-01-01 10:00:00,Lamp,light
1,20,3,2024-01-01 10:10:00,Mug,kitchen
1,10,4,2024-01-01 12:00:00,Lamp,light
2,10,2,2024-01-02 10:00:00,Lamp,light
2,30,1,2024-01-05 10:00:00,Mug,kitchen
12,40,,2024-01-06 10:00:00,"50 % ""off""",
`
const name = 'shopping'

async function open() {
  const { service, load } = await openService()
  await load('shopping.csv', log)
  return service
}

describe('rows', () => {
  const window = async (filters: Filter[], sort: { column: string; descending: boolean }[] = []) => {
    const service = await open()
    return service.rows({ name, table: 'interactions', filters, sort, offset: 0, limit: 10 }, task)
  }
  const items = async (...filters: Filter[]) => (await window(filters)).rows.map(([, item]) => item)

  it('stand as in the file, with counts and the query', async () => {
    const all = await window([])
    expect(all).toMatchObject({ matching: 6, total: 6, sql: 'SELECT * FROM "interactions"' })
    expect(all.rows[0]).toEqual(['1', '10', 5, '2024-01-01 10:00:00', 'Lamp', 'light'])
  })
  it('sort identifiers that are numbers as numbers', async () => {
    const { rows } = await window(
      [],
      [
        { column: 'user', descending: true },
        { column: 'rating', descending: false },
      ],
    )
    expect(rows.map(([user, , rating]) => [user, rating])).toEqual([
      ['12', null],
      ['2', 1],
      ['2', 2],
      ['1', 3],
      ['1', 4],
      ['1', 5],
    ])
  })
  it('pass ranges of numbers, times and identifiers', async () => {
    expect(await items({ kind: 'range', column: 'rating', minimum: 3, maximum: null })).toEqual(['10', '20', '10'])
    expect(await items({ kind: 'range', column: 'timestamp', minimum: '2024-01-02', maximum: '2024-01-05' })).toEqual([
      '10',
      '30',
    ])
    expect(await items({ kind: 'range', column: 'user', minimum: 2, maximum: 11 })).toEqual(['10', '30'])
  })
  it('pass lists, words and missing cells', async () => {
    expect(await items({ kind: 'oneOf', column: 'category', values: ['light', null] })).toEqual([
      '10',
      '10',
      '10',
      '40',
    ])
    expect(await items({ kind: 'contains', column: 'title', text: '% "OFF' })).toEqual(['40'])
    expect(await items({ kind: 'missing', column: 'rating', missing: true })).toEqual(['40'])
  })
  it('refuse unknown columns, tables and values of another type', async () => {
    await expect(items({ kind: 'missing', column: 'x', missing: true })).rejects.toMatchObject({
      code: 'invalid-parameter',
      remedy: expect.stringContaining('"rating"'),
    })
    await expect(items({ kind: 'range', column: 'rating', minimum: 'five', maximum: null })).rejects.toMatchObject({
      code: 'invalid-parameter',
    })
    await expect(items({ kind: 'range', column: 'timestamp', minimum: "x'; --", maximum: null })).rejects.toMatchObject(
      { code: 'invalid-parameter' },
    )
    const service = await open()
    await expect(
      service.rows({ name, table: 'secrets', filters: [], sort: [], offset: 0, limit: 1 }, task),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('summaries', () => {
  it('give type, range, mean, histogram and top values', async () => {
    const service = await open()
    const columns = await service.summaries({ name, table: 'interactions', filters: [] }, task)
    const rating = columns.find((column) => column.name === 'rating')!
    expect(rating).toMatchObject({
      type: 'integer',
      role: 'value',
      missing: 1,
      distinct: 5,
      minimum: 1,
      maximum: 5,
      mean: 3,
    })
    expect(rating.histogram).toEqual([1, 2, 3, 4, 5].map((from) => ({ from, to: from + 1, count: 1 })))
    expect(columns.find((column) => column.name === 'title')!.top[0]).toEqual({ value: 'Lamp', count: 3 })
  })
})

describe('profile', () => {
  it('counts by hand what the log holds', async () => {
    const service = await open()
    const profile = await service.profile({ name, filters: [] }, task)
    expect(profile).toMatchObject({
      users: 3,
      items: 4,
      interactions: 6,
      duplicates: 1,
      density: 5 / 12,
      medianUserActivity: 2,
      timeUnit: 'day',
    })
    // Counts 1, 1, 1, 3: G = 2 (1 + 2 + 3 + 12) / (4 · 6) − 5 / 4.
    expect(profile.gini).toBeCloseTo(0.25, 12)
    expect(profile.longTail.map(({ count }) => count)).toEqual([3, 1, 1, 1])
    expect([profile.head, profile.torso, profile.tail]).toEqual([
      { items: 1, share: 0.5 },
      { items: 2, share: 1 / 3 },
      { items: 1, share: 1 / 6 },
    ])
    expect(profile.sessions).toMatchObject({ count: 5, medianLength: 1, gapMinutes: 30 })
    expect(profile.overTime[0]).toEqual({ start: '2024-01-01 00:00:00', count: 3, meanValue: 4 })
  })
  it('narrows with the filters, to nothing if need be', async () => {
    const service = await open()
    const one = await service.profile({ name, filters: [{ kind: 'oneOf', column: 'user', values: ['1'] }] }, task)
    expect(one).toMatchObject({ users: 1, interactions: 3 })
    const none = await service.profile({ name, filters: [{ kind: 'oneOf', column: 'user', values: ['nobody'] }] }, task)
    expect(none).toMatchObject({ users: 0, interactions: 0, density: 0, gini: 0, longTail: [] })
  })
})

describe('quality', () => {
  it('reports leak, duplicates, double titles and missing values with their numbers', async () => {
    const service = await open()
    const findings = new Map((await service.quality({ name }, task)).map((finding) => [finding.id, finding]))
    // Later events of the same user: 2, 1, 0, 1, 0, 0; the mean of 1 − 0.2^later is (0.96 + 0.8 + 0.8) / 6 = 0.4267.
    expect(findings.get('leak')).toMatchObject({ severity: 'look', value: '43 %', action: { split: 'time' } })
    expect(findings.get('duplicates')).toMatchObject({
      values: { count: 1 },
      action: { step: { step: 'deduplicate', keep: 'last' } },
    })
    expect(findings.get('double-items')).toMatchObject({ values: { titles: 1, events: 2 } })
    expect(findings.get('complete')).toMatchObject({ severity: 'look', values: { count: 1, column: 'rating' } })
    expect(findings.get('times')?.severity).toBe('fine')
  })
  it('says what cannot be checked without times', async () => {
    const { service, load } = await openService()
    await load('pairs.csv', 'user,item\n1,2\n1,3\n2,2\n')
    const findings = await service.quality({ name: 'pairs' }, task)
    expect(findings.filter(({ severity }) => severity === 'unchecked').map(({ id }) => id)).toEqual([
      'leak',
      'burst',
      'one-sitting',
      'times',
      'drift',
      'cold',
    ])
  })
})

describe('look-up', () => {
  it('finds users and items by parts of what they are called', async () => {
    const service = await open()
    expect(await service.users({ name, query: '2', limit: 5 }, task)).toEqual([
      { user: '2', events: 2 },
      { user: '12', events: 1 },
    ])
    expect(await service.itemSearch({ name, query: 'mug', limit: 5 }, task)).toEqual([
      { item: '20', title: 'Mug', category: 'kitchen' },
      { item: '30', title: 'Mug', category: 'kitchen' },
    ])
    expect(await service.itemLabels({ name, items: ['40', 'x'] }, task)).toEqual([
      { item: '40', title: '50 % "off"', category: null },
      { item: 'x', title: null, category: null },
    ])
  })
  it('shows a history, newest first', async () => {
    const service = await open()
    const { events } = await service.history({ name, user: '1' }, task)
    expect(events.map(({ item, value }) => [item, value])).toEqual([
      ['10', 4],
      ['20', 3],
      ['10', 5],
    ])
  })
  it('names the nearest users when one is unknown', async () => {
    const service = await open()
    await expect(service.history({ name, user: '13' }, task)).rejects.toMatchObject({
      code: 'not-found',
      remedy: expect.stringContaining('"1"'),
    })
  })
})
