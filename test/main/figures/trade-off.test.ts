import { describe, expect, it } from 'vitest'
import { lambdaPaths, tradeOffFigure } from '../../../main/figures/trade-off.ts'
import { results } from './fixture.ts'

const model = (id: string, config: Record<string, string | number>, accuracy: number, diversity: number) => {
  const metric = (mean: number) => ({ mean, low: null, high: null, folds: [mean], undefined: 0 })
  const metrics = { 'ndcg@10': metric(accuracy), 'ild@10': metric(diversity) }
  const label = `${id} (${Object.values(config).join(' ')})`
  return { ...results.models[0]!, id, label, family: 'hybrid' as const, config, metrics, state: 'done' as const }
}

describe('the trade-off of one model at several λ', () => {
  const models = [
    model('mmr', { base: 'ease', lambda: 0.5 }, 0.3, 0.6),
    model('mmr', { base: 'ease', lambda: 0 }, 0.4, 0.4),
    model('mmr', { base: 'ease', lambda: 0.25 }, 0.38, 0.5),
    model('mmr', { base: 'ials', lambda: 0.5 }, 0.2, 0.5),
    model('xquad', { base: 'ease', lambda: 0.5 }, 0.3, 0.5),
    model('ease', { regularization: 100 }, 0.4, 0.4),
  ]

  it('is found by everything but λ, in its order', () => {
    expect(lambdaPaths(models)).toEqual([
      {
        name: 'mmr, ease',
        family: 'hybrid',
        places: [
          { lambda: 0, label: 'mmr (ease 0)' },
          { lambda: 0.25, label: 'mmr (ease 0.25)' },
          { lambda: 0.5, label: 'mmr (ease 0.5)' },
        ],
      },
    ])
  })

  it('is drawn as a line through its points, and named in the key', () => {
    const figure = tradeOffFigure({ ...results, models }, { x: 'ild@10', y: 'ndcg@10' })
    const line = figure.marks.find((mark) => mark.kind === 'line' && mark.look.colour === 'hybrid')
    expect(line).toMatchObject({ name: 'mmr, ease by λ, from 0 to 0.5', x: [0.4, 0.5, 0.6], y: [0.4, 0.38, 0.3] })
    expect(figure.key!.map(({ text }) => text)).toContain('mmr, ease by λ, from 0 to 0.5')
  })
})
