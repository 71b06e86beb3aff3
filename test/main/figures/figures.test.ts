import { describe, expect, it } from 'vitest'
import { lossFigure, smooth, validationFigure } from '../../../main/figures/curves.ts'
import { leaderboardFigure } from '../../../main/figures/leaderboard.ts'
import { activitySegments, differences, pairedDifferencesFigure, segmentFigure } from '../../../main/figures/pairs.ts'
import { parallelCoordinates, parallelSvg, valueAt } from '../../../main/figures/parallel-coordinates.ts'
import { toPlotly } from '../../../main/figures/plotly.ts'
import { estimatorsFigure, overlapFigure, policyValueFigure, regretFigure } from '../../../main/figures/policies.ts'
import { activityFigure, longTailFigure, overTimeFigure } from '../../../main/figures/profile.ts'
import { toSvg } from '../../../main/figures/svg.ts'
import { themes } from '../../../main/figures/theme.ts'
import { tradeOffFigure } from '../../../main/figures/trade-off.ts'
import { pairs, results } from './fixture.ts'

const [popularity, ease, ials] = results.models as [never, never, never]
const curve = {
  label: 'SASRec',
  family: 'deep',
  fold: 1,
  epochs: [1, 2, 3],
  training: [3, 2, 1.5],
  validation: [3.2, null, 2],
  score: [0.1, null, 0.3],
} as const
const profile = {
  longTail: [
    { rank: 1, count: 100 },
    { rank: 10, count: 5 },
  ],
  head: { items: 3, share: 0.8 },
  overTime: [
    { start: '2010-01-01T00:00:00Z', count: 4, meanValue: null },
    { start: '2010-02-01T00:00:00Z', count: 9, meanValue: null },
  ],
  timeUnit: 'month',
} as never

const figures = [
  leaderboardFigure(results, 'ndcg@10'),
  tradeOffFigure(results, { x: 'coverage@10', y: 'ndcg@10', selected: ['EASE'] }),
  tradeOffFigure(results, { x: 'seconds', y: 'ndcg@10' }),
  lossFigure(curve),
  validationFigure([curve], 'ndcg@10'),
  segmentFigure(pairs, [ease, ials, popularity]),
  pairedDifferencesFigure(pairs, ease, ials),
  regretFigure(results.policies),
  policyValueFigure(results.policies, 'ips', results.policyLog),
  estimatorsFigure(results.policies[0]!, results.policyLog),
  overlapFigure(results.policies, 10),
  longTailFigure(profile),
  activityFigure([{ from: 1, to: 2, count: 5 }], 'users'),
  overTimeFigure(profile),
]

describe.each(figures.map((figure) => [figure.id, figure] as const))('figure %s', (_, figure) => {
  it('draws an SVG of its own: named, without script, link or undefined numbers', () => {
    const svg = toSvg(figure, { theme: themes.light, width: 500, height: 300 })
    expect(svg).toMatch(/^<svg [^>]*role="img"/)
    expect(svg).toContain('<title')
    expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|href/)
    expect(svg.replace(/>[^<]*</g, '><').match(/\d\.\d{3,}/g) ?? []).toEqual([])
  })

  it('becomes Plotly JSON that survives being sent', () => {
    const plotly = toPlotly(figure)
    const again = JSON.parse(JSON.stringify(plotly)) as typeof plotly
    expect(again.data.length).toBe(plotly.data.length)
    expect(JSON.stringify(again)).not.toMatch(/"(x|y)":null/)
  })

  it('has axis titles, a sentence and the same numbers as a table', () => {
    expect(figure.title.length).toBeGreaterThan(10)
    expect(figure.x.title).not.toBe('')
    expect(figure.table.rows.length).toBeGreaterThan(0)
    for (const row of figure.table.rows) expect(row.length).toBe(figure.table.columns.length)
  })
})

it('draws hostile names as text', () => {
  const hostile = {
    ...results,
    models: results.models.map((model) => ({ ...model, label: '<img src=x onerror=1>&"' })),
  }
  const figure = tradeOffFigure(hostile, { x: 'coverage@10', y: 'ndcg@10' })
  expect(toSvg(figure)).not.toContain('<img')
  expect(JSON.stringify(toPlotly(figure))).not.toContain('<img')
})

it('draws a point far off the others at the edge with its value', () => {
  const figure = tradeOffFigure(results, { x: 'coverage@10', y: 'ndcg@10' })
  const points = figure.marks.flatMap((mark) => (mark.kind === 'points' ? mark.points : []))
  expect(points.find(({ name }) => name === 'Random')!.label).toBe('Random, at 99.7 % →')
})

describe('smooth', () => {
  it('leaves values as they are with factor 0 and starts without bias', () => {
    expect(smooth([3, 2, 1], 0)).toEqual([3, 2, 1])
    expect(smooth([4, 4, 4], 0.9).map((value) => Number(value.toFixed(9)))).toEqual([4, 4, 4])
  })
})

describe('paired differences', () => {
  it('are of the users that have both values', () => {
    expect(differences(pairs, 'EASE', 'iALS').map((value) => Number(value.toFixed(3)))).toEqual([
      0, -0.1, 0.1, -0.2, 0, -0.1, 0.2, -0.1,
    ])
  })

  it('are counted in bins around zero that hold every user', () => {
    const figure = pairedDifferencesFigure(pairs, ease, ials)
    const counts = figure.table.rows.map((row) => row[2] as number)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8)
    expect(figure.title).toContain('better for 25 % of 8 users, worse for 50 %')
  })
})

describe('activitySegments', () => {
  it('cuts users into thirds without leaving one out', () => {
    const segments = activitySegments(pairs.activity)
    expect(segments.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('parallel coordinates', () => {
  const rows = [16, 64, 2048].map((factors, at) => ({
    id: String(at),
    family: 'collaborative' as const,
    values: { factors, solver: at ? 'exact' : 'cg', same: 1 },
  }))
  it('have an axis for each value that differs, log where it spans a hundredfold', () => {
    const { axes, lines } = parallelCoordinates(rows)
    expect(axes.map(({ name, log }) => [name, log])).toEqual([
      ['factors', true],
      ['solver', false],
    ])
    expect(lines[0]!.heights).toEqual([0, 0])
    expect(valueAt(axes[0]!, lines[1]!.heights[0]!)).toBeCloseTo(64)
  })
  it('draw as one SVG', () => {
    expect(parallelSvg(parallelCoordinates(rows), { title: 'Runs', focus: ['1'] })).toMatch(/^<svg .*<\/svg>$/)
  })
})
