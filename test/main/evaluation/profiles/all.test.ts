import { beforeEach, describe, expect, it } from 'vitest'
import { selectRows } from '../../../../main/data/interactions.ts'
import { findMetric } from '../../../../main/evaluation/all.ts'
import { findProfile, profiles } from '../../../../main/evaluation/profiles/all.ts'
import { findRelevance } from '../../../../main/evaluation/relevance.ts'
import { rankedUser, train as board } from '../../../conformance/metric.ts'
import {
  hasReference,
  needsReference,
  readLists,
  readOfficialFolds,
  readReference,
} from '../../../helpers/classic-reference.ts'

const measure = (name: string, profile: string, ranked: number[], relevant: number[]) => {
  const { metric, cutoff } = findMetric(name, profile)
  if (!('prepare' in metric)) throw new Error(name)
  return metric.prepare({ train: board, cutoff })(rankedUser(ranked, relevant))
}

describe('profiles', () => {
  it('lenskit: ranks 1 and 2 weigh the same, recall is capped, precision and MAP divide by the length of the list', () => {
    expect(measure('ndcg@3', 'lenskit', [5, 0], [0])).toBe(1)
    expect(measure('ndcg@3', 'lenskit', [5, 6, 0], [0])).toBeCloseTo(1 / Math.log2(3), 12)
    expect(measure('recall@2', 'lenskit', [0, 1], [0, 1, 2, 3])).toBe(1)
    expect(measure('precision@4', 'lenskit', [0, 5], [0])).toBe(0.5)
    expect(measure('map@4', 'lenskit', [0], [0, 1])).toBe(1)
    expect(measure('precision@4', 'lenskit', [], [0])).toBeNaN()
  })

  it('liang: recall is capped', () => {
    expect(measure('recall@2', 'liang', [0, 1], [0, 1, 2, 3])).toBe(1)
  })

  it('ranx: MAP divides by all relevant items', () => {
    expect(measure('map@2', 'ranx', [0, 1], [0, 1, 2, 3])).toBe(0.5)
  })

  it('recbole: coverage counts the padding item', () => {
    const { metric } = findMetric('coverage@2', 'recbole')
    if (!('overall' in metric)) throw new Error('coverage')
    expect(metric.overall([rankedUser([0, 1], [0])], { train: board, cutoff: 2 })).toBeCloseTo(2 / 9, 12)
  })

  it('keep the other definitions, and name the nearest for an unknown profile', () => {
    expect(findMetric('mrr@10', 'lenskit')).toEqual(findMetric('mrr@10'))
    expect(() => findProfile('ranks')).toThrow('There is no profile "ranks" of metric definitions.')
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length)
  })
})

describe('on the reference lists of MovieLens 100K u1', () => {
  beforeEach(needsReference)
  const { log, folds } = hasReference ? readOfficialFolds([1]) : { log: null!, folds: [] }
  const files = [
    ['popularity', 'popularity'],
    ['itemknn', 'itemknn-cosine-K50'],
    ['ease', 'ease-lambda100'],
  ]
  const keys: Record<string, Record<string, string>> = {
    lenskit: {
      ndcg: 'NDCG',
      recall: 'Recall',
      precision: 'Precision',
      map: 'AveragePrecision',
      mrr: 'RecipRank',
      hit: 'Hit',
    },
    ranx: { ndcg: 'ndcg', recall: 'recall', precision: 'precision', map: 'map', mrr: 'mrr', hit: 'hit_rate', f1: 'f1' },
    recbole: {
      ndcg: 'ndcg',
      recall: 'recall',
      precision: 'precision',
      map: 'map',
      mrr: 'mrr',
      hit: 'hit',
      coverage: 'itemcoverage',
    },
  }
  const cases = Object.keys(keys).flatMap((profile) =>
    files.map(([set, file]) => ({ profile, set: set!, file: file! })),
  )

  it.each(cases)('$profile says of the $set lists what the library says', ({ profile, set, file }) => {
    const lists = readLists(`u1-top20-${file}.csv.gz`)
    const { metrics } = readReference('d-metrics.json', `D/${set}/${profile}`)
    const train = selectRows(log, folds[0]!.train)
    const { users, offsets, items } = findRelevance(log, train, folds[0]!.test, undefined)
    const ranked = Array.from(users, (user, row) => ({
      user,
      ranked: Int32Array.from(lists.get(user)!.items),
      relevant: items.subarray(offsets[row], offsets[row + 1]),
      ranks: null,
      candidates: 0,
    }))
    for (const [id, key] of Object.entries(keys[profile]!))
      for (const cutoff of [5, 10, 20]) {
        const { metric } = findMetric(`${id}@${cutoff}`, profile)
        let value = NaN
        if ('overall' in metric) value = metric.overall(ranked, { train, cutoff })
        if ('prepare' in metric) {
          const one = metric.prepare({ train, cutoff })
          value = ranked.reduce((sum, user) => sum + one(user), 0) / ranked.length
        }
        expect(Math.abs(value - metrics[`${key}@${cutoff}`]!), `${id}@${cutoff}`).toBeLessThan(
          profile === 'recbole' ? 1e-4 : 1e-7,
        )
      }
  })
})
