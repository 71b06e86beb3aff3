import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { families } from '../../../main/contract/api/models.ts'
import { ramp } from '../../../main/figures/figure.ts'
import {
  formatBytes,
  formatDifference,
  formatMetric,
  formatP,
  formatSeconds,
  metricTitle,
  relateP,
} from '../../../main/figures/format.ts'
import { themes } from '../../../main/figures/theme.ts'

describe('numbers in words', () => {
  it('give metrics three decimals, differences four with a sign, and shares in percent', () => {
    expect(formatMetric(0.44649, 'ndcg@10')).toBe('0.446')
    expect(formatMetric(0.22, 'coverage@10')).toBe('22.0 %')
    expect(formatMetric(null, 'ndcg@10')).toBe('–')
    expect(formatDifference(-0.0006)).toBe('−0.0006')
    expect(formatDifference(0.01)).toBe('+0.0100')
  })
  it('give p two decimals, three below 0.01, and a bound below 0.001', () => {
    expect([0.21, 0.004, 0.0002].map(formatP)).toEqual(['0.21', '0.004', '< 0.001'])
    expect(relateP(0.004, '≤')).toBe('≤ 0.004')
  })
  it('give times and sizes as people say them', () => {
    expect([0.2, 41, 138, 3900].map((s) => formatSeconds(s))).toEqual(['< 1 s', '41 s', '2 min 18 s', '1 h 05 min'])
    expect([640e6, 1.2e9].map(formatBytes)).toEqual(['640 MB', '1.2 GB'])
  })
  it('write metrics by their proper names', () => {
    expect(['ndcg@10', 'rmse', 'coverage@20'].map(metricTitle)).toEqual(['NDCG@10', 'RMSE', 'Coverage@20'])
  })
})

describe('themes', () => {
  const file = path.resolve(import.meta.dirname, '../../../renderer/styles/tokens.css')
  it.skipIf(!existsSync(file))('are the design tokens of the page', () => {
    const blocks = [
      ...readFileSync(file, 'utf8').matchAll(/^(?::root, )?\[data-theme="(light|dark|contrast)"\] \{([\s\S]*?)^\}/gm),
    ]
    expect(blocks.length).toBe(3)
    for (const [, name, body] of blocks) {
      const token = (wanted: string) => new RegExp(`--${wanted}: *(#[0-9a-f]{6})`).exec(body!)?.[1]
      const theme = themes[name as keyof typeof themes]
      for (const family of families) expect(theme.colour[family]).toBe(token(`f-${family}`))
      for (const [at, step] of ramp.entries()) expect(theme.colour[step]).toBe(token(`seq-${at + 1}`))
      expect([theme.background, theme.grid, theme.axis, theme.label, theme.tick]).toEqual(
        ['c-bg', 'c-grid', 'c-axis', 'c-text-2', 'c-text-3'].map(token),
      )
    }
  })
})
