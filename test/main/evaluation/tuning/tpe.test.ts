import { describe, expect, it } from 'vitest'
import { ParzenEstimator } from '../../../../main/evaluation/tuning/parzen.ts'
import { Random } from '../../../../main/math/random.ts'
import { runSearch } from './searching.ts'

const space = { rate: { from: 1e-3, to: 1e3, scale: 'log' }, kind: ['a', 'b', 'c'] }
/** Best at rate 10 and kind b. */
const hill = ({ rate, kind }: Readonly<Record<string, unknown>>) =>
  -Math.abs(Math.log10(rate as number) - 1) - (kind === 'b' ? 0 : 1)
const bestOf = (rounds: ReturnType<typeof runSearch>) => Math.max(...rounds.flat().map(({ config }) => hill(config)))

describe('tpe', () => {
  it('draws a third evenly, then proposes in rounds of four until the budget is spent', () => {
    expect(runSearch('tpe', space, 20, hill).map((round) => round.length)).toEqual([7, 4, 4, 4, 1])
  })

  it('proposes no configuration twice', () => {
    const keys = runSearch('tpe', space, 30, hill)
      .flat()
      .map(({ config }) => JSON.stringify(config))
    expect(new Set(keys).size).toBe(30)
  })

  it('comes nearer to the best than drawing evenly does, over 20 seeds', () => {
    const mean = (search: 'tpe' | 'random') =>
      Array.from({ length: 20 }, (_, seed) => bestOf(runSearch(search, space, 30, hill, seed))).reduce(
        (a, b) => a + b,
      ) / 20
    expect(mean('tpe')).toBeGreaterThan(mean('random') + 0.02)
  })

  it('gives the same for the same seed', () => {
    expect(runSearch('tpe', space, 12, hill, 5)).toEqual(runSearch('tpe', space, 12, hill, 5))
    expect(runSearch('tpe', space, 12, hill, 5)).not.toEqual(runSearch('tpe', space, 12, hill, 6))
  })
})

describe('the Parzen estimator', () => {
  it.each([[[]], [[0.5]], [[0.1, 0.12, 0.9]], [[0, 1]]])(
    'has a density over 0 … 1 of integral 1 after %j',
    (observed) => {
      const estimator = new ParzenEstimator(observed, null)
      const cells = 4000
      let sum = 0
      for (let cell = 0; cell < cells; cell++) sum += estimator.density((cell + 0.5) / cells) / cells
      expect(sum).toBeCloseTo(1, 4)
    },
  )

  it('is dense where it observed, by hand: one normal at 0.5 and the prior', () => {
    // Both cut off at 0 and 1: the prior has deviation 1, the observation deviation 0.5 (the distance to the ends).
    const erf = { half: 0.3829249225480262, one: 0.6826894921370859 }
    const peak = 0.3989422804014327
    expect(new ParzenEstimator([0.5], null).density(0.5)).toBeCloseTo((peak / erf.half + peak / 0.5 / erf.one) / 2, 9)
  })

  it('counts candidates with one of each beforehand', () => {
    const estimator = new ParzenEstimator([1, 1, 2], 4)
    expect([0, 1, 2, 3].map((option) => estimator.density(option))).toEqual([1 / 7, 3 / 7, 2 / 7, 1 / 7])
    const random = new Random(1)
    const drawn = Array.from({ length: 7000 }, () => estimator.draw(random))
    expect(drawn.filter((option) => option === 1).length / 7000).toBeCloseTo(3 / 7, 1)
  })
})
