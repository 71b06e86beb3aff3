import { describe, expect, it } from 'vitest'
import { compareRow, namesToMeasure } from '../../../../main/verification/ranking/compare.ts'
import type { ReferenceRow } from '../../../../main/verification/reference-files.ts'

const row: ReferenceRow = {
  id: 'x',
  library: 'l',
  model: 'm',
  data: 'd',
  config: {},
  deterministic: true,
  tolerance: 0.01,
  note: '',
  metrics: { 'recall@5': 0.3, 'recall@5_f2': 0.4, 'recall@5_sd_over_seeds': 0.1, 'coverage_allusers@5_f1': 0.7 },
  inputs: {
    folds: [
      { train: 'data:set/f1.base.gz', test: 'data:set/f1.test.gz' },
      { train: 'data:set/f2.base.gz', test: 'data:set/f2.test.gz' },
    ],
    task: 'ranking',
    threshold: null,
  },
}
const fold = (recall: number, coverage: number) => ({ 'recall@5': recall, 'coverage_allusers@5': coverage })

describe('comparing a row of rankings', () => {
  it('measures each metric once, without the suffixes of folds and seeds', () => {
    expect(namesToMeasure(row)).toEqual(['recall@5', 'coverage_allusers@5'])
  })

  it('compares means over folds and seeds, single folds by the name of the training file, and tells the spread', () => {
    const runs = [
      [fold(0.1, 0.7), fold(0.3, 0)],
      [fold(0.3, 0.7), fold(0.5, 0)],
    ]
    const found = compareRow(row, runs, '')
    expect(found.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['recall@5', 'pass'],
      ['recall@5_f2', 'pass'],
      ['recall@5_sd_over_seeds', 'information'],
      ['coverage_allusers@5_f1', 'pass'],
    ])
    expect(found[2]!.ours).toBeCloseTo(Math.SQRT2 / 10, 12)
  })
})
