import { describe, expect, it } from 'vitest'
import { signFlipPermutation } from '../../../../main/evaluation/significance/permutation.ts'
import { signTest } from '../../../../main/evaluation/significance/sign-test.ts'
import { wilcoxon } from '../../../../main/evaluation/significance/wilcoxon.ts'
import { Random } from '../../../../main/math/random.ts'

const random = () => new Random(1, 'test')

describe('wilcoxon', () => {
  const d = Float64Array.of(1, -2, 3, 4, 0)

  it('sums ranks of absolute values on either side: 1 + 3 + 4 against 2', () => {
    const { statistic, pairs, effect, z } = wilcoxon(d)
    expect([statistic, pairs]).toEqual([2, 4])
    expect(effect).toBeCloseTo(0.6, 12)
    expect(z).toBeCloseTo((2 - 5) / Math.sqrt(30 / 4), 12)
  })

  it('ranks zeros with the others when asked: Pratt drops their ranks, zsplit gives half to each side', () => {
    expect(wilcoxon(d, 'pratt')).toMatchObject({ statistic: 3, pairs: 5 })
    expect(wilcoxon(d, 'pratt').z).toBeCloseTo((3 - (7.5 - 0.5)) / Math.sqrt((5 * 6 * 11 - 1 * 2 * 3) / 24), 12)
    expect(wilcoxon(d, 'zsplit').statistic).toBe(3.5)
  })

  it('lowers the variance for ties', () => {
    expect(wilcoxon(Float64Array.of(1, 1, 1, -2)).statistic).toBe(4)
    expect(wilcoxon(Float64Array.of(2, 2, -2, 1)).z).toBeCloseTo((3 - 5) / Math.sqrt((180 - 12) / 24), 12)
  })

  it('moves z by one half with the continuity correction', () => {
    const error = Math.sqrt(30 / 4)
    expect(wilcoxon(d, 'wilcox', true).z).toBeCloseTo(-2.5 / error, 12)
  })

  it('takes differences of the last bits for zero', () => {
    expect(wilcoxon(Float64Array.of(1e-15, -1e-14, 1, 2)).pairs).toBe(2)
  })

  it('says p = 1 without a difference and nothing without pairs', () => {
    expect(wilcoxon(Float64Array.of(0, 0)).p).toBe(1)
    expect(wilcoxon(new Float64Array(0)).p).toBeNaN()
  })
})

describe('signTest', () => {
  it('is a fair coin: four wins of five give 2 · 6/32', () => {
    const { wins, losses, ties, p, effect } = signTest(Float64Array.of(1, 2, 3, 4, -1, 0))
    expect([wins, losses, ties]).toEqual([4, 1, 1])
    expect(p).toBeCloseTo(12 / 32, 12)
    expect(effect).toBeCloseTo(0.6, 12)
  })

  it('says 1 for a draw and without decisions', () => {
    expect(signTest(Float64Array.of(1, -1)).p).toBe(1)
    expect(signTest(Float64Array.of(0)).p).toBe(1)
  })
})

describe('signFlipPermutation', () => {
  it('comes near the share of all assignments: 2 of 16 for four equal signs', () => {
    const { p, flips } = signFlipPermutation(Float64Array.of(1, 2, 3, 4), random())
    expect(flips).toBe(10_000)
    expect(Math.abs(p - 2 / 16)).toBeLessThan(0.015)
  })

  it('counts every assignment when the sum is 0, and is never 0', () => {
    expect(signFlipPermutation(Float64Array.of(1, -1), random(), 99).p).toBe(1)
    const { hits, p } = signFlipPermutation(
      Float64Array.from({ length: 60 }, (_, i) => 1 + i),
      random(),
      999,
    )
    expect([hits, p]).toEqual([0, 1 / 1000])
  })

  it('needs no whole block of eight: 9 differences, same seed, same result', () => {
    const d = Float64Array.from({ length: 9 }, (_, i) => i - 3)
    expect(signFlipPermutation(d, random())).toEqual(signFlipPermutation(d, random()))
    expect(signFlipPermutation(new Float64Array(0), random()).p).toBeNaN()
  })

  it('counts what one assignment after the other counts, its signs from the bits of the stream, 8 differences a byte', () => {
    const d = Float64Array.from({ length: 37 }, (_, i) => Math.sin(i) + 0.2)
    const stream = random()
    const total = Math.abs(d.reduce((sum, value) => sum + value, 0))
    let hits = 0
    for (let flip = 0; flip < 1100; flip++) {
      const words = [stream.bits(), stream.bits()]
      const sum = d.reduce((all, value, i) => all + ((words[i >> 5]! >>> (i & 31)) & 1 ? -value : value), 0)
      if (Math.abs(sum) >= total) hits++
    }
    expect(signFlipPermutation(d, random(), 1100).hits).toBe(hits)
    expect(hits).toBeGreaterThan(10)
  })
})
