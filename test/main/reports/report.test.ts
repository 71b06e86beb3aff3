import { describe, expect, it } from 'vitest'
import { reportFormats, reportSections } from '../../../main/contract/api/reports.ts'
import type { RunDetail } from '../../../main/contract/api/runs.ts'
import { experimentSchema } from '../../../main/contract/experiment.ts'
import { parse } from '../../../main/contract/serve.ts'
import { escapeCell } from '../../../main/reports/csv.ts'
import { escapeLatex } from '../../../main/reports/latex.ts'
import { renderReport, type ReportInput, type ReportOptions } from '../../../main/reports/report.ts'
import { parseSpelling } from '../../../main/runs/spelling/index.ts'
import { pairs, results } from '../figures/fixture.ts'

const experiment = parse(
  experimentSchema,
  {
    data: { name: 'shop' },
    split: { kind: 'kfold', folds: 5 },
    models: results.models.map(({ id }) => ({ id })),
    metrics: ['ndcg@10', 'coverage@10', 'novelty@10'],
    policies: {},
  },
  'experiment',
)

const detail = {
  experiment,
  lanes: [],
  machine: { cpu: 'two cores' },
  summary: { state: 'done' },
} as unknown as RunDetail

const input: ReportInput = {
  detail,
  results,
  dataset: null,
  profile: null,
  models: [],
  metrics: [
    {
      id: 'ndcg',
      title: 'NDCG',
      kind: 'ranking',
      summary: 'Discounted gain of the hits.',
      formula: 'DCG / IDCG',
      takesCutoff: true,
      higherIsBetter: true,
      range: [0, 1],
    },
  ],
  pairs,
  at: Date.UTC(2026, 10, 21),
}
const options = (format: ReportOptions['format'], language: 'en' | 'zh' = 'en'): ReportOptions => ({
  format,
  language,
  sections: reportSections,
})
const html = renderReport(input, options('html')).text

