import type { Cell, DatasetDetail, Filter, ImportSummary, ItemLabel, Profile } from '../contract/api/data.ts'
import { finish } from '../contract/client.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { DataSource, ExperimentInput, SplitPlan } from '../contract/experiment.ts'
import type { RuleMeasure } from '../contract/rules.ts'
import { currentRuntime } from './runtime.ts'

/** What counts as a basket, how often rules must occur, and what they are sorted by. */
export interface RuleOptions {
  readonly basket?: string
  readonly minimumSupport?: number
  readonly measure?: RuleMeasure
  readonly threshold?: number
  readonly largest?: number
  readonly limit?: number
  readonly filters?: readonly Filter[]
}

type Prepare = NonNullable<ExperimentInput['prepare']>

/** A log with a split: what `crossValidate` takes. */
export interface SplitLog {
  readonly data: DataSource
  readonly prepare: Prepare
  readonly split: SplitPlan
  readonly seed?: number
}

/** A data set of the workspace, with what it holds. */
export class Log {
  readonly name: string
  readonly users: number
  readonly items: number
  readonly interactions: number
  readonly #prepare: Prepare

  constructor(detail: DatasetDetail, prepare: Prepare = []) {
    this.name = detail.name
    this.users = detail.users
    this.items = detail.items
    this.interactions = detail.interactions
    this.#prepare = prepare
  }

  split(split: SplitPlan, options: { readonly seed?: number } = {}): SplitLog {
    return { data: { name: this.name }, prepare: this.#prepare, split, ...options }
  }

  /** Folds over interactions, shuffled by the seed. */
  kFold(folds: number, options: { readonly seed?: number } = {}): SplitLog {
    return this.split({ kind: 'kfold', folds }, options)
  }

  /** The latest event of each user is the test part. */
  leaveOneOut(options: { readonly seed?: number } = {}): SplitLog {
    return this.split({ kind: 'loo' }, options)
  }

  /** Everything after one moment is the test part; `train` is the share before it. */
  timeSplit(train = 0.8): SplitLog {
    return this.split({ kind: 'time', train })
  }

  ratio(train = 0.8, options: { readonly seed?: number } = {}): SplitLog {
    return this.split({ kind: 'ratio', train }, options)
  }

  /** Rows as records, at most `limit`. */
  async rows(
    limit = 1000,
    options: { readonly table?: string; readonly filters?: readonly Filter[] } = {},
  ): Promise<Record<string, Cell>[]> {
    const client = await currentRuntime().client()
    const records: Record<string, Cell>[] = []
    while (records.length < limit) {
      const window = await client.call('data/rows', {
        name: this.name,
        ...options,
        filters: [...(options.filters ?? [])],
        offset: records.length,
        limit: Math.min(1000, limit - records.length),
      })
      for (const row of window.rows)
        records.push(Object.fromEntries(window.columns.map((column, index) => [column, row[index]!])))
      if (window.rows.length === 0 || records.length >= window.matching) break
    }
    return records
  }

  /** Association rules as records, the best by the measure first (lift unless stated). A basket is one value of the column `basket`. */
  async rules(options: RuleOptions = {}): Promise<Record<string, string | number | null>[]> {
    const { filters, ...rest } = options
    const client = await currentRuntime().client()
    const asked = { name: this.name, ...rest, ...(filters && { filters: [...filters] }) }
    const { rules } = await client.call('data/rules', asked)
    const side = (items: readonly ItemLabel[]) => items.map(({ item }) => item).join('+')
    return rules.map(({ antecedents, consequents, count, measures }) => ({
      antecedents: side(antecedents),
      consequents: side(consequents),
      count,
      ...measures,
    }))
  }

  async profile(): Promise<Profile> {
    return (await currentRuntime().client()).call('data/profile', { name: this.name })
  }

  toMimeBundle() {
    return { 'text/plain': `${this.name}: ${this.interactions} interactions, ${this.users} users, ${this.items} items` }
  }
}

/**
 * Opens a data set of the workspace, a sample, or a file, which is imported on the way.
 *
 * @throws RecbenchError `not-found` when it is none of them
 */
export async function dataset(source: string | DataSource, options: { readonly prepare?: Prepare } = {}): Promise<Log> {
  const { client: open, signal } = currentRuntime()
  const client = await open()
  const { name, file, folds, ...reading } = typeof source === 'string' ? await locate(source) : source
  if (folds)
    throw new RecbenchError('unsupported', 'A log from pairs of files has its own split.', {
      remedy: 'Use recbench compare --fold TRAIN,TEST.',
    })
  const opened =
    file === undefined
      ? name!
      : (await finish<ImportSummary>(client, client.call('data/import', { file, options: reading }), signal())).data
  return new Log(await client.call('data/get', { name: opened }), options.prepare)
}

async function locate(word: string): Promise<DataSource> {
  const client = await currentRuntime().client()
  if ((await client.call('data/list', {})).some(({ name }) => name === word)) return { name: word }
  if ((await client.call('data/samples', {})).some(({ id }) => id === word))
    return {
      name: (
        await finish<ImportSummary>(client, client.call('data/openSample', { id: word }), currentRuntime().signal())
      ).data,
    }
  return { file: word }
}
