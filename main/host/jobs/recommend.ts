import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { buildInteractions, type Interactions } from '../../data/interactions.ts'
import { readPrepared, readVocabulary } from '../../data/prepared.ts'
import type { PreparedLog } from '../../data/service.ts'
import { nearestNames } from '../../math/nearest-names.ts'
import { Random } from '../../math/random.ts'
import { tieSalt, topK } from '../../math/top-k.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { needsBackend } from '../../recommenders/nested.ts'
import type { AnyRecommender, Model } from '../../recommenders/recommender.ts'
import { writeAtomically } from '../../runs/atomic.ts'
import type { ListAnswer, ListRequest, ModelRequest } from '../model-service.ts'

/** A prepared log in memory, with its identifiers. */
export interface LoadedLog {
  readonly hash: string
  readonly interactions: Interactions
  readonly users: readonly string[]
  readonly items: readonly string[]
  readonly userIndex: ReadonlyMap<string, number>
  readonly itemIndex: ReadonlyMap<string, number>
}

const keptModels = 6
const keptFiles = 40
const models = new Map<string, Model>()
let loaded: LoadedLog | undefined

/** Trains a model on the whole log, unless it is at hand in memory or on disk, and answers for a user or a pasted history. */
export async function recommend(request: ListRequest, task: RemoteTask): Promise<ListAnswer> {
  const log = loadLog(request.log)
  const recommender = findRecommender(request.model.id)
  const history = findHistory(request, log)
  const model = await findModel(request, recommender, log, task)
  const scores = new Float32Array(log.items.length)
  const note = await score(model, recommender, history, scores)
  if (!note.scored) return { items: [], similar: [], note: note.text }
  const seen = new Set(history.items)
  const ranked = rank(scores, seen, request.k, tieSalt(request.seed, history.user ?? 0))
  const name = (item: number) => log.items[item]!
  return {
    items: ranked.map((item) => ({
      item: name(item),
      score: scores[item]!,
      explanation: explain(model, history, item, name),
    })),
    similar: findSimilar(model, ranked[0], name),
    note: note.text,
  }
}

interface History {
  readonly user: number | null
  readonly items: Int32Array
  readonly values: Float32Array | null
  readonly unknown: readonly string[]
}

export function loadLog(log: PreparedLog): LoadedLog {
  if (loaded?.hash === log.hash) return loaded
  const { users, items } = readVocabulary(log)
  const index = (names: readonly string[]) => new Map(names.map((name, i) => [name, i]))
  loaded = {
    hash: log.hash,
    interactions: buildInteractions(readPrepared(log)),
    users,
    items,
    userIndex: index(users),
    itemIndex: index(items),
  }
  return loaded
}

function findHistory({ user, history }: ListRequest, log: LoadedLog): History {
  if (user !== null) {
    const index = log.userIndex.get(user)
    if (index === undefined)
      throw new RecbenchError('not-found', `There is no user "${user}" in this log.`, {
        remedy: `The nearest identifiers are ${nearestNames(user, sample(log.users, user)).join(', ')}. Or paste a history.`,
      })
    const { byUser, value } = log.interactions
    const rows = [byUser.offsets[index]!, byUser.offsets[index + 1]!] as const
    const positions = byUser.positions.slice(...rows)
    const values = value && Float32Array.from(positions, (position) => value[position]!)
    return { user: index, items: byUser.indices.slice(...rows), values, unknown: [] }
  }
  const given = history ?? []
  const known = given.map((item) => log.itemIndex.get(item)).filter((item) => item !== undefined)
  const unknown = given.filter((item) => !log.itemIndex.has(item))
  if (!known.length)
    throw new RecbenchError('not-found', `None of the ${given.length} items of the history is in this log.`, {
      ...(unknown[0] === undefined ? {} : { where: `first: "${unknown[0]}"` }),
      remedy: 'Paste identifiers of items as they stand in the data.',
    })
  return { user: null, items: Int32Array.from(new Set(known)).sort(), values: null, unknown }
}

/** At most 20,000 names to compare with, those of the same beginning first. */
function sample(names: readonly string[], typed: string): readonly string[] {
  if (names.length <= 20_000) return names
  const near = names.filter((name) => name.startsWith(typed.slice(0, 2)))
  return (near.length ? near : names).slice(0, 20_000)
}

