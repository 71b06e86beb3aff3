import { describe, expect, it } from 'vitest'
import { selectRows } from '../../../main/data/interactions.ts'
import { selectTraining } from '../../../main/evaluation/training-part.ts'
import { logOf } from '../../helpers/experiments.ts'

describe('selectTraining', () => {
  const log = logOf(
    [
      [0, 0],
      [0, 1],
      [1, 1],
    ],
    2,
    2,
  )
  const [first, second] = [Int32Array.of(0, 2), Int32Array.of(1, 2)]

  it('gives the rows of the fold, as selected anew', () => {
    for (const rows of [first, second, first]) expect(selectTraining(log, rows)).toEqual(selectRows(log, rows))
  })

  it('keeps the part that was asked for last, of that log only', () => {
    const part = selectTraining(log, first)
    expect(selectTraining(log, first)).toBe(part)
    expect(selectTraining({ ...log }, first)).not.toBe(part)
    expect(selectTraining(log, second)).not.toBe(part)
  })
})
