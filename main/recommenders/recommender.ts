import type { Family, ModelInfo } from '../contract/api/models.ts'
import type { ConfigurationOf, Settings } from '../contract/settings.ts'
import type { Interactions } from '../data/interactions.ts'
import type { Random } from '../math/random.ts'
import type { FactorScores } from './factor-products.ts'

/** What must not change a result on CPU: randomness derived from the seed, machinery, progress, cancellation. */
export interface TrainContext {
  /** A fresh stream for a named purpose; the same name gives the same stream. */
  random(purpose: string): Random
  readonly threads: number
  /** Where deep models run: `tensorflow`, `webgpu`, `wasm` or `cpu`; others ignore it. */
  readonly backend: string
  /** Aborted when the person cancels; long loops call `throwIfAborted` at least every 200 ms of work. */
  readonly signal: AbortSignal
  /** Share of the training done, 0 … 1, with the stage in words. */
  progress(fraction: number, stage: string): void
  /** Loss of one epoch or iteration, for the live charts. */
  loss(epoch: number, training: number, validation: number | null, score: number | null): void
  /** A sentence the person should read, such as an early stop. */
  log(text: string): void
  /**
   * With early stopping: asked after each epoch or iteration, from 1, with the model as it is then; true says stop. Training must be such that stopping after n
   * gives what training for n gives. Absent: train to the end.
   */
  stopAfter?(iteration: number, model: () => Model): Promise<boolean>
}

/** Scores of a block; double precision where equal-by-formula scores must tie, single where a model works in it. */
export type Scores = Float32Array | Float64Array

/** One part of a score: the history item that gave it and how much. */
export interface ScorePart {
  readonly item: number
  readonly amount: number
  /** What the two items have in common, for models that know: words, categories. */
  readonly shared?: readonly string[]
}

/**
 * A trained model. Scores are comparable within one user only, unless `predict` is there, which gives values on the scale of the log.
 * NaN marks an item that cannot be scored; it ranks last.
 */
export interface Model {
  /** Scores every item for each given user into row-major `into` of `users.length × items`. */
  score(users: Int32Array, into: Scores): void | Promise<void>
  /** Values on the scale of the log for pairs; missing knowledge falls back, it is never left out. */
  predict?(users: Int32Array, items: Int32Array, into: Scores): void | Promise<void>
  /** Marks with 1 the pairs for which `predict` has nothing to go by and gives the mean of all values; absent: none. */
  fallsBack?(users: Int32Array, items: Int32Array): Uint8Array
  /** Scores every item for somebody who was not in the training part. */
  scoreHistory?(items: Int32Array, values: Float32Array | null, into: Scores): void | Promise<void>
  /** The most similar items, best first, with similarities aligned. */
  similarItems?(item: number, k: number): { items: Int32Array; similarities: Float32Array }
  /** What the score of an item for a history is made of, largest first; parts and rest add up to the score when exact. */
  explain?(
    items: Int32Array,
    values: Float32Array | null,
    item: number,
  ): { parts: ScorePart[]; rest: number; exact: boolean }
  /** How `score` is an inner product of factors, which finds the best items faster than scoring all; absent: it is something else. */
  readonly factorScores?: FactorScores
  /** The backend that ran, for the record; absent: `javascript`. */
  readonly backend?: string
  /** The whole state with a version, enough to score without the training log. */
  save(): Uint8Array<ArrayBuffer>
  dispose?(): void
}

/** A recommender of the catalogue: one file per algorithm, in the order header, settings, training, scoring. */
export interface Recommender<S extends Settings = Settings> {
  readonly id: string
  readonly title: string
  readonly family: Family
  readonly summary: string
  readonly formula: string
  readonly reference: string
  readonly settings: S
  readonly abilities: ModelInfo['abilities']
  train(interactions: Interactions, config: ConfigurationOf<S>, context: TrainContext): Model | Promise<Model>
  load(bytes: Uint8Array): Model | Promise<Model>
}

/** Keeps the type of the settings while it checks the shape. */
export const defineRecommender = <const S extends Settings>(recommender: Recommender<S>): Recommender<S> => recommender

/** A recommender whose settings' type is erased, as the catalogue holds it. Configurations are parsed before they get here. */
export type AnyRecommender = Omit<Recommender, 'train'> & {
  train(interactions: Interactions, config: never, context: TrainContext): Model | Promise<Model>
}
