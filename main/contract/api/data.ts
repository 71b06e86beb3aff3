import * as v from 'valibot'
import { readingOptions, recipeStep, type ReadingOptions, type RecipeStep, type Role } from '../experiment.ts'
import type { JobId } from '../ids.ts'
import { ruleMeasures, type RuleTable } from '../rules.ts'
import { splitPlan } from '../splits.ts'
import { call } from './call.ts'
import type { LeakAudit } from './runs.ts'

/** A cell as it crosses the wire: text, number, boolean or missing. 64-bit integers and times arrive as text. */
export type Cell = string | number | boolean | null

export interface Problem {
  /** Line in the file, from 1; for Parquet the row. */
  readonly line: number
  readonly column: string
  readonly value: string
  readonly reason: string
}

export type ColumnType = 'integer' | 'number' | 'text' | 'time' | 'boolean' | 'list'

export interface PreviewColumn {
  readonly name: string
  readonly type: ColumnType
  readonly role: Role | null
  readonly confidence: 'certain' | 'likely' | 'guess'
  /** Why this role, in a sentence. */
  readonly reason: string
  readonly distinct: number
  readonly missing: number
  readonly minimum: Cell
  readonly maximum: Cell
  readonly histogram: readonly number[]
}

export interface Preview {
  readonly file: string
  readonly bytes: number
  readonly format: string
  readonly encoding: string
  readonly delimiter: string | null
  readonly header: boolean
  readonly columns: readonly PreviewColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly problems: readonly Problem[]
  readonly rowsRead: number
  /** Rows in the whole file; estimated when `estimated`. */
  readonly rowsTotal: number
  readonly estimated: boolean
  readonly options: ReadingOptions
  /** Roles that no column holds, worked out from others: the user of a log that knows users by their features. */
  readonly derivedRoles: readonly Role[]
  readonly warnings: readonly string[]
}

/** What `recbench import --json` prints. */
export interface ImportSummary {
  readonly data: string
  readonly hash: string
  readonly format: string
  readonly encoding: string
  readonly delimiter: string | null
  readonly roles: Readonly<Partial<Record<Role, string>>>
  readonly rows: number
  readonly accepted: number
  readonly rejected: number
  readonly problems: readonly Problem[]
  readonly users: number
  readonly items: number
  readonly interactions: number
}

export interface TableInfo {
  readonly name: string
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly role: Role | null }[]
}

export interface RecipeOutcome {
  readonly step: RecipeStep
  readonly rowsBefore: number
  readonly rowsAfter: number
}

export interface DatasetSummary {
  readonly name: string
  readonly title: string
  readonly users: number
  readonly items: number
  readonly interactions: number
  readonly hash: string
  readonly importedAt: string
  readonly source: string
  readonly licence: string | null
  readonly hasTimes: boolean
  readonly hasValues: boolean
  /** Logged bandit feedback: action, reward and propensity are there. */
  readonly hasPropensities: boolean
  /** Pairs of user and item that occur, as a share of all pairs. */
  readonly density: number
}

export interface DatasetDetail extends DatasetSummary {
  readonly import: ImportSummary
  readonly roles: Readonly<Partial<Record<Role, string>>>
  readonly recipe: readonly RecipeOutcome[]
  readonly tables: readonly TableInfo[]
  readonly from: string | null
  readonly to: string | null
}

