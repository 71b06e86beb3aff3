import { RecbenchError } from '../contract/errors.ts'
import type { CandidatePlan, Experiment } from '../contract/experiment.ts'
import { buildInteractions, selectRows, type InteractionColumns, type SparseRows } from '../data/interactions.ts'
import { Random } from '../math/random.ts'
import type { Fold } from './task.ts'

/**
 * What is ranked for each test user beside the relevant items: the negatives of user u are `items[offsets[u] … offsets[u + 1])`, ascending.
 *
 * A mean over a sample does not keep the order of models that all items give, not even in expectation, so it is only done on request and labelled everywhere.
 *
 * W. Krichene, S. Rendle (2020). On Sampled Metrics for Item Recommendation. KDD '20. doi:10.1145/3394486.3403226
 */
export interface Candidates {
  readonly offsets: Int32Array
  readonly items: Int32Array
}

type SampledPlan = Extract<CandidatePlan, { negatives: number }>

/** The plan when it is not to rank every item. */
export const sampledBy = ({ candidates }: Pick<Experiment, 'candidates'>) =>
  candidates === undefined || candidates.kind === 'all' ? undefined : candidates

/**
 * Draws negatives for every test user of a fold without replacement: uniformly, or with a chance proportional to the number of distinct training users of an item. No
 * item that the user has anywhere in the log is drawn, so that nothing relevant counts as negative; fewer than asked for only where there are no more. Depends on the seed,
 * the fold and the user, not on a model.
 */
export function sampleCandidates(
  log: InteractionColumns,
  { train, test }: Fold,
  { kind, negatives }: SampledPlan,
  seed: number,
  fold: number,
): Candidates {
  const owned = buildInteractions(log).byUser
  const weights = kind === 'popularity' ? popularityOf(log, train) : new Float64Array(log.items).fill(1)
  const sampler = createSampler(weights)
  return collect(log, test, (user) => {
    const excluded = owned.indices.subarray(owned.offsets[user], owned.offsets[user + 1])
    return sampler(excluded, negatives, new Random(seed, 'candidates', fold, user))
  })
}

/** Negatives by user from pairs that a file names; what a user has in the log is left out. */
export function givenCandidates(log: InteractionColumns, { test }: Fold, pairs: SparseRows): Candidates {
  const owned = buildInteractions(log).byUser
  const missing: number[] = []
  const found = collect(log, test, (user) => {
    const mine = new Set(owned.indices.subarray(owned.offsets[user], owned.offsets[user + 1]))
    const named = pairs.indices.subarray(pairs.offsets[user], pairs.offsets[user + 1]).filter((item) => !mine.has(item))
    if (named.length === 0) missing.push(user)
    return named
  })
  if (missing.length > 0)
    throw new RecbenchError(
      'bad-input',
      `The candidates file names no item for ${missing.length} of the test users that they do not have already.`,
      { remedy: 'Name negatives for every test user, or sample them: uniform:99.' },
    )
  return found
}

function collect(log: InteractionColumns, test: Int32Array, negativesOf: (user: number) => Int32Array): Candidates {
  const isTested = new Uint8Array(log.users)
  for (const row of test) isTested[log.user[row]!] = 1
  const offsets = new Int32Array(log.users + 1)
  const parts: Int32Array[] = []
  let count = 0
  for (let user = 0; user < log.users; user++) {
    if (isTested[user] === 1) {
      const part = negativesOf(user).sort()
      parts.push(part)
      count += part.length
    }
    offsets[user + 1] = count
  }
  const items = new Int32Array(new SharedArrayBuffer(4 * count))
  let at = 0
  for (const part of parts) {
    items.set(part, at)
    at += part.length
  }
  return { offsets, items }
}

/** Distinct training users of every item. */
function popularityOf(log: InteractionColumns, train: Int32Array): Float64Array {
  const { offsets } = selectRows(log, train).byItem
  return Float64Array.from({ length: log.items }, (_, item) => offsets[item + 1]! - offsets[item]!)
}

type Sampler = (excluded: Int32Array, count: number, random: Random) => Int32Array

/**
 * Successive sampling without replacement by weight. A draw that is excluded or was drawn before is drawn again, which leaves the chances of the others as they are; where
 * more than half of what there is would be drawn, the largest of keys ln(u) / w are taken instead, which has the same distribution (Efraimidis & Spirakis 2006,
 * doi:10.1016/j.ipl.2005.11.003).
 */
function createSampler(weights: Float64Array): Sampler {
  const positive = Int32Array.from(weights.keys()).filter((item) => weights[item]! > 0)
  const cumulated = Float64Array.from(positive)
  let total = 0
  positive.forEach((item, position) => (cumulated[position] = total += weights[item]!))
  const taken = new Uint8Array(weights.length)
  return (excluded, count, random) => {
    for (const item of excluded) taken[item] = 1
    const available = positive.length - excluded.reduce((sum, item) => sum + (weights[item]! > 0 ? 1 : 0), 0)
    const drawn = new Int32Array(Math.min(count, available))
    if (2 * count > available) {
      const keys = positive.filter((item) => taken[item] === 0)
      const key = new Map(Array.from(keys, (item) => [item, Math.log(1 - random.uniform()) / weights[item]!]))
      drawn.set(keys.sort((a, b) => key.get(b)! - key.get(a)!).subarray(0, drawn.length))
    } else
      for (let position = 0; position < drawn.length;) {
        const item = positive[firstAbove(cumulated, random.uniform() * total)]!
        if (taken[item] === 1) continue
        taken[item] = 1
        drawn[position++] = item
      }
    for (const item of excluded) taken[item] = 0
    for (const item of drawn) taken[item] = 0
    return drawn
  }
}

/** First position whose value is above `value`. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
