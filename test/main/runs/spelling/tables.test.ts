import { describe, expect, it } from 'vitest'
import { spellings } from '../../../../main/contract/experiment.ts'
import { complete, parseSpelling, spell } from '../../../../main/runs/spelling/index.ts'

const experiment = complete({
  data: {
    file: 'logs/sales.csv',
    items: '/data/my items.csv',
    itemKey: 'code',
    users: '/data/users.csv',
    userKey: '2',
  },
  split: { kind: 'loo' },
  models: [
    { id: 'mmr', config: { base: 'ease(regularization=100)', lambda: 0.3 } },
    { id: 'weighted-hybrid', config: { models: '0.7*ease + content(textWeighting=bm25; rareWords=true)' } },
    { id: 'segment-start', config: { segment: 'age group: 1|2' } },
  ],
  metrics: ['ndcg@10'],
})

describe('tables to join and models within models', () => {
  it.each(spellings)('are spelled as %s and read back', (spelling) => {
    expect(parseSpelling(spell(experiment, spelling), spelling)).toEqual(experiment)
  })

  it('can be written plainly on the command line', () => {
    const line =
      'npx recbench compare --data shop --split loo --models "cascade-hybrid:first=ease(regularization=100):candidates=50" --metrics ndcg@10'
    expect(parseSpelling(line, 'flags').models).toEqual([
      { id: 'cascade-hybrid', config: { first: 'ease(regularization=100)', candidates: 50 } },
    ])
  })
})
