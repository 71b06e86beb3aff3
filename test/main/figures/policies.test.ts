import { describe, expect, it } from 'vitest'
import { loopFigure, loopMeasures, loopSeries } from '../../../main/figures/policies-loop.ts'
import { armLayers, regretFigure, rewardFigure, sharesFigure } from '../../../main/figures/policies-simulation.ts'
import { sequencesFigure } from '../../../main/figures/policies-sequences.ts'
import { looksFigure } from '../../../main/figures/policies-test.ts'
import { estimatorsFigure, percentOf } from '../../../main/figures/policies.ts'
import { toPlotly } from '../../../main/figures/plotly.ts'
import { toSvg } from '../../../main/figures/svg.ts'
import { themes } from '../../../main/figures/theme.ts'
import { figuresZh } from '../../../main/figures/zh.ts'
import { abTest, policyResults, simulationOf } from '../../fixtures/policies.ts'

const { policies } = policyResults
const figures = [
  regretFigure(policies),
  rewardFigure(policies),
  sharesFigure(policies[0]!),
  ...loopMeasures.map((measure) => loopFigure(policies, measure)),
  looksFigure(abTest),
  sequencesFigure(policyResults.sequences ?? []),
]

describe.each(figures.map((figure) => [figure.id, figure] as const))('figure %s', (_, figure) => {
  it('draws an SVG and Plotly JSON without undefined numbers, and has a table', () => {
    expect(toSvg(figure, { theme: themes.dark, width: 500, height: 300 })).not.toMatch(/NaN|undefined|Infinity/)
    expect(JSON.stringify(toPlotly(figure))).not.toMatch(/NaN|"(x|y)":null/)
    expect(figure.table.rows.length).toBeGreaterThan(0)
    expect(figure.x.title).not.toBe('')
  })
})

describe('the shares of arms', () => {
  const simulation = {
    ...simulationOf(1),
    rounds: [100, 200],
    shares: [0.5, 0.2, 0.1, 0.05, 0.05, 0.06].map((share, arm) => ({ arm, name: `${arm}`, share: [share, share / 2] })),
  }

  it('stack to one: the five most shown arms, and the rest as one layer', () => {
    const layers = armLayers(simulation, 'others')
    expect(layers.map(({ name }) => name)).toEqual(['0', '1', '2', '3', '4', 'others'])
    expect(layers.at(-1)!.share[0]).toBeCloseTo(0.1)
    for (const at of [0, 1]) expect(layers.reduce((sum, { share }) => sum + share[at]!, 0)).toBeCloseTo(1)
  })

  it('have no layer for the rest where the arms are all there is', () => {
    const shares = simulation.shares.slice(0, 2).map((one) => ({ ...one, share: [0.5, 0.5] }))
    expect(armLayers({ ...simulation, shares }, 'others')).toHaveLength(2)
    expect(armLayers({ ...simulation, shares: [] }, 'others')).toEqual([])
  })

  it('lie on one another, the most shown in the strongest colour', () => {
    const bands = sharesFigure({ label: 'A', family: 'bandits', simulation }).marks
    expect(bands[0]).toMatchObject({ low: [0, 0], high: [0.5, 0.25], look: { colour: 'seq5' } })
    expect(bands[1]).toMatchObject({ low: [0.5, 0.25], high: [0.7, 0.35], look: { colour: 'seq4' } })
    expect(bands.at(-1)).toMatchObject({ look: { colour: 'markSoft' } })
  })
})

describe('charts of policies', () => {
  it('take a band of rewards from the repeats, and the line itself where there is one repeat', () => {
    const { rewardLow: _, rewardHigh: __, ...one } = simulationOf(1)
    const [band] = rewardFigure([{ label: 'A', family: 'bandits', simulation: one }]).marks
    expect(band).toMatchObject({ kind: 'band', low: one.reward, high: one.reward })
  })

  it('leave out policies that were not simulated, and models that were in no loop', () => {
    expect(regretFigure([{ label: 'A', family: 'bandits', simulation: null }]).marks).toEqual([])
    expect(loopSeries(policies).map(({ text }) => text)).toEqual(['EASE', 'Popularity', 'Random', 'shown by chance'])
  })

  it('name the confidence that was asked for', () => {
    expect([0.95, 0.9, 0.995].map(percentOf)).toEqual(['95', '90', '99.5'])
    expect(estimatorsFigure(policies[0]!, policyResults.policyLog, undefined, 0.9).x.title).toContain('90 % interval')
  })

  it('draw both bounds of a sequential test', () => {
    const lines = looksFigure(abTest).marks.filter(({ kind }) => kind === 'line')
    expect(lines[0]).toMatchObject({ y: [4.56, 3.23, 2.63, 2.28, 2.04] })
    expect(lines[1]).toMatchObject({ y: [-4.56, -3.23, -2.63, -2.28, -2.04] })
  })

  it('leave out a sequence policy that failed, and show the largest return there can be', () => {
    const [first] = policyResults.sequences!
    const figure = sequencesFigure([first!, { ...first!, label: 'broken', error: 'It diverged.' }])
    expect(figure.marks.filter(({ kind }) => kind === 'line')).toHaveLength(1)
    expect(figure.marks[0]).toMatchObject({ kind: 'rule', at: 4.2 })
  })

  it('have Chinese for every sentence', () => {
    const asked = new Set<string>()
    const t = (sentence: string) => {
      asked.add(sentence)
      return sentence
    }
    regretFigure(policies, t)
    rewardFigure(policies, t)
    sharesFigure(policies[0]!, t)
    loopMeasures.forEach((measure) => loopFigure(policies, measure, t))
    looksFigure(abTest, t)
    sequencesFigure(policyResults.sequences ?? [], t)
    estimatorsFigure(policies[0]!, policyResults.policyLog, t)
    expect([...asked].filter((sentence) => figuresZh[sentence] === undefined)).toEqual([])
  })
})
