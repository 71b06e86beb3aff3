import * as v from 'valibot'
import { modelChoice, recipeStep } from '../experiment.ts'
import type { JobId } from '../ids.ts'
import { call } from './call.ts'
import type { ItemLabel } from './data.ts'

export interface Contribution extends ItemLabel {
  readonly amount: number
  /** What it has in common with the recommended item: words, categories. */
  readonly shared?: readonly string[]
}

export interface RecommendedItem extends ItemLabel {
  readonly rank: number
  readonly score: number
  /** What the score is made of, largest first; `rest` completes it. Null when the model cannot explain. */
  readonly explanation: {
    readonly exact: boolean
    readonly contributions: readonly Contribution[]
    readonly rest: number
  } | null
}

export interface RecommendedList {
  readonly model: string
  readonly label: string
  readonly items: readonly RecommendedItem[]
  readonly similar: readonly (ItemLabel & { readonly similarity: number })[]
  readonly seconds: number
  readonly note: string | null
}

/** One way to group the users of a log. */
export interface SegmentGroup {
  /** `activity`, `rfm`, `interest`, or a column of the table of users, as in `user:gender`. */
  readonly by: string
  readonly segments: readonly { readonly name: string; readonly users: number }[]
}

/** Users of a segment who most likely want each item, the likeliest first. */
export interface PushList {
  readonly model: string
  readonly segment: { readonly name: string; readonly users: number }
  readonly items: readonly (ItemLabel & {
    readonly users: readonly {
      readonly user: string
      /** Of the item among what the user has not had, from 1. */
      readonly rank: number
      /** Standard deviations above the mean of the user's scores. */
      readonly score: number
    }[]
  })[]
  readonly seconds: number
}

const whole = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))

const pushQuery = v.strictObject({
  data: v.string(),
  prepare: v.optional(v.array(recipeStep), []),
  model: modelChoice,
  /** The grouping, a colon and the segment's name or number from 1: `rfm:champions`, `interest:2`, `user:gender:F`. */
  segment: v.string(),
  /** Raw identifiers; absent, the `top` items of the segment's lists. */
  items: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  top: v.optional(whole(1, 100), 1),
  /** Users per item, at most. */
  limit: v.optional(whole(1, 100_000), 100),
  seed: v.optional(v.number(), 2020),
})
export type PushQuery = v.InferOutput<typeof pushQuery>

const query = v.strictObject({
  data: v.string(),
  prepare: v.optional(v.array(recipeStep), []),
  models: v.pipe(v.array(modelChoice), v.minLength(1), v.maxLength(4)),
  /** A user of the log, or a pasted history of raw item identifiers. */
  user: v.optional(v.string()),
  history: v.optional(v.array(v.string())),
  k: v.optional(
    v.pipe(
      v.number(),
      v.integer('k is a whole number.'),
      v.minValue(1, 'k is 1 or more.'),
      v.maxValue(1000, 'k is at most 1,000.'),
    ),
    10,
  ),
  seed: v.optional(v.number(), 2020),
})
export type RecommendQuery = v.InferOutput<typeof query>

const above = (bound: number, message: string) => v.pipe(v.number(), v.gtValue(bound, message))

/** Learning a log event by event, in its order of time. */
export const streamQuery = v.strictObject({
  data: v.string(),
  prepare: v.optional(v.array(recipeStep), []),
  factors: v.optional(whole(1, 1024)),
  learningRate: v.optional(above(0, 'The learning rate is above 0.')),
  regularization: v.optional(v.pipe(v.number(), v.minValue(0, 'The regularization is 0 or more.'))),
  /** Length of the list in which an item must be to count as a hit. */
  cutoff: v.optional(whole(1, 1000)),
  seed: v.optional(v.number(), 2020),
})
export type StreamQuery = v.InferOutput<typeof streamQuery>

/** How a model did on a stream that it learned event by event. */
export interface StreamResult {
  readonly events: number
  /** Events that were tested: of users known by then, who had not met that item before. */
  readonly tested: number
  /** Share of them whose item was in the list. */
  readonly hitRate: number
  /** The hit rate of the tests since the point before, at evenly spaced events; null where none was tested. */
  readonly curve: { readonly events: readonly number[]; readonly hitRate: readonly (number | null)[] }
  /** Events learned in a second, the tests left out. */
  readonly eventsPerSecond: number
  readonly testsPerSecond: number
}

export const recommendCalls = {
  /** Trains the models on the whole log when they are not at hand, then answers from memory. */
  'recommend/lists': call(query).returns<JobId>(),
  /** The job's result are the groups that the users of a data set fall into, as `SegmentGroup[]`. */
  'recommend/segments': call(
    v.strictObject({
      data: v.string(),
      prepare: v.optional(v.array(recipeStep), []),
      seed: v.optional(v.number(), 2020),
    }),
  ).returns<JobId>(),
  /** The job's result is a `PushList`. */
  'recommend/push': call(pushQuery).returns<JobId>(),
  /** The job's result is a `StreamResult`. */
  'recommend/stream': call(streamQuery).returns<JobId>(),
} as const