export const filter = v.variant('kind', [
  v.strictObject({
    kind: v.literal('range'),
    column: v.string(),
    minimum: v.nullable(v.union([v.number(), v.string()])),
    maximum: v.nullable(v.union([v.number(), v.string()])),
  }),
  v.strictObject({
    kind: v.literal('oneOf'),
    column: v.string(),
    values: v.array(v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  }),
  v.strictObject({ kind: v.literal('contains'), column: v.string(), text: v.string() }),
  v.strictObject({ kind: v.literal('missing'), column: v.string(), missing: v.boolean() }),
])
export type Filter = v.InferOutput<typeof filter>

const sort = v.strictObject({ column: v.string(), descending: v.boolean() })
const table = {
  name: v.string(),
  table: v.optional(v.string(), 'interactions'),
  filters: v.optional(v.array(filter), []),
}
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export interface RowWindow {
  readonly columns: readonly string[]
  readonly offset: number
  readonly rows: readonly (readonly Cell[])[]
  readonly matching: number
  readonly total: number
  /** The query that gives the same rows. */
  readonly sql: string
}

export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface ColumnSummary {
  readonly name: string
  readonly type: ColumnType
  readonly role: Role | null
  readonly missing: number
  readonly distinct: number
  readonly minimum: Cell
  readonly maximum: Cell
  readonly mean: number | null
  readonly histogram: readonly Bin[]
  readonly top: readonly { readonly value: Cell; readonly count: number }[]
}

export interface Profile {
  readonly users: number
  readonly items: number
  readonly interactions: number
  readonly density: number
  readonly gini: number
  /** Events of each item, most popular first, at most 2,000 points; `rank` is from 1. */
  readonly longTail: readonly { readonly rank: number; readonly count: number }[]
  readonly head: { readonly items: number; readonly share: number }
  readonly torso: { readonly items: number; readonly share: number }
  readonly tail: { readonly items: number; readonly share: number }
  readonly userActivity: readonly Bin[]
  readonly itemActivity: readonly Bin[]
  readonly medianUserActivity: number
  readonly overTime: readonly { readonly start: string; readonly count: number; readonly meanValue: number | null }[]
  readonly timeUnit: 'hour' | 'day' | 'week' | 'month' | null
  readonly values: readonly Bin[]
  readonly events: readonly { readonly event: string; readonly count: number }[]
  readonly sessions: {
    readonly count: number
    readonly medianLength: number
    readonly gapMinutes: number
    readonly lengths: readonly Bin[]
  } | null
  readonly duplicates: number
  readonly coldShare: number | null
}

export interface QualityFinding {
  readonly id: string
  readonly severity: 'serious' | 'look' | 'know' | 'fine' | 'unchecked'
  /** English sentence with `{name}` holes, filled from `values`, so that the page can translate it. */
  readonly name: string
  readonly sentence: string
  readonly values: Readonly<Record<string, string | number>>
  readonly value: string
  readonly action: {
    readonly label: string
    readonly filters?: readonly Filter[]
    readonly step?: RecipeStep
    readonly split?: 'time'
  } | null
}

export interface Sample {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly licence: string
  readonly rows: number
  readonly imported: boolean
}

export const dataCalls = {
  'data/preview': call(
    v.strictObject({ file: v.string(), options: v.optional(readingOptions, {}) }),
  ).returns<Preview>(),
  'data/hex': call(v.strictObject({ file: v.string() })).returns<string>(),
  'data/import': call(
    v.strictObject({ file: v.string(), name: v.optional(v.string()), options: v.optional(readingOptions, {}) }),
  ).returns<JobId>(),
  'data/samples': call(v.strictObject({})).returns<readonly Sample[]>(),
  'data/openSample': call(v.strictObject({ id: v.string() })).returns<JobId>(),
  'data/list': call(v.strictObject({})).returns<readonly DatasetSummary[]>(),
  'data/get': call(v.strictObject({ name: v.string() })).returns<DatasetDetail>(),
  'data/remove': call(v.strictObject({ name: v.string() })).returns<null>(),
  'data/problems': call(v.strictObject({ name: v.string(), offset: count, limit: count })).returns<{
    readonly total: number
    readonly problems: readonly Problem[]
  }>(),
  'data/rows': call(
    v.strictObject({
      ...table,
      offset: count,
      limit: v.pipe(count, v.maxValue(1000)),
      sort: v.optional(v.array(sort), []),
    }),
  ).returns<RowWindow>(),
  'data/summaries': call(v.strictObject(table)).returns<readonly ColumnSummary[]>(),
  'data/profile': call(
    v.strictObject({ name: v.string(), filters: v.optional(v.array(filter), []) }),
  ).returns<Profile>(),
  'data/quality': call(v.strictObject({ name: v.string() })).returns<readonly QualityFinding[]>(),
  /** What a split lets through, before a run. Errors: a plan the log cannot follow. */
  'data/leak': call(
    v.strictObject({
      name: v.string(),
      recipe: v.optional(v.array(recipeStep), []),
      split: splitPlan,
      seed: v.optional(count, 2020),
    }),
  ).returns<LeakAudit>(),
  /** Association rules, the best by a measure first. */
  'data/rules': call(
    v.strictObject({
      name: v.string(),
      basket: v.optional(v.string()),
      minimumSupport: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.02),
      measure: v.optional(v.picklist(ruleMeasures), 'lift'),
      threshold: v.optional(v.number(), 0),
      largest: v.optional(v.pipe(count, v.minValue(2), v.maxValue(8)), 4),
      filters: v.optional(v.array(filter), []),
      limit: v.optional(v.pipe(count, v.maxValue(5000)), 50),
    }),
  ).returns<RuleTable>(),
  'data/prepare': call(v.strictObject({ name: v.string(), recipe: v.array(recipeStep) })).returns<JobId>(),
  'data/users': call(
    v.strictObject({ name: v.string(), query: v.optional(v.string(), ''), limit: v.optional(count, 20) }),
  ).returns<readonly { readonly user: string; readonly events: number }[]>(),
  'data/itemSearch': call(
    v.strictObject({ name: v.string(), query: v.string(), limit: v.optional(count, 20) }),
  ).returns<readonly ItemLabel[]>(),
  'data/history': call(v.strictObject({ name: v.string(), user: v.string() })).returns<UserHistory>(),
} as const

export interface ItemLabel {
  readonly item: string
  readonly title: string | null
  readonly category: string | null
}

export interface UserHistory {
  readonly user: string
  readonly attributes: Readonly<Record<string, Cell>>
  /** Newest first. */
  readonly events: readonly (ItemLabel & {
    readonly time: string | null
    readonly value: number | null
    readonly event: string | null
  })[]
}
