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

export const recommendCalls = {
  /** Trains the models on the whole log when they are not at hand, then answers from memory. */
  'recommend/lists': call(query).returns<JobId>(),
} as const
