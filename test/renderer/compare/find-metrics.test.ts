import { describe, expect, it } from 'vitest'
import { metrics } from '../../../main/evaluation/all.ts'
import { describeMetric } from '../../../main/host/describe-metric.ts'
import { findMetrics } from '../../../renderer/compare/find-metrics.ts'

const every = metrics.map(describeMetric)
const ids = (query: string) => findMetrics(every, query).flatMap(({ members }) => members.map(({ id }) => id))

describe('findMetrics', () => {
  it('groups the whole catalogue by kind when nothing is asked for', () => {
    expect(findMetrics(every, '').map(({ kind }) => kind)).toEqual([
      'ranking',
      'classification',
      'rating',
      'beyond-accuracy',
      'fairness',
      'user-experience',
    ])
    expect(ids('')).toHaveLength(metrics.length)
  })

  it('finds by title, id, kind and what is measured; every word must fit', () => {
    expect(ids('ndcg linear')).toEqual(['ndcg-linear'])
    expect(ids('long tail')).toEqual(expect.arrayContaining(['aplt', 'aclt']))
    expect(ids('fairness gap')).toEqual(['activity-gap', 'segment-gap'])
    expect(ids('nothing of the kind')).toEqual([])
  })
})
