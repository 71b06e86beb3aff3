import { existsSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { RunResults, RunSummary } from '../contract/api/runs.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { RunId } from '../contract/ids.ts'
import type { JobState } from '../contract/progress.ts'
import { writeAtomically } from './atomic.ts'
import { createRunId, runIdPattern } from './ids.ts'
import { readJournal, type JournalContent } from './journal.ts'
import { isAlive } from './owner.ts'
import { upgradeResults } from './upgrade-results.ts'
import { summarizeRecord, type RunRecord } from './record.ts'

const trashMinutes = 10

/** The runs of a workspace, one folder each. Nothing here needs Recbench to be read: JSON, JSON lines and Parquet. */
export class RunStore {
  readonly folder: string
  readonly #updates = new Map<string, Promise<unknown>>()
  readonly #cache = new Map<string, { modified: number; size: number; record: RunRecord }>()

  constructor(folder: string) {
    this.folder = folder
  }

  folderOf(id: string): string {
    if (!runIdPattern.test(id)) throw missing(id)
    return path.join(this.folder, id)
  }

  async create(record: Omit<RunRecord, 'id'>): Promise<RunRecord> {
    await mkdir(this.folder, { recursive: true })
    for (;;) {
      const id = createRunId()
      try {
        await mkdir(path.join(this.folder, id))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
        throw error
      }
      return this.write({ ...record, id })
    }
  }

  async write(record: RunRecord): Promise<RunRecord> {
    await writeAtomically(path.join(this.folderOf(record.id), 'run.json'), `${JSON.stringify(record, null, 2)}\n`)
    return record
  }

  /** Changes of one run are made one after another, each on what the one before has left. */
  update(id: string, change: Partial<RunRecord>): Promise<RunRecord> {
    const before = this.#updates.get(id) ?? Promise.resolve()
    const after = before.catch(() => undefined).then(() => this.write({ ...this.read(id), ...change }))
    this.#updates.set(id, after)
    return after
  }

  /** @throws RecbenchError `not-found`, or `bad-input` when `run.json` cannot be read */
  read(id: string): RunRecord {
    const file = path.join(this.folderOf(id), 'run.json')
    if (!existsSync(path.dirname(file))) throw missing(id)
    return parseRecord(readRecordText(file, id), id)
  }

  /** The state on disk, corrected by whether its owner still lives. */
  stateOf(record: RunRecord): JobState {
    if (record.state !== 'running' && record.state !== 'queued') return record.state
    return record.owner && isAlive(record.owner, this.#heartbeatOf(record.id)) ? record.state : 'interrupted'
  }

  #heartbeatOf(id: string): number {
    return statSync(path.join(this.folderOf(id), 'run.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  }

  /** Shows that the owner lives: the time of change of `run.json` is the heartbeat. */
  beat(id: string): void {
    const file = path.join(this.folderOf(id), 'run.json')
    if (existsSync(file)) utimesSync(file, new Date(), new Date())
  }

  /** Newest first. A folder that cannot be read is listed with what is wrong. */
  async list(): Promise<RunSummary[]> {
    const names = await this.#names(this.folder)
    const summaries = await Promise.all(
      names.filter((name) => runIdPattern.test(name)).map((name) => this.#summary(name)),
    )
    return summaries.sort((a, b) => (a.id < b.id ? 1 : -1))
  }

  async #summary(id: string): Promise<RunSummary> {
    const file = path.join(this.folder, id, 'run.json')
    try {
      const { mtimeMs, size } = await stat(file)
      const cached = this.#cache.get(id)
      const fresh = cached?.modified === mtimeMs && cached.size === size
      const record = fresh ? cached.record : parseRecord(await readFile(file, 'utf8'), id)
      this.#cache.set(id, { modified: mtimeMs, size, record })
      return summarizeRecord(record, this.stateOf(record))
    } catch (error) {
      const reason = error instanceof RecbenchError ? error.message : `Its run.json cannot be read: ${String(error)}`
      return damaged(id as RunId, reason)
    }
  }

  events(id: string): JournalContent {
    return readJournal(path.join(this.folderOf(id), 'events.jsonl'))
  }

  readResults(id: string): RunResults | null {
    const file = path.join(this.folderOf(id), 'results.json')
    if (!existsSync(file)) return null
    try {
      return upgradeResults(JSON.parse(readFileSync(file, 'utf8')) as RunResults)
    } catch (cause) {
      throw new RecbenchError('bad-input', `The results of run ${id} cannot be read.`, {
        where: file,
        remedy: 'Resume the run: finished folds are kept and the results are computed anew.',
        cause,
      })
    }
  }

  /**
   * Replaces the results of a run under way at once, so that they survive the death of this process; not yet those of the machine. What keeps them from being
   * written is reported at the end of the run, by {@link writeResults}.
   */
  keepResults(id: string, results: RunResults): void {
    const file = path.join(this.folderOf(id), 'results.json')
    try {
      writeFileSync(`${file}.new`, `${JSON.stringify(results)}\n`)
      renameSync(`${file}.new`, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
    }
  }

  async writeResults(id: string, results: RunResults): Promise<void> {
    await writeAtomically(path.join(this.folderOf(id), 'results.json'), `${JSON.stringify(results)}\n`)
  }

  /** Moves runs to the trash, from where they can be restored for ten minutes. */
  async remove(ids: readonly string[]): Promise<void> {
    const trash = path.join(this.folder, '.trash')
    await mkdir(trash, { recursive: true })
    await this.emptyTrash()
    for (const id of ids) {
      if (!existsSync(this.folderOf(id))) throw missing(id)
      await rename(this.folderOf(id), path.join(trash, id))
      await utimes(path.join(trash, id), new Date(), new Date())
    }
  }

  async restore(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const kept = path.join(this.folder, '.trash', path.basename(this.folderOf(id)))
      if (!existsSync(kept))
        throw new RecbenchError('not-found', `The run ${id} is no longer in the trash.`, {
          why: `Removed runs are kept for ${trashMinutes} minutes.`,
        })
      await rename(kept, this.folderOf(id))
    }
  }

  /** Deletes what was removed more than ten minutes ago. */
  async emptyTrash(): Promise<void> {
    const trash = path.join(this.folder, '.trash')
    for (const name of await this.#names(trash)) {
      const { mtimeMs } = await stat(path.join(trash, name))
      if (Date.now() - mtimeMs > trashMinutes * 60_000)
        await rm(path.join(trash, name), { recursive: true, force: true })
    }
  }

  async #names(folder: string): Promise<string[]> {
    try {
      return await readdir(folder)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
}

function readRecordText(file: string, id: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new RecbenchError('bad-input', `The run ${id} has no readable run.json.`, { where: file, cause })
  }
}

function parseRecord(text: string, id: string): RunRecord {
  try {
    const record = JSON.parse(text) as RunRecord
    if (record.version === 1 && record.id === id && record.experiment && record.labels) return record
  } catch (cause) {
    throw new RecbenchError('bad-input', `The run.json of run ${id} is damaged: it is not JSON.`, { cause })
  }
  throw new RecbenchError('bad-input', `The run.json of run ${id} is damaged: it does not describe this run.`)
}

const missing = (id: string) =>
  new RecbenchError('not-found', `There is no run "${id}".`, { remedy: 'List the runs to see their ids.' })

const damaged = (id: RunId, damage: string): RunSummary => ({
  id,
  title: id,
  state: 'interrupted',
  data: '',
  models: [],
  metric: '',
  best: null,
  split: '',
  seed: 0,
  startedAt: `${id.slice(0, 10)}T${id.slice(11, 13)}:${id.slice(13, 15)}:00.000Z`,
  seconds: null,
  bytes: 0,
  tags: [],
  damage,
})
