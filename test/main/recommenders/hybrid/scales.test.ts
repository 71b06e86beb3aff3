import { describe, expect, it } from 'vitest'
import { rescale } from '../../../../main/recommenders/hybrid/scales.ts'

describe('scores on a common scale', () => {
  it.each([
    ['min-max', [1, 3, NaN, 2], [0, 1, 0, 0.5]],
    ['z-score', [1, 3, NaN, 5], [-1.224745, 0, -1.224745, 1.224745]],
    ['rank', [1, 3, NaN, 3], [1 / 4, 2.5 / 4, 0, 2.5 / 4]],
    ['none', [1, 3, NaN, 2], [1, 3, 1, 2]],
    ['min-max', [2, 2, 2], [0, 0, 0]],
    ['z-score', [0.1, 0.1, 0.1], [0, 0, 0]],
    ['min-max', [NaN, NaN], [0, 0]],
  ] as const)('are by %s of %j: %j', (scale, given, expected) => {
    rescale(Float64Array.from(given), scale).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
  })
})
