import { describe, expect, it } from 'vitest'
import { bootstrap, bootstrapLanes, quantile } from '../../../../main/evaluation/significance/bootstrap.ts'
import {
  addLanes,
  addWeightedLanes,
  createDraws,
  drawLanes,
  lanes,
  type LaneStatistic,
} from '../../../../main/evaluation/significance/resampled-lanes.ts'
import { Random } from '../../../../main/math/random.ts'

const meanOf = (values: readonly number[]) => (draws: Int32Array) =>
  values.reduce((sum, value, i) => sum + value * draws[i]!, 0) / values.length

describe('bootstrap', () => {
  it('draws as many units as there are, with replacement', () => {
    const totals = new Set<number>()
    const total = (draws: Int32Array) => draws.reduce((sum, count) => sum + count, 0)
    bootstrap(7, [(draws) => totals.add(total(draws)).size], new Random(1))
    expect([...totals]).toEqual([7])
    let largest = 0
    bootstrap(7, [(draws) => (largest = Math.max(largest, ...draws))], new Random(1))
    expect(largest).toBeGreaterThan(1)
  })

  it('comes close to the normal interval of a mean: ± 1.96 s / √n', () => {
    const random = new Random(2)
    const values = Array.from({ length: 400 }, () => random.normal())
    const mean = values.reduce((sum, value) => sum + value, 0) / 400
    const [interval] = bootstrap(400, [meanOf(values)], new Random(3))
    expect(interval!.high - interval!.low).toBeCloseTo((2 * 1.96) / 20, 1)
    expect(Math.abs((interval!.high + interval!.low) / 2 - mean)).toBeLessThan(0.02)
  })

  it('gives the same interval for the same seed, and none without units or defined values', () => {
    const run = () => bootstrap(5, [meanOf([1, 2, 3, 4, 5])], new Random(9))
    expect(run()).toEqual(run())
    expect(bootstrap(0, [() => 1], new Random(1))).toEqual([null])
    expect(bootstrap(2, [() => NaN], new Random(1))).toEqual([null])
  })
})

describe('bootstrapLanes', () => {
  const values = Float64Array.from({ length: 30 }, (_, i) => Math.sin(i))
  const units = Int32Array.from(values.keys())

  it('gives the digits of one resample after the other', () => {
    const mean: LaneStatistic = (draws, into) => {
      addLanes(draws, units, values, into.fill(0))
      for (let lane = 0; lane < lanes; lane++) into[lane]! /= values.length
    }
    expect(bootstrapLanes(30, [mean], new Random(4))).toEqual(bootstrap(30, [meanOf([...values])], new Random(4)))
  })

  it('sums by hand: draws 2 and 1 of the values 3 and 5, weights 10 and 100', () => {
    const draws = createDraws(2)
    draws.counts.set([2, 0, 0, 0, 0, 0, 0, 3])
    draws.counts.set([1, 0, 0, 0, 0, 0, 0, 0], lanes)
    const [sums, total, plain] = [new Float64Array(lanes), new Float64Array(lanes), new Float64Array(lanes)]
    addLanes(draws, Int32Array.of(0, 1), Float64Array.of(3, 5), plain)
    addWeightedLanes(draws, Int32Array.of(0, 1), Float64Array.of(3, 5), Float64Array.of(10, 100), sums, total)
    expect([...plain]).toEqual([11, 0, 0, 0, 0, 0, 0, 9])
    expect([...sums]).toEqual([560, 0, 0, 0, 0, 0, 0, 90])
    expect([...total]).toEqual([120, 0, 0, 0, 0, 0, 0, 30])
  })

  it('draws nothing in lanes beyond the resamples asked for', () => {
    const draws = createDraws(5)
    drawLanes(draws, 2, new Random(1))
    const total = (lane: number) => draws.counts.reduce((sum, count, i) => sum + (i % lanes === lane ? count : 0), 0)
    expect(Array.from({ length: lanes }, (_, lane) => total(lane))).toEqual([5, 5, 0, 0, 0, 0, 0, 0])
    expect([...draws.totals]).toEqual([5, 5, 0, 0, 0, 0, 0, 0])
  })

  it('has no interval without units', () => {
    expect(bootstrapLanes(0, [() => undefined], new Random(1))).toEqual([null])
  })
})

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    const sorted = Float64Array.of(1, 2, 3, 4, 5)
    expect([quantile(sorted, 0), quantile(sorted, 0.5), quantile(sorted, 0.875), quantile(sorted, 1)]).toEqual([
      1, 3, 4.5, 5,
    ])
  })
})
