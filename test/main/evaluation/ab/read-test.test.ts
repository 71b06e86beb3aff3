import { describe, expect, it } from 'vitest'
import { planAbTest } from '../../../../main/evaluation/ab/plan-test.ts'
import { readAbTest, type ArmUnits } from '../../../../main/evaluation/ab/read-test.ts'
import { Random } from '../../../../main/math/random.ts'

const plan = { allotment: 0.5, looks: 1, level: 0.05, power: 0.8 }
const counts = (successes: number, trials: number): ArmUnits => ({
  values: new Float64Array(trials).fill(1, 0, successes),
})

describe('planning an A/B test', () => {
  it('gives the textbook size for 10 % against 12 %', () => {
    const { perArm, bounds } = planAbTest({ rate: 0.1, lift: 0.2, level: 0.05, power: 0.8, looks: 1 })
    expect(Math.ceil(perArm.pooled)).toBe(3841)
    expect(bounds[0]).toBeCloseTo(1.96, 3)
  })

  it('says what a given size can show', () => {
    const given = planAbTest({ rate: 0.1, lift: 0.2, perArm: 3841, level: 0.05, power: 0.8, looks: 1 }).given!
    expect(given.power).toBeCloseTo(0.8, 3)
    expect(given.detectableRise).toBeCloseTo(0.02, 4)
  })

  it('refuses a lift that leads nowhere', () => {
    const request = { rate: 0.5, level: 0.05, power: 0.8, looks: 1 }
    expect(() => planAbTest({ ...request, lift: 1 })).toThrow('gives 1')
    expect(() => planAbTest({ ...request, lift: 0 })).toThrow('A lift of 0')
  })
})

describe('reading an A/B test', () => {
  it('tests rates by the pooled z and Newcombe’s interval', () => {
    const { difference, rate, verdict, looks } = readAbTest(
      { control: counts(56, 70), treatment: counts(48, 80) },
      plan,
    )
    expect(rate).toEqual({ a: 0.8, b: 0.6 })
    expect(difference.value).toBeCloseTo(-0.2, 12)
    expect(difference.low).toBeCloseTo(-0.3339, 4)
    expect(difference.high).toBeCloseTo(-0.0524, 4)
    expect(difference.p).toBeCloseTo(0.0079, 3)
    expect(verdict).toBe('A is better.')
    expect(looks).toEqual([])
  })

  it('says to read nothing when the groups are not as large as planned', () => {
    const { sampleRatio, verdict } = readAbTest({ control: counts(100, 1200), treatment: counts(100, 1000) }, plan)
    expect(sampleRatio.p).toBeLessThan(0.001)
    expect(sampleRatio.note).toContain('1200 and 1000')
    expect(verdict).toBe('Not to be read: the groups are not as large as planned.')
  })

  it('narrows the interval by what the units did before', () => {
    const random = new Random(1, 'cuped')
    const armOf = (shift: number): ArmUnits => {
      const past = Float64Array.from({ length: 400 }, () => random.normal())
      return { past, values: past.map((before) => before + shift + 0.5 * random.normal()) }
    }
    const { adjusted, difference } = readAbTest({ control: armOf(0), treatment: armOf(0.2) }, plan)
    expect(adjusted!.varianceReduction).toBeCloseTo(1 - 0.25 / 1.25, 1)
    expect(adjusted!.high - adjusted!.low).toBeLessThan((difference.high - difference.low) / 2)
    expect(adjusted!.low).toBeLessThan(0.2)
    expect(adjusted!.high).toBeGreaterThan(0.2)
  })

  it('stops at the first look whose statistic reaches its bound', () => {
    const arrivals = (from: number) => Int32Array.from({ length: 500 }, (_, i) => 2 * i + from)
    const treatment = { values: Float64Array.from({ length: 500 }, (_, i) => (i % 2 ? 1 : 0)), arrival: arrivals(1) }
    const control = { values: Float64Array.from({ length: 500 }, (_, i) => (i % 4 ? 0 : 1)), arrival: arrivals(0) }
    const { looks, stoppedAt } = readAbTest({ control, treatment }, { ...plan, looks: 5 })
    expect(looks.map(({ visitors }) => visitors)).toEqual([200, 400, 600, 800, 1000])
    expect(looks[0]!.statistic).toBeCloseTo((0.5 - 0.25) / Math.sqrt(0.375 * 0.625 * (2 / 100)), 6)
    expect(stoppedAt).toBe(1)
  })

  it('needs two units in each arm', () => {
    expect(() => readAbTest({ control: counts(1, 1), treatment: counts(1, 9) }, plan)).toThrow('has 1 units')
  })
})
