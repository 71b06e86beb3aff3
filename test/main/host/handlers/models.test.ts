import { describe, expect, it } from 'vitest'
import { metrics } from '../../../../main/evaluation/all.ts'
import { modelHandlers } from '../../../../main/host/handlers/models.ts'

const handlers = modelHandlers()
const progress = undefined as never

describe('the catalogue of metrics', () => {
  it('has every metric with its own formula', async () => {
    const found = await handlers['models/metrics']({}, progress)
    expect(found.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id))
    expect(found.find(({ id }) => id === 'map')!.formula).toBe('Σ_{r ≤ k} hit(r) · P@r / min(|rel|, k)')
  })

  it('has the formulas of a profile where they differ, in the same order', async () => {
    const found = await handlers['models/metrics']({ profile: 'ranx' }, progress)
    expect(found.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id))
    expect(found.find(({ id }) => id === 'map')!.formula).toBe('Σ_{r ≤ k} hit(r) · P@r / |rel|')
  })

  it('names the nearest for an unknown profile', () => {
    expect(() => handlers['models/metrics']({ profile: 'rank' }, progress)).toThrow('There is no profile "rank"')
  })

  it('lists the profiles, Recbench’s first, with the metrics that each defines otherwise', async () => {
    const found = await handlers['models/profiles']({}, progress)
    expect(found[0]).toMatchObject({ id: 'recbench', metrics: [] })
    expect(found.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'recbole',
        'elliot',
        'lenskit',
        'liang',
        'implicit',
        'recommenders',
        'ncf',
        'cornac',
        'ranx',
        'trec',
      ]),
    )
    expect(found.find(({ id }) => id === 'ranx')!.metrics).toEqual(['map'])
  })
})
