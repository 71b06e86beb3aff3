import { RecbenchError } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { findSegment, segmentUsers } from '../../evaluation/segments/all.ts'
import type { UserSegments } from '../../evaluation/segments/segments.ts'
import { nearestNames } from '../../math/nearest-names.ts'
import { topK } from '../../math/top-k.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { Model } from '../../recommenders/recommender.ts'
import type { PushAnswer, PushRequest, SegmentsRequest } from '../model-service.ts'
import { findModel, loadLog, type LoadedLog } from './recommend.ts'

/** Scores held at a time. */
const blockScores = 2 ** 21
/** Places of a user's list that speak for an item when the items are not given. */
const listLength = 10

let segmented: { readonly key: string; readonly all: readonly UserSegments[] } | undefined

/** The segmentations of the whole log, found once. */
async function segmentsOf(log: LoadedLog, seed: number, { signal }: RemoteTask): Promise<readonly UserSegments[]> {
  const key = `${log.hash} ${seed}`
  if (segmented?.key === key) return segmented.all
  const all = await segmentUsers(log.interactions, seed, () => breathe(signal))
  segmented = { key, all }
  return all
}

export async function listSegments({ log, seed }: SegmentsRequest, task: RemoteTask) {
  const all = await segmentsOf(loadLog(log), seed, task)
  return all.map(({ by, names, of }) => ({
    by,
    segments: names.map((name, number) => ({ name, users: of.filter((own) => own === number).length })),
  }))
}

/**
 * Users of a segment who most likely want given items, or the items that stand in most of their lists. Scores of different users cannot be compared, so users
 * are ordered by the rank that the item has among what each has not had, and among equal ranks by how far its score stands above the user's mean,
 * in standard deviations. Users who had the item are left out.
 */
export async function findPushList(request: PushRequest, task: RemoteTask): Promise<PushAnswer> {
  const log = loadLog(request.log)
  const segment = findSegment(await segmentsOf(log, request.seed, task), request.segment)
  const model = await findModel(request, findRecommender(request.model.id), log, task)
  const items =
    request.items?.map((name) => numberOf(name, log)) ?? (await findTop(model, log, segment.users, request, task))
  const found = await rankUsers(model, log, segment.users, items, task)
  return {
    segment: { name: segment.name, users: segment.users.length },
    items: items.map((item, place) => ({
      item: log.items[item]!,
      users: pickUsers(found[place]!, request.limit).map((row) => ({
        user: log.users[segment.users[row]!]!,
        rank: found[place]!.ranks[row]!,
        score: found[place]!.scores[row]!,
      })),
    })),
  }
}

function numberOf(name: string, log: LoadedLog): number {
  const number = log.itemIndex.get(name)
  if (number !== undefined) return number
  throw new RecbenchError('not-found', `There is no item "${name}" in this log.`, {
    remedy: `The nearest identifiers are ${nearestNames(name, log.items.slice(0, 20_000)).join(', ')}.`,
  })
}

/** The items that stand in the lists of most users of the segment, lower numbers first among equals. */
async function findTop(model: Model, log: LoadedLog, users: Int32Array, { top }: PushRequest, task: RemoteTask) {
  const counts = new Float64Array(log.items.length)
  await eachUser(model, log, users, task, (row) => {
    for (const item of topK(row, Math.min(listLength, row.length), null).items) counts[item]!++
  })
  return [...topK(counts, Math.min(top, counts.length), null).items].filter((item) => counts[item]! > 0)
}

interface RankedForItem {
  /** 0 for a user who had the item. */
  readonly ranks: Int32Array
  readonly scores: Float64Array
}

async function rankUsers(
  model: Model,
  log: LoadedLog,
  users: Int32Array,
  items: readonly number[],
  task: RemoteTask,
): Promise<readonly RankedForItem[]> {
  const found = items.map(() => ({ ranks: new Int32Array(users.length), scores: new Float64Array(users.length) }))
  await eachUser(model, log, users, task, (row, place) => {
    let [count, sum, squares] = [0, 0, 0]
    for (const score of row) {
      if (!Number.isFinite(score)) continue
      count++
      sum += score
      squares += score * score
    }
    const mean = sum / count
    const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
    items.forEach((item, i) => {
      const own = row[item]!
      if (!Number.isFinite(own)) return
      found[i]!.ranks[place] = 1 + row.reduce((better, score) => better + Number(score > own), 0)
      found[i]!.scores[place] = deviation > 0 ? (own - mean) / deviation : 0
    })
  })
  return found
}

/** Scores of each user, −∞ where the user had the item. */
async function eachUser(
  model: Model,
  { interactions, items }: LoadedLog,
  users: Int32Array,
  { signal, notify }: RemoteTask,
  visit: (row: Float64Array, place: number) => void,
): Promise<void> {
  const size = Math.max(1, Math.floor(blockScores / items.length))
  const { offsets, indices } = interactions.byUser
  for (let start = 0; start < users.length; start += size) {
    await breathe(signal)
    notify({ fraction: start / users.length, stage: 'Scoring users' })
    const block = users.slice(start, start + size)
    const scores = new Float64Array(block.length * items.length)
    await model.score(block, scores)
    block.forEach((user, place) => {
      const row = scores.subarray(place * items.length, (place + 1) * items.length)
      for (const item of indices.subarray(offsets[user], offsets[user + 1])) row[item] = -Infinity
      visit(row, start + place)
    })
  }
}

function pickUsers({ ranks, scores }: RankedForItem, limit: number): number[] {
  return Array.from(ranks, (_, row) => row)
    .filter((row) => ranks[row]! > 0)
    .sort((a, b) => ranks[a]! - ranks[b]! || scores[b]! - scores[a]! || a - b)
    .slice(0, limit)
}
