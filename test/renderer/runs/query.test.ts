import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../main/contract/api/runs.ts'
import { countValues, matchesQuery } from '../../../renderer/runs/query.ts'

const run = {
  id: 'r1',
  title: '3 models on shop',
  state: 'done',
  data: 'shop',
  models: ['ease', 'ials'],
  metric: 'ndcg@10',
  best: { label: 'EASE', value: 0.41 },
  split: 'kfold:5',
  tags: ['paper'],
} as unknown as RunSummary

describe('a query', () => {
  it.each([
    '',
    'shop',
    'model:iALS',
    'state:done tag:paper',
    'ndcg@10 > 0.4',
    'ndcg@10>=0.41 model:ease',
    'split:kfold',
  ])('finds the run by "%s"', (query) => expect(matchesQuery(run, query)).toBe(true))
  it.each(['other', 'model:svd', 'ndcg@10 > 0.5', 'recall@10 > 0.1', 'state:failed', 'shop state:failed'])(
    'does not find it by "%s"',
    (query) => expect(matchesQuery(run, query)).toBe(false),
  )
})

it('counts values, most frequent first', () => {
  expect(countValues(['b', 'a', 'b'])).toEqual([
    ['b', 2],
    ['a', 1],
  ])
})
