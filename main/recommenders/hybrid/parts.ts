import { readComponents } from '../../contract/components.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { parseConfiguration, type Configuration } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import type { Archive } from '../archive.ts'
import type { AnyRecommender, Model, ScorePart, TrainContext } from '../recommender.ts'

/** A model that another is made of, before it is trained. */
export interface PartPlan {
  readonly weight: number
  readonly recommender: AnyRecommender
  readonly config: Configuration
}

/** A trained part. */
export interface Part extends Pick<PartPlan, 'weight'> {
  readonly id: string
  readonly model: Model
}

/**
 * The models that the text of a setting names, with their settings completed. The catalogue is asked when it is needed, not when this file is loaded, for it
 * lists the models that are made of others too.
 *
 * @throws RecbenchError `invalid-parameter` for an unknown model or setting, or a model that does not rank
 */
export async function planParts(owner: string, text: string): Promise<readonly PartPlan[]> {
  const { findRecommender } = await import('../all.ts')
  const read = readComponents(text)
  if (typeof read === 'string')
    throw new RecbenchError('invalid-parameter', read, { where: `model ${owner}: "${text}"` })
  return read.map(({ weight, id, config }) => {
    const recommender = findRecommender(id)
    if (!recommender.abilities.ranks)
      throw new RecbenchError('invalid-parameter', `The model ${id} does not rank, so ${owner} cannot be made of it.`)
    return { weight, recommender, config: parseConfiguration(`model ${id} in ${owner}`, recommender.settings, config) }
  })
}

/** Trains the parts one after the other, each with random streams of its own, on a share of the progress. */
export async function trainParts(
  plans: readonly PartPlan[],
  interactions: Interactions,
  context: TrainContext,
  share: { readonly from: number; readonly to: number } = { from: 0, to: 1 },
): Promise<readonly Part[]> {
  const parts: Part[] = []
  const width = (share.to - share.from) / plans.length
  for (const [place, { weight, recommender, config }] of plans.entries()) {
    context.signal.throwIfAborted()
    const { id } = recommender
    const model = await recommender.train(interactions, config as never, {
      random: (purpose) => context.random(`${place} ${id} ${purpose}`),
      threads: context.threads,
      backend: context.backend,
      signal: context.signal,
      progress: (fraction, stage) =>
        context.progress(share.from + width * (place + fraction), `${recommender.title}: ${stage}`),
      loss: () => undefined,
      log: (text) => context.log(`${recommender.title}: ${text}`),
    })
    parts.push({ weight, id, model })
  }
  return parts
}

/** Parts as facts and columns of an archive. */
export function packParts(parts: readonly Part[]): Archive {
  const saved = parts.map(({ model }) => model.save())
  return {
    facts: { parts: parts.map(({ id, weight }, place) => ({ id, weight, bytes: saved[place]!.length })) },
    columns: Object.fromEntries(saved.map((bytes, place) => [`part ${place}`, toWords(bytes)])),
  }
}

/** Reads what {@link packParts} wrote. */
export async function unpackParts({ facts, columns }: Archive): Promise<readonly Part[]> {
  const { findRecommender } = await import('../all.ts')
  const entries = facts['parts'] as readonly { id: string; weight: number; bytes: number }[]
  return Promise.all(
    entries.map(async ({ id, weight, bytes }, place) => {
      const words = columns[`part ${place}`]!
      return { id, weight, model: await findRecommender(id).load(new Uint8Array(words.buffer).slice(0, bytes)) }
    }),
  )
}

function toWords(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(bytes.length / 4))
  new Uint8Array(words.buffer).set(bytes)
  return words
}

/** Scores of every part for a block of users, row-major, in double precision. */
export async function scoreParts(
  parts: readonly Pick<Part, 'model'>[],
  users: Int32Array,
  items: number,
): Promise<readonly Float64Array[]> {
  const blocks: Float64Array[] = []
  for (const { model } of parts) {
    const block = new Float64Array(users.length * items)
    await model.score(users, block)
    blocks.push(block)
  }
  return blocks
}

/** Whether somebody who was not in the training part can be scored by all parts. */
export const allFoldIn = (parts: readonly Part[]): boolean =>
  parts.every(({ model }) => model.scoreHistory !== undefined)

/** Scores of every part for a history; all parts fold in. */
export async function scoreHistories(
  parts: readonly Part[],
  history: Int32Array,
  values: Float32Array | null,
  items: number,
): Promise<readonly Float64Array[]> {
  const rows: Float64Array[] = []
  for (const { model } of parts) {
    const row = new Float64Array(items)
    await model.scoreHistory!(history, values, row)
    rows.push(row)
  }
  return rows
}

/** What a part says of its score; a part that cannot say gives the whole of it as the rest, when it is at hand without waiting. */
export function explainPart(
  { model }: Part,
  history: Int32Array,
  values: Float32Array | null,
  item: number,
  items: number,
): { parts: ScorePart[]; rest: number; exact: boolean } {
  if (model.explain) return model.explain(history, values, item)
  const row = scoreAtOnce(model, history, values, items)
  return { parts: [], rest: row?.[item] ?? 0, exact: row !== null }
}

/** Scores for a history; null when the model does not fold in or answers later. */
export function scoreAtOnce(
  model: Model,
  history: Int32Array,
  values: Float32Array | null,
  items: number,
): Float64Array | null {
  if (!model.scoreHistory) return null
  const row = new Float64Array(items)
  return model.scoreHistory(history, values, row) instanceof Promise ? null : row
}

/** What a model made of others offers because its parts do: similar items of the first part that has them, the backend, and letting go. */
export function inherited(parts: readonly Part[]): Pick<Model, 'similarItems' | 'backend' | 'dispose'> {
  const similar = parts.find(({ model }) => model.similarItems)?.model
  const backend = parts.find(({ model }) => model.backend !== undefined)?.model.backend
  return {
    ...(similar && { similarItems: (item: number, k: number) => similar.similarItems!(item, k) }),
    ...(backend !== undefined && { backend }),
    dispose: () => parts.forEach(({ model }) => model.dispose?.()),
  }
}