/** The model trained on the whole log: from memory, from disk, or trained now. */
export async function findModel(request: ModelRequest, recommender: AnyRecommender, log: LoadedLog, task: RemoteTask) {
  const content = JSON.stringify([
    log.hash,
    request.model,
    request.seed,
    needsBackend(recommender.id, request.model.config) && request.backend,
  ])
  const key = `${recommender.id}-${createHash('sha256').update(content).digest('hex').slice(0, 24)}`
  const held = models.get(key)
  if (held) {
    models.delete(key)
    models.set(key, held)
    return held
  }
  const file = path.join(request.folder, `${key}.model`)
  const kept = await loadKept(file, recommender)
  const model = kept ?? (await train(request, recommender, log, task))
  if (!kept) {
    await mkdir(request.folder, { recursive: true })
    await writeAtomically(file, model.save())
    await forgetOldest(request.folder)
  }
  models.set(key, model)
  for (const [oldest, old] of models) {
    if (models.size <= keptModels) break
    models.delete(oldest)
    old.dispose?.()
  }
  return model
}

/** A model trained before; null when there is none, or one that is damaged or of another version and is to be trained anew. */
async function loadKept(file: string, recommender: AnyRecommender): Promise<Model | null> {
  try {
    return await recommender.load(new Uint8Array(await readFile(file)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (error instanceof RecbenchError && error.code === 'bad-input') return null
    throw error
  }
}

/** Keeps the files of the models that were trained last. */
async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.model'))
  const files = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  )
  const old = files.sort((a, b) => b.at - a.at).slice(keptFiles)
  await Promise.all(old.map(({ name }) => rm(path.join(folder, name), { force: true })))
}

async function train(
  request: ModelRequest,
  recommender: AnyRecommender,
  log: LoadedLog,
  { signal, notify }: RemoteTask,
) {
  const backend = needsBackend(recommender.id, request.model.config) ? await findBackend(request.backend) : 'javascript'
  let toldAt = 0
  return recommender.train(log.interactions, request.model.config as never, {
    random: (purpose) => new Random(request.seed, recommender.id, 'whole log', purpose),
    threads: request.threads,
    backend,
    signal,
    progress(fraction, stage) {
      if (performance.now() - toldAt < 250) return
      toldAt = performance.now()
      notify({ fraction, stage })
    },
    loss: () => undefined,
    log: () => undefined,
  })
}

/** Scores all items for the history; says in a sentence what the person should know. */
async function score(model: Model, recommender: AnyRecommender, history: History, scores: Float32Array) {
  const ignored = history.unknown.length
    ? `${history.unknown.length} pasted items are not in this log and were left out: ${history.unknown.slice(0, 5).join(', ')}.`
    : null
  if (history.user !== null) {
    await model.score(Int32Array.of(history.user), scores)
    return { scored: true, text: null }
  }
  if (model.scoreHistory) {
    await model.scoreHistory(history.items, history.values, scores)
    return { scored: true, text: ignored }
  }
  return {
    scored: false,
    text: `${recommender.title} learns something about each user in training, so it cannot answer for a pasted history. Choose a user of the log.`,
  }
}

/** Best scores first, ties as in an evaluation; seen items and items without a score are left out. */
function rank(scores: Float32Array, seen: ReadonlySet<number>, k: number, salt: number): number[] {
  const candidates = scores.map((score, item) => (seen.has(item) || Number.isNaN(score) ? -Infinity : score))
  return [...topK(candidates, k, salt).items]
}

async function findBackend(asked: string): Promise<string> {
  const { chooseBackend } = await import('../../kernels/tensorflow/choose.ts')
  return (await chooseBackend(asked)).id
}

function explain(model: Model, history: History, item: number, name: (item: number) => string) {
  if (!model.explain) return null
  const { parts, rest, exact } = model.explain(history.items, history.values, item)
  const shown = parts.slice(0, 5)
  const hidden = parts.slice(5).reduce((sum, part) => sum + part.amount, 0)
  return {
    exact,
    parts: shown.map(({ item: source, amount, shared }) => ({ item: name(source), amount, ...(shared && { shared }) })),
    rest: rest + hidden,
  }
}

function findSimilar(model: Model, item: number | undefined, name: (item: number) => string) {
  if (item === undefined || !model.similarItems) return []
  const { items, similarities } = model.similarItems(item, 5)
  return Array.from(items, (other, i) => ({ item: name(other), similarity: similarities[i]! }))
}
