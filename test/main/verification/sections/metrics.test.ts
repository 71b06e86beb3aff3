import { beforeEach, describe, expect, it } from 'vitest'
import { findWanted } from '../../../../main/verification/metrics/names.ts'
import { metrics } from '../../../../main/verification/sections/metrics.ts'
import { needsReference, readReference } from '../../../helpers/classic-reference.ts'

const places = {
  reference: new URL('../../../../../shared/reference', import.meta.url).pathname,
  data: new URL('../../../../../shared/data', import.meta.url).pathname,
}

describe('the names of other libraries', () => {
  it('stand for a metric, a profile and a cutoff of ours', () => {
    expect(findWanted('pytrec_eval', 'map_cut@5', 20)!.chosen).toMatchObject({ name: 'map@5', cutoff: 5 })
    expect(findWanted('pytrec_eval', 'recip_rank', 20)!.chosen).toMatchObject({ name: 'mrr@20' })
    expect(findWanted('lenskit', 'Hit@5 (defaults filled)', 20)).toMatchObject({ filled: true, everybody: true })
    expect(findWanted('recbole', 'tailpercentage(tail_ratio=0.5)@10', 20)!.chosen.cutoff).toBe(10)
    expect(findWanted('recbole', 'nothing@10', 20)).toBeNull()
    expect(findWanted('nobody', 'ndcg@10', 20)).toBeNull()
  })
})

describe('on the reference lists', () => {
  beforeEach(needsReference)

  it('every number of every library is within 1e-9 of ours', async () => {
    const [job] = metrics.plan(places)
    const rows = await metrics.run(job!, { places, threads: 1, signal: new AbortController().signal })
    expect(rows.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const told = readReference('d-metrics.json', 'D/short/lenskit')
    const compared = rows.filter(({ id }) => id === told.id).map(({ metric }) => metric)
    expect(compared).toEqual(Object.keys(told.metrics))
  })
})
