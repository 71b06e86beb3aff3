import { readFileSync } from 'node:fs'
import path from 'node:path'
import { findMetric } from '../../main/evaluation/all.ts'
import { measureLists } from '../../main/evaluation/measure-lists.ts'
import { asRanked, mean, relevanceOf } from '../lists.ts'
import { timed } from '../measure.ts'
import type { Work } from '../work.ts'
import { firstSplit } from './fit.ts'
import { ranx } from './peers.ts'

const names = [
  'ndcg@10',
  'ndcg@20',
  'recall@10',
  'recall@20',
  'precision@20',
  'f1@20',
  'map@20',
  'mrr@20',
  'hit@20',
  'dcg@20',
]

/** Metrics of lists that are given. */
export const metricWorks: readonly Work[] = [
  {
    id: 'metrics/gowalla',
    title: 'Ten metrics of given lists, all users',
    data: ['gowalla-lists'],
    times: 'from lists and relevant items in memory to ten means',
    goal: 3,
    settings: {},
    peer: ranx('metrics'),
    async ours(given) {
      const log = firstSplit(given)
      const bytes = readFileSync(path.join(Object.values(given.folders)[0]!, 'lists.i32'))
      const lists = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
      const relevance = relevanceOf(log)
      const metrics = names.map((name) => findMetric(name, 'ranx'))
      return async () => {
        const { result, seconds, cpu } = await timed(() => {
          const ranked = asRanked(lists, relevance, log)
          return Object.values(measureLists(ranked, metrics, { ...log, threshold: null }).perUser).map(mean)
        })
        return { seconds, cpu, quality: Object.fromEntries(names.map((name, i) => [name, result[i]!])) }
      }
    },
  },
]
