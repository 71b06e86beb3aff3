import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { RecbenchError } from '../contract/errors.ts'
import type { DataSource, PolicyPlan, ReadingOptions, RecipeStep } from '../contract/experiment.ts'
import type { ImportSummary } from '../contract/api/data.ts'
import type { CallOptions } from '../contract/remote.ts'
import type { BanditLog, DataProgress, DataService, PreparedLog } from '../data/service.ts'
import type { Fold } from '../evaluation/task.ts'
import type { KeptChild } from './children.ts'
import type { Workspace } from './workspace.ts'

export type DataChild = KeptChild<DataService>

export interface SourceTask {
  readonly signal: AbortSignal
  progress(fraction: number, stage: string): void
}

/** Call options that pass a job's signal on and the data process's news back. */
export const followed = (task: SourceTask, from = 0, to = 1): CallOptions => ({
  signal: task.signal,
  onNews: (news) => {
    const { fraction, stage } = news as DataProgress
    task.progress(from + fraction * (to - from), stage)
  },
})

/** Finds the data of an experiment, importing a file or sample on the way, and prepares it. */
export class Sources {
  readonly #data: DataChild
  readonly #workspace: Workspace
  readonly #onImport: () => void

  constructor(data: DataChild, workspace: Workspace, onImport: () => void) {
    this.#data = data
    this.#workspace = workspace
    this.#onImport = onImport
  }

  async prepare(
    source: DataSource,
    recipe: readonly RecipeStep[],
    task: SourceTask,
  ): Promise<{ log: PreparedLog; folds: readonly Fold[] | null; name: string | null }> {
    if (source.folds?.length) {
      const parameters = { folds: source.folds, options: readingOptionsOf(source) }
      const { log, folds } = await this.#data.call('prepareFolds', parameters, followed(task))
      return { log, folds, name: null }
    }
    const name = await this.find(source, task)
    const log = await this.#data.call('prepare', { name, recipe }, followed(task, 0.5, 1))
    return { log, folds: null, name }
  }

  /** The name of the data set a source means. */
  async find(source: DataSource, task: SourceTask): Promise<string> {
    if (source.file !== undefined) return this.#importOnce(source.file, readingOptionsOf(source), task)
    if (source.name === undefined)
      throw new RecbenchError('invalid-parameter', 'The experiment names no data.', {
        remedy: 'Give a file, the name of a data set, or pairs of train and test files.',
      })
    const known = await this.#data.call('list', {})
    if (known.some((set) => set.name === source.name)) return source.name
    const samples = await this.#data.call('samples', {})
    if (!samples.some((sample) => sample.id === source.name)) throw unknownData(source.name, known, samples)
    const opened = await this.#data.call('openSample', { id: source.name }, followed(task, 0, 0.5))
    this.#onImport()
    return opened.data
  }

  /**
   * The logged feedback that policies are valued on, or null when there is none. Where they are to be estimated, propensities may be absent.
   *
   * @throws RecbenchError `bad-input` when the log that was asked for, or the one that an off-policy evaluation needs, has no propensities
   */
  async findPolicyLog(
    { log: asked, propensities, lenses }: PolicyPlan,
    own: string | null,
    task: SourceTask,
  ): Promise<BanditLog | null> {
    const name = asked === undefined ? own : await this.find({ name: asked }, task)
    if (name === null) return null
    const { hasPropensities } = await this.#data.call('get', { name })
    const withoutPropensities = propensities === 'estimated'
    if (hasPropensities || withoutPropensities)
      return this.#data.call('banditLog', { name, withoutPropensities }, followed(task, 0.9, 1))
    if (asked === undefined && !lenses?.includes('off-policy')) return null
    throw new RecbenchError(
      'bad-input',
      `The data set "${name}" has no propensities, so policies cannot be valued on it.`,
      {
        why: 'A propensity is the probability with which the shown item was chosen; without it, what other items would have earned cannot be told.',
        remedy:
          'Give the role propensity to the column that holds them, choose another log, or have them estimated from what was shown (--propensities estimated).',
      },
    )
  }

  /** Imports a file unless the same bytes were imported with the same options before. */
  async #importOnce(file: string, options: ReadingOptions, task: SourceTask): Promise<string> {
    const key = 'imports'
    const content = await fingerprint(file, options)
    const known = ((await this.#workspace.recall(key)) ?? {}) as Record<string, { data: string; hash: string }>
    const earlier = content === null ? undefined : known[content]
    const sets = earlier ? await this.#data.call('list', {}) : []
    if (earlier && sets.some((set) => set.name === earlier.data && set.hash === earlier.hash)) return earlier.data
    const summary = await this.import({ file, options }, task, 0.5)
    if (content !== null) await this.#workspace.remember(key, { ...known, [content]: pick(summary) })
    return summary.data
  }

  async import(
    parameters: { file: string; name?: string | undefined; options: ReadingOptions },
    task: SourceTask,
    share = 1,
  ): Promise<ImportSummary> {
    const summary = await this.#data.call('import', parameters, followed(task, 0, share))
    this.#onImport()
    return summary
  }
}

const pick = ({ data, hash }: ImportSummary) => ({ data, hash })

export function readingOptionsOf(source: DataSource): ReadingOptions {
  const { name: _name, file: _file, folds: _folds, ...options } = source
  const entries = Object.entries(options)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** SHA-256 of a file's bytes and of how it is read; null for what is not a file, which the import explains. */
async function fingerprint(file: string, options: ReadingOptions): Promise<string | null> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) return null
  const hash = createHash('sha256').update(JSON.stringify(options))
  for (const part of [file, options.items, options.users])
    if (part !== undefined && (part === file || existsSync(part)))
      for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function unknownData(name: string, known: readonly { name: string }[], samples: readonly { id: string }[]) {
  const names = [...known.map((set) => set.name), ...samples.map((sample) => sample.id)]
  return new RecbenchError('not-found', `There is no data set "${name}".`, {
    remedy: `There are: ${[...new Set(names)].join(', ')}. Or give the path of a file to import.`,
  })
}
