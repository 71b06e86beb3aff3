import { describe, expect, it } from 'vitest'
import { rankModels } from '../../../main/evaluation/significance/rank-models.ts'
import { criticalDifferenceFigure } from '../../../main/figures/critical-difference.ts'
import { describeSignificance, significanceOf } from '../../../main/figures/significance.ts'
import { toPlotly } from '../../../main/figures/plotly.ts'
import { toSvg } from '../../../main/figures/svg.ts'
import { themes } from '../../../main/figures/theme.ts'
import { english } from '../../../main/figures/words.ts'
import { results } from './fixture.ts'

describe('the critical-difference diagram', () => {
  const ranks = rankModels([results], 'ndcg@10', 0.05)
  const figure = criticalDifferenceFigure(ranks)

  it('has a row for the critical difference and one for each model, best on top', () => {
    const rows = figure.y.categories!.map(({ text }) => text)
    expect(rows.slice(0, 2)).toEqual(['critical difference', 'EASE'])
    expect(rows).toHaveLength(1 + ranks.models.length)
    const [ruler] = figure.marks
    expect(ruler).toMatchObject({ kind: 'line', x: [1, 1 + ranks.criticalDifference], y: [0, 0] })
  })

  it('joins the models of each group below its last row', () => {
    const bars = figure.marks.filter((mark) => mark.kind === 'line').slice(1)
    expect(bars).toHaveLength(ranks.groups.length)
    const { from, to } = ranks.groups[0]!
    expect(bars[0]).toMatchObject({ x: [ranks.models[from]!.averageRank, ranks.models[to]!.averageRank] })
  })

  it('is drawn as SVG and by Plotly, with the ranks of every block in its table', () => {
    expect(toSvg(figure, { theme: themes.light })).toContain('critical difference')
    expect(toPlotly(figure, { width: 400, height: 300, theme: themes.light }).data.length).toBeGreaterThan(0)
    expect(figure.table.columns).toEqual(['Model', 'Average rank', 'fold 1', 'fold 2'])
  })
})

describe('what is said of a test', () => {
  const with_ = (test: 't' | 'sign', correction: 'none' | 'benjamini-hochberg') => ({
    tests: results.tests.map((one) => ({ ...one, test, correction })),
  })

  it('names test and correction', () => {
    expect(describeSignificance(results, english)).toBe('paired t-test against the best, Holm-corrected')
    expect(describeSignificance(with_('sign', 'none'), english)).toBe('sign test against the best, uncorrected')
    expect(describeSignificance(with_('t', 'benjamini-hochberg'), english)).toContain('Benjamini–Hochberg-corrected')
  })

  it('falls back on the defaults without tests', () => {
    expect(significanceOf({ tests: [] })).toEqual({ test: 't', correction: 'holm', level: 0.05 })
  })
})
