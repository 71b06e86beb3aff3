import type {
  ColumnSummary,
  DatasetDetail,
  DatasetSummary,
  Filter,
  ImportSummary,
  ItemLabel,
  Preview,
  Problem,
  Profile,
  QualityFinding,
  RowWindow,
  Sample,
  UserHistory,
} from '../contract/api/data.ts'
import type { ReadingOptions, RecipeStep } from '../contract/experiment.ts'
import type { RemoteTask } from '../contract/remote.ts'
import type { RuleTable } from '../contract/rules.ts'
import type { RulesRequest } from './explore/rules.ts'

/** News of a long data task: share done and stage in words. */
export interface DataProgress {
  readonly fraction: number
  readonly stage: string
}

/**
 * A prepared log on disk. The folder holds `user.i32`, `item.i32`, `value.f32` and `time.f64` (little endian, the last two where present), rows by
 * time where there are times, `users.json`, `items.json`: raw identifiers by number, and `side.json` where tables of users or items were joined.
 */
export interface PreparedLog {
  readonly name: string
  readonly folder: string
  /** SHA-256 of columns, vocabularies and side tables, hexadecimal. */
  readonly hash: string
  readonly users: number
  readonly items: number
  readonly rows: number
  readonly hasValues: boolean
  readonly hasTimes: boolean
  readonly recipe: DatasetDetail['recipe']
}

/** Logged bandit feedback on disk, in file order: `action.i32`, `reward.f32`, `propensity.f64`, `position.i32`, `context.f32` (row-major, may be absent), `slate.i32` (may be absent). */
export interface BanditLog {
  readonly name: string
  readonly folder: string
  readonly hash: string
  readonly rounds: number
  readonly actions: number
  readonly positions: number
  readonly contextSize: number
  /** Raw identifier of each action. */
  readonly actionNames: readonly string[]
  /** Visits whose rounds were shown together (`slate.i32`), by the column of role query; absent without one. */
  readonly slates?: number
  /** What actions have in common: categories by number, one attribute a dimension. */
  readonly attributes?: readonly ActionAttribute[]
  /** False where the log has no column of propensities, which then are 0; absent: it has one. */
  readonly hasPropensities?: boolean
}

export interface ActionAttribute {
  readonly name: string
  /** Category of each action; an action of which none is known has one to itself that all such share. */
  readonly categories: readonly number[]
}

/** What the data process offers; `main/data/data-process.ts` serves it, the host calls it. Long methods notify `DataProgress`. */
export type DataService = {
  preview(p: { file: string; options: ReadingOptions }, task: RemoteTask): Promise<Preview>
  hex(p: { file: string }, task: RemoteTask): Promise<string>
  import(
    p: { file: string; name?: string | undefined; options: ReadingOptions },
    task: RemoteTask,
  ): Promise<ImportSummary>
  samples(p: object, task: RemoteTask): Promise<readonly Sample[]>
  openSample(p: { id: string }, task: RemoteTask): Promise<ImportSummary>
  list(p: object, task: RemoteTask): Promise<readonly DatasetSummary[]>
  get(p: { name: string }, task: RemoteTask): Promise<DatasetDetail>
  remove(p: { name: string }, task: RemoteTask): Promise<null>
  problems(
    p: { name: string; offset: number; limit: number },
    task: RemoteTask,
  ): Promise<{ total: number; problems: readonly Problem[] }>
  rows(
    p: {
      name: string
      table: string
      filters: readonly Filter[]
      offset: number
      limit: number
      sort: readonly { column: string; descending: boolean }[]
    },
    task: RemoteTask,
  ): Promise<RowWindow>
  summaries(
    p: { name: string; table: string; filters: readonly Filter[] },
    task: RemoteTask,
  ): Promise<readonly ColumnSummary[]>
  profile(p: { name: string; filters: readonly Filter[] }, task: RemoteTask): Promise<Profile>
  quality(p: { name: string }, task: RemoteTask): Promise<readonly QualityFinding[]>
  rules(p: RulesRequest & { name: string }, task: RemoteTask): Promise<RuleTable>
  users(
    p: { name: string; query: string; limit: number },
    task: RemoteTask,
  ): Promise<readonly { user: string; events: number }[]>
  itemSearch(p: { name: string; query: string; limit: number }, task: RemoteTask): Promise<readonly ItemLabel[]>
  /** Titles and categories of raw item identifiers, in the order asked. */
  itemLabels(p: { name: string; items: readonly string[] }, task: RemoteTask): Promise<readonly ItemLabel[]>
  history(p: { name: string; user: string }, task: RemoteTask): Promise<UserHistory>
  /** Writes the recipe's prepared log once per content; the same recipe on the same data answers at once. */
  prepare(p: { name: string; recipe: readonly RecipeStep[] }, task: RemoteTask): Promise<PreparedLog>
  /** Reads pairs of files with the user's own split into one log and, per pair, the rows of each part. */
  prepareFolds(
    p: {
      folds: readonly { train: string; test: string; validation?: string | undefined }[]
      options: ReadingOptions
    },
    task: RemoteTask,
  ): Promise<{ log: PreparedLog; folds: readonly { train: Int32Array; test: Int32Array; validation?: Int32Array }[] }>
  banditLog(p: { name: string; withoutPropensities?: boolean }, task: RemoteTask): Promise<BanditLog>
  /** Writes columns of equal length as a Parquet file. */
  writeParquet(
    p: { file: string; columns: Readonly<Record<string, readonly string[] | Float64Array | Int32Array>> },
    task: RemoteTask,
  ): Promise<null>
}
