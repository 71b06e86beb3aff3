import * as v from 'valibot'
import { call } from './call.ts'
import type { AbTestResult } from './policies.ts'

const share = (what: string) =>
  v.pipe(v.number(), v.gtValue(0, `${what} lies above 0.`), v.ltValue(1, `${what} lies below 1.`))
const counts = v.strictObject({
  successes: v.pipe(v.number(), v.integer('Successes are a whole number.'), v.minValue(0, 'Successes are 0 or more.')),
  trials: v.pipe(v.number(), v.integer('Trials are a whole number.'), v.minValue(2, 'An arm needs 2 or more trials.')),
})

/** How a test is read: the share of units that were to meet control, the error rate, the looks, the power to plan for. */
const reading = {
  allotment: v.optional(share('The share of control'), 0.5),
  level: v.optional(share('The significance level'), 0.05),
  power: v.optional(share('The power'), 0.8),
  looks: v.optional(
    v.pipe(v.number(), v.integer('Looks are a whole number.'), v.minValue(1, 'A test has 1 or more looks.')),
    1,
  ),
}

/** Units that an A/B test of two conversion rates needs, or what a given number of them can show. */
export interface AbPlanning {
  readonly control: number
  readonly treatment: number
  readonly level: number
  readonly power: number
  /** Units per arm, not rounded, by each formula. */
  readonly perArm: {
    readonly pooled: number
    readonly unpooled: number
    readonly corrected: number
    readonly arcsine: number
  }
  /** With a number of units per arm given: the power they have, and the smallest rise of the rate they find with the wanted power. */
  readonly given: { readonly perArm: number; readonly power: number; readonly detectableRise: number } | null
  /** Bounds on |z| at evenly spaced looks, by the spending function of O'Brien and Fleming. */
  readonly bounds: readonly number[]
}

export const abCalls = {
  'ab/plan': call(
    v.strictObject({
      rate: share('The rate of control'),
      /** Relative: 0.1 is a rise by a tenth. */
      lift: v.number(),
      perArm: v.optional(v.pipe(v.number(), v.minValue(2, 'An arm needs 2 or more units.'))),
      level: reading.level,
      power: reading.power,
      looks: reading.looks,
    }),
  ).returns<AbPlanning>(),
  /** Reads a test that has been run: counts of both arms, or a file with the columns `group` and `value`, and `past` for CUPED, in order of arrival. */
  'ab/read': call(
    v.strictObject({
      counts: v.optional(v.strictObject({ control: counts, treatment: counts })),
      file: v.optional(v.string()),
      /** Which group of the file is control; absent: the first by name. */
      control: v.optional(v.string()),
      ...reading,
    }),
  ).returns<AbTestResult>(),
} as const
