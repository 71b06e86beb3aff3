import { describe, expect, it } from 'vitest'
import { segmentationFigure, segmentationTitle, segmentTitle } from '../../../main/figures/segments.ts'

const segmentation = {
  by: 'rfm',
  segments: [
    { name: 'champions', users: 9, tested: 3 },
    { name: 'new', users: 2, tested: 1 },
  ],
  models: [{ label: 'EASE', metrics: { 'ndcg@10': [0.4, 0.2] }, halfWidths: { 'ndcg@10': [0.1, null] } }],
}

describe('the figure of segments', () => {
  const figure = segmentationFigure(segmentation, 'ndcg@10', [
    { label: 'EASE', family: 'collaborative' },
    { label: 'absent', family: 'baseline' },
  ])

  it('has a row per segment with the users tested, and a point per model with its interval where there is one', () => {
    expect(figure.y.categories).toEqual([
      { text: 'champions', detail: 'n = 3' },
      { text: 'new', detail: 'n = 1' },
    ])
    const [mark] = figure.marks
    const points = mark?.kind === 'points' ? mark.points : []
    expect(points.map(({ x, xInterval }) => ({ x, xInterval }))).toEqual([
      { x: 0.4, xInterval: [expect.closeTo(0.3, 12), 0.5] },
      { x: 0.2, xInterval: undefined },
    ])
    expect(figure.table.rows[1]).toEqual(['new', 'EASE', 0.2, null, null])
  })

  it('translates the names of the engine and leaves those of the data', () => {
    const t = (text: string) => `«${text}»`
    expect(segmentTitle('rfm', 'new', t)).toBe('«new»')
    expect(segmentTitle('user:gender', 'new', t)).toBe('new')
    expect(segmentationTitle('user:gender', t)).toBe('gender')
    expect(segmentationTitle('interest', t)).toBe('«Interest»')
  })
})
