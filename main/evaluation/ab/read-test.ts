import type { AbTestResult } from '../../contract/api/policies.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { meanOf, varianceOf } from '../significance/differences.ts'
import type { Arms } from './arms.ts'
import { cohensD, testsOfMeans } from './means.ts'
import { testByCuped, type WithPast } from './cuped.ts'
import { differenceIntervals } from './difference-intervals.ts'
import { groupSequentialBounds } from './group-sequential.ts'
import { evenLooks } from './plan-test.ts'
import { testProportions } from './proportion-tests.ts'
import { testSampleRatio } from './sample-ratio.ts'
import { sampleSizeOfMeans, sampleSizes } from './sample-size.ts'

/** The units of one arm in order of arrival. */
export interface ArmUnits {
  readonly values: Float64Array
  /** What each unit did before the test; absent where nobody knows. */
  readonly past?: Float64Array
  /** Place of each unit among those of both arms, from 0, ascending; absent where the order is not known. */
  readonly arrival?: Int32Array
}

export interface AbReading {
  readonly allotment: number
  readonly looks: number
  readonly level: number
  readonly power: number
}

type Reading = Omit<AbTestResult, 'a' | 'b' | 'interleaving'>

/** A p below this says that the groups were not filled as planned. */
const brokenRatio = 0.001

/**
 * Reads an A/B test: whether the groups are as large as planned, how far the means are apart, the same after CUPED, and at which look a sequential test would have stopped.
 *
 * Rates of 0 and 1: the pooled z-test with Newcombe's interval; other values: Welch's test. Looks are evenly spaced, the statistic is that of the same test on the units so far,
 * and its bounds spend the error rate as O'Brien and Fleming do.
 *
 * @throws RecbenchError `bad-input` for an arm with fewer than two units
 */
export function readAbTest({ control, treatment }: Arms<ArmUnits>, plan: AbReading): Reading {
  const values = { control: control.values, treatment: treatment.values }
  for (const [name, arm] of Object.entries(values))
    if (arm.length < 2)
      throw new RecbenchError('bad-input', `The arm ${name} has ${arm.length} units; a test takes at least two.`, {
        remedy: 'Let the test run on, or check which group is control.',
      })
  const difference = compare(values, plan.level)
  const sizes = { a: values.control.length, b: values.treatment.length }
  const ratio = testSampleRatio([sizes.a, sizes.b], [plan.allotment, 1 - plan.allotment])
  const broken = ratio.p < brokenRatio
  const looks = lookOn({ control, treatment }, plan)
  const stoppedAt = looks.findIndex(({ statistic, bound }) => Math.abs(statistic) >= bound)
  return {
    visitors: sizes,
    rate: { a: meanOf(values.control), b: meanOf(values.treatment) },
    difference,
    adjusted: adjustByPast({ control, treatment }, plan.level),
    sampleRatio: {
      p: ratio.p,
      note: broken
        ? `The groups have ${sizes.a} and ${sizes.b} units, which chance hardly gives at a share of ${plan.allotment}: do not read this test before the cause is found.`
        : null,
    },
    neededPerArm: neededPerArm(values, plan),
    looks,
    stoppedAt: stoppedAt < 0 ? null : stoppedAt,
    verdict: broken ? verdicts.broken : verdictOf(difference, plan.level),
  }
}

const verdicts = {
  broken: 'Not to be read: the groups are not as large as planned.',
  better: 'B is better.',
  worse: 'A is better.',
  open: 'No difference was shown; that does not show that there is none.',
} as const

const verdictOf = ({ value, p }: Reading['difference'], level: number): string =>
  p >= level ? verdicts.open : value > 0 ? verdicts.better : verdicts.worse

const isRate = (values: Float64Array) => values.every((value) => value === 0 || value === 1)
const bothRates = ({ control, treatment }: Arms<Float64Array>) => isRate(control) && isRate(treatment)

const conversionsOf = (values: Float64Array) => ({
  successes: values.reduce((sum, value) => sum + value, 0),
  trials: values.length,
})

function compare(values: Arms<Float64Array>, level: number): Reading['difference'] {
  if (!bothRates(values)) {
    const { difference, low, high, p } = testsOfMeans.welch(values, level)
    return { value: difference, low, high, p }
  }
  const counts = { control: conversionsOf(values.control), treatment: conversionsOf(values.treatment) }
  const value = meanOf(values.treatment) - meanOf(values.control)
  return { value, ...differenceIntervals.newcombe(counts, level), p: testProportions(counts).p }
}

function statisticOf(values: Arms<Float64Array>): number {
  if (bothRates(values))
    return testProportions({ control: conversionsOf(values.control), treatment: conversionsOf(values.treatment) })
      .statistic
  const { t } = testsOfMeans.welch(values, 0.05)
  return Number.isFinite(t) ? t : 0
}

function adjustByPast({ control, treatment }: Arms<ArmUnits>, level: number): Reading['adjusted'] {
  if (!control.past || !treatment.past) return null
  const past = [...control.past, ...treatment.past]
  if (past.every((value) => value === past[0])) return null
  const units: Arms<WithPast> = {
    control: { values: control.values, past: control.past },
    treatment: { values: treatment.values, past: treatment.past },
  }
  const { difference, low, high, p } = testByCuped(units, level)
  const plain = testsOfMeans.welch({ control: control.values, treatment: treatment.values }, level)
  const narrowed = (high - low) / (plain.high - plain.low)
  return { value: difference, low, high, p, varianceReduction: 1 - narrowed ** 2 }
}

/** Units per arm that show the observed difference with the wanted power. */
function neededPerArm(values: Arms<Float64Array>, { level, power }: AbReading): number | null {
  const rates = { control: meanOf(values.control), treatment: meanOf(values.treatment) }
  if (rates.control === rates.treatment) return null
  const inside = Object.values(rates).every((rate) => rate > 0 && rate < 1)
  if (bothRates(values)) return inside ? Math.ceil(sampleSizes.pooled(rates, level, power)) : null
  const effect = cohensD(values)
  return Number.isFinite(effect) && varianceOf(values.control) > 0
    ? Math.ceil(sampleSizeOfMeans(effect, level, power))
    : null
}

function lookOn({ control, treatment }: Arms<ArmUnits>, { looks, level }: AbReading): Reading['looks'] {
  const all = control.values.length + treatment.values.length
  if (!control.arrival || !treatment.arrival) return []
  const shares = evenLooks(looks)
  const bounds = groupSequentialBounds(shares, level)
  return shares.map((share, look) => {
    const visitors = Math.round(share * all)
    const soFar = { control: firstOf(control, visitors), treatment: firstOf(treatment, visitors) }
    const enough = soFar.control.length > 1 && soFar.treatment.length > 1
    return { visitors, statistic: enough ? statisticOf(soFar) : 0, bound: bounds[look]! }
  })
}

function firstOf({ values, arrival }: ArmUnits, visitors: number): Float64Array {
  const end = arrival!.findIndex((place) => place >= visitors)
  return end < 0 ? values : values.subarray(0, end)
}
