import { integer, real, type ConfigurationOf, type Settings } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { anybody, type Policy, type PolicyAlgorithm, type PolicyRecommender } from '../policy.ts'
import { breathe } from '../breathe.ts'
import type { Model, Recommender, TrainContext, Scores } from '../recommender.ts'
import { pack, unpack } from '../archive.ts'
import { HistorySpace } from './history-space.ts'

type Described = Pick<Recommender, 'id' | 'title' | 'summary' | 'formula' | 'reference'>
type Definition<S extends Settings> = Described & PolicyAlgorithm<S> & { readonly settings: S }

const replaySettings = {
  negatives: integer({
    default: 4,
    maximum: 100,
    help: 'Items the person never met that are replayed with reward 0 after each event.',
  }),
  rewardAbove: real({
    default: 0,
    minimum: -Number.MAX_VALUE,
    help: 'Events pay 1 when their value is above this, otherwise 0.',
  }),
} as const

const contextSettings = {
  dimensions: integer({ default: 16, maximum: 256, help: 'Features that describe what a person met so far.' }),
} as const

/**
 * Makes a recommender of a policy: the training part is replayed in its order, oldest event first where there are times. Each event is a round in which
 * the item was shown and paid 1 (0 when its value is not above `rewardAbove`), followed by `negatives` rounds in which an item drawn uniformly among those the
 * user never met paid 0. A policy with context sees the user's history up to that event, never the event itself. Items are ranked by
 * expected reward, without a bonus for uncertainty; people outside the training part are ranked by their pasted history.
 */
export function definePolicyRecommender<const S extends Settings>(definition: Definition<S>): PolicyRecommender<S> {
  const { id, title, summary, formula, reference, contextual, create, load, settings } = definition
  const extra = contextual ? { ...replaySettings, ...contextSettings } : replaySettings
  return {
    id,
    title,
    family: 'bandits',
    summary,
    formula,
    reference,
    settings: { ...settings, ...extra },
    abilities: {
      ranks: true,
      predictsValues: false,
      foldsIn: true,
      explains: null,
      similarItems: false,
      isPolicy: true,
      usesBackend: false,
    },
    policy: { contextual, create, load },
    train: (interactions, config, context) => train(definition, interactions, config, context),
    load(bytes) {
      const { facts, columns } = unpack(`${id} recommender`, 1, bytes)
      const space = new HistorySpace(columns['directions'] as Float64Array, facts['dimensions'] as number)
      const words = columns['policy'] as Int32Array
      const policy = load(new Uint8Array(words.buffer, words.byteOffset, words.byteLength))
      return new PolicyModel(id, policy, contextual ? space : null, columns['sums'] as Float64Array)
    },
  }
}

async function train<S extends Settings>(
  { id, contextual, create }: Definition<S>,
  interactions: Interactions,
  config: ConfigurationOf<S>,
  context: TrainContext,
): Promise<Model> {
  const { negatives, rewardAbove, dimensions = 0 } = config as unknown as Record<string, number>
  const { users, items, rows, user, item, value, byUser } = interactions
  const size = Math.min(dimensions!, items)
  const space = contextual ? HistorySpace.fit(byUser, items, size, context.random('history space')) : null
  const policy = create({ arms: items, features: space?.size ?? 0 }, config)
  const sums = new Float64Array(space ? users * size : 0)
  const features = new Float64Array(policy.features)
  const random = context.random('unmet items')
  for (let row = 0; row < rows; row++) {
    if (row % 4096 === 0) {
      await breathe(context.signal)
      context.progress(row / rows, 'Replaying the log')
    }
    const u = user[row]!
    space?.features(sums, u * size, features)
    const situation = { user: u, features }
    const reward = value && value[row]! <= rewardAbove! ? 0 : 1
    policy.update(situation, item[row]!, reward)
    const start = byUser.offsets[u]!
    const end = byUser.offsets[u + 1]!
    const unmet = items - (end - start)
    for (let n = 0; n < negatives! && unmet > 0; n++)
      policy.update(situation, nthUnmet(byUser.indices, start, end, random.below(unmet)), 0)
    if (reward > 0) space?.add(sums, u * size, item[row]!)
  }
  context.progress(1, 'Replaying the log')
  return new PolicyModel(id, policy, space, sums)
}

/** The item with `n` smaller items that are not among the ascending `met[start … end)`, by binary search. */
function nthUnmet(met: Int32Array, start: number, end: number, n: number): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (met[middle]! - (middle - start) <= n) low = middle + 1
    else high = middle
  }
  return n + (low - start)
}

class PolicyModel implements Model {
  readonly #id: string
  readonly #policy: Policy
  readonly #space: HistorySpace | null
  /** Running sums of every user's history; empty without context. */
  readonly #sums: Float64Array
  readonly #expected: Float64Array
  readonly #features: Float64Array

  constructor(id: string, policy: Policy, space: HistorySpace | null, sums: Float64Array) {
    this.#id = id
    this.#policy = policy
    this.#space = space
    this.#sums = sums
    this.#expected = new Float64Array(policy.arms)
    this.#features = new Float64Array(policy.features)
    if (!space) policy.expected(anybody, this.#expected)
  }

  score(users: Int32Array, into: Scores): void {
    users.forEach((user, row) => {
      this.#describe(user)
      this.#rank(into.subarray(row * this.#policy.arms, (row + 1) * this.#policy.arms))
    })
  }

  scoreHistory(items: Int32Array, _values: Float32Array | null, into: Scores): void {
    const known = items.filter((item) => item >= 0 && item < this.#policy.arms)
    this.#space?.featuresOf(known, this.#features)
    this.#rank(into)
  }

  save(): Uint8Array<ArrayBuffer> {
    const facts = { dimensions: this.#space?.dimensions ?? 0 }
    const directions = this.#space?.directions ?? new Float64Array(0)
    const columns = { directions, sums: this.#sums, policy: new Int32Array(this.#policy.save().buffer) }
    return pack(`${this.#id} recommender`, 1, facts, columns)
  }

  /** Sets the features of a user; of one the training part did not know, those of an empty history. */
  #describe(user: number): void {
    if (!this.#space) return
    const offset = user * this.#space.dimensions
    if (offset >= 0 && offset < this.#sums.length) this.#space.features(this.#sums, offset, this.#features)
    else this.#space.featuresOf(new Int32Array(0), this.#features)
  }

  #rank(into: Scores): void {
    if (this.#space) this.#policy.expected({ user: -1, features: this.#features }, this.#expected)
    into.set(this.#expected)
  }
}
