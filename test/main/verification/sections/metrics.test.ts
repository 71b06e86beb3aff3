import { beforeEach, describe, expect, it } from 'vitest'
import { findWanted } from '../../../../main/verification/metrics/names.ts'
import { readRows } from '../../../../main/verification/reference-files.ts'
import { metrics } from '../../../../main/verification/sections/metrics.ts'
import { needsReference } from '../../../helpers/classic-reference.ts'

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

describe('the reference values', () => {
  beforeEach(needsReference)

  it('have no number without a metric of ours; the fast part compares those of lists', () => {
    const rows = readRows(places, 'classic', 'd-metrics.json')
    const unknown = rows.flatMap(({ library, metrics: numbers }) =>
      Object.keys(numbers).filter((name) => !findWanted(library, name, 20)),
    )
    expect(unknown).toEqual([])
    expect(metrics.plan(places)).toMatchObject([{ fast: true }, { fast: false }])
  })
})