describe('an HTML report', () => {
  it('is one inert file: no script, no event handler, nothing from another host', () => {
    expect(html).not.toMatch(/<script|\son\w+=|javascript:|<iframe|<link|url\(|src=/i)
    expect(html.match(/href="[^#]/g)).toBeNull()
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'")
  })

  it('has every section, its charts as SVG, both themes and print styles', () => {
    for (const id of reportSections) expect(html).toContain(`<section id="${id}">`)
    expect(html.match(/<svg xmlns/g)!.length).toBeGreaterThanOrEqual(5)
    expect(html).toContain('prefers-color-scheme:dark')
    expect(html).toContain('@media print')
  })

  it('says the findings of the screen, prints failed checks, and gives intervals', () => {
    expect(html).toContain('EASE and iALS share the lead by NDCG@10')
    expect(html).toContain('60 % of test events are older than a training event of the same user. Read these numbers')
    expect(html).toContain('Split lets models see the future: 98 % of the test events')
    expect(html).toContain('0.436 – 0.456')
    expect(html).toContain('≈ 0.21')
  })

  it('shows hostile names as text', () => {
    const bad = '<img src=x onerror=alert(1)>'
    const hostile = {
      ...results,
      data: { ...results.data, name: bad },
      models: results.models.map((m) => ({ ...m, label: bad })),
    }
    for (const format of ['html', 'markdown'] as const)
      expect(renderReport({ ...input, results: hostile }, options(format)).text).not.toContain('<img')
  })

  it('is the same text for the same input', () => {
    expect(renderReport(input, options('html')).text).toBe(html)
  })

  it('leaves out the sections that are not asked for', () => {
    const { text, checks } = renderReport(input, { ...options('html'), sections: ['leaderboard'] })
    expect(text).not.toContain('<section id="charts">')
    expect(checks.find(({ sentence }) => sentence.startsWith('Metric definitions'))!.passed).toBe(false)
  })
})

it.each(reportFormats)('writes %s in English and Chinese', (format) => {
  const english = renderReport(input, options(format)).text
  const chinese = renderReport(input, options(format, 'zh')).text
  expect(english.length).toBeGreaterThan(500)
  expect(english).not.toMatch(/undefined(?!")|NaN/)
  expect(chinese).toMatch(/\p{Script=Han}/u)
})

it('gives a command that spells the same experiment', () => {
  const { rerun } = renderReport(input, options('json'))
  expect(parseSpelling(rerun, 'flags')).toEqual(experiment)
})

it('writes JSON that holds the results unchanged', () => {
  const read = JSON.parse(renderReport(input, options('json')).text) as { results: unknown }
  expect(read.results).toEqual(JSON.parse(JSON.stringify(results)))
})

it('gives CSV both ends of every interval as numbers', () => {
  const lines = renderReport(input, options('csv')).text.split('\r\n')
  expect(lines[1]).toMatch(/^#,Model,NDCG@10,NDCG@10 low,NDCG@10 high,/)
  expect(lines[2]).toMatch(/^1,EASE,0\.446,0\.436,0\.456,/)
})

it('labels every table and chart of metrics when candidates were sampled, also in CSV and in Chinese', () => {
  const { detail } = input
  const experiment = { ...detail.experiment, candidates: { kind: 'uniform' as const, negatives: 99 } }
  const sampled = { ...input, detail: { ...detail, experiment } }
  const { text } = renderReport(sampled, options('html'))
  const charts = (renderReport(input, options('html')).text.match(/<figcaption>/g) ?? []).length
  expect((text.match(/\[sampled: 99 uniform negatives\]<\/figcaption>/g) ?? []).length).toBeGreaterThan(3)
  expect((text.match(/<figcaption>/g) ?? []).length).toBe(charts)
  expect(renderReport(sampled, options('csv')).text).toContain('# leaderboard; sampled: 99 uniform negatives')
  expect(renderReport(sampled, options('html', 'zh')).text).toContain('[抽样：99 个均匀负样本]')
  expect(html).not.toContain('sampled')
})

describe('escapes', () => {
  it('keep spreadsheets from reading text as a formula, and leave numbers alone', () => {
    expect(escapeCell('=1+1')).toBe("'=1+1")
    expect(escapeCell('  @SUM(A1)')).toBe("'  @SUM(A1)")
    expect(escapeCell('\u00a0+1')).toBe("'\u00a0+1")
    expect(escapeCell('a\n=1')).toBe('"a\n\'=1"')
    expect(escapeCell(-1.5)).toBe('-1.5')
    expect(escapeCell('a,"b"')).toBe('"a,""b"""')
  })
  it('keep LaTeX from reading text as commands', () => {
    expect(escapeLatex('100 % \\input{x} a_b')).toBe('100 \\% \\textbackslash{}input\\{x\\} a\\_b')
  })
})

describe('a report of simulated policies', () => {
  const curves = { reward: [0.2, 0.3], gini: [0.5, 0.9], coverage: [1, 0.4], similarity: [0.1, 0.6] }
  const simulated = {
    ...results,
    policies: results.policies.map((policy) => ({
      ...policy,
      loop: { ...curves, rounds: [0, 1], events: [10, 20], chance: curves },
    })),
    abTests: [
      {
        a: 'ease',
        b: 'popularity',
        visitors: { a: 1007, b: 993 },
        rate: { a: 0.2, b: 0.4 },
        difference: { value: 0.2, low: 0.1, high: 0.3, p: 0.0001 },
        adjusted: null,
        sampleRatio: { p: 0.0002, note: 'The groups are off.' },
        neededPerArm: 102,
        looks: [],
        stoppedAt: null,
        interleaving: { preference: 0.744, low: 0.7, high: 0.8, visits: 100 },
        verdict: 'B is better.',
      },
    ],
  }
  const written = renderReport({ ...input, results: simulated }, options('markdown')).text

  it('has what a feedback loop did, beside chance', () => {
    expect(written).toContain('| shown by chance | 0.200 → 0.300 | 0.500 → 0.900 | 1.000 → 0.400 | 0.100 → 0.600 |')
  })

  it('has the A/B tests, and warns of groups that are off', () => {
    expect(written).toContain('1,007 + 993 | 0.2000 (0.1000 – 0.3000) |')
    expect(written).toContain('The groups are off.')
  })
})
