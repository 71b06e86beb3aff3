import type { Experiment } from '../../contract/experiment.ts'
import type { ModelEstimate, RunEstimate } from '../../contract/api/runs.ts'
import { parseConfiguration } from '../../contract/settings.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { labelModels } from '../labels.ts'
import { budgetOf, spaceOf } from '../tuning/tune.ts'
import { middleConfiguration } from '../tuning/space.ts'
import { costOf, type Cost } from './costs.ts'
import type { LogShape } from './shape.ts'
import { noCorrection, type Correction } from './corrections.ts'

export interface EstimateOptions {
  /** How many times longer this machine takes than that of the rules. */
  readonly speed: number
  /** By recommender id. */
  readonly corrections: Readonly<Record<string, Correction>>
  readonly threads: number
  readonly availableBytes: number
}

/** Bytes of an engine's job process before it does anything, and of each thread in it. */
const idleBytes = 110e6
const threadBytes = 45e6
/** A block of scores, twice, as the ranking holds it. */
const blockBytes = 2 * 8 * 2 ** 21
/** Bytes of one event of the log: both numberings, value, time, both sparse views. */
const eventBytes = 4 + 4 + 4 + 8
const viewBytes = 6 * 4

/** Nanoseconds of ranking one user besides scoring: per item, and per user. */
const selectPerItem = 4
const perUser = 30_000

/**
 * Time and memory of a run before it starts.
 *
 *   seconds of a model = folds × (trainings × train + tested users × (score + 4 ns · items + 30 µs)),   trainings = 1 + budget × inner folds with tuning
 *   seconds of the run = max(Σ seconds / threads, the longest piece that cannot be divided)
 *
 * The rules (costs.ts) give nanoseconds on the machine they were fitted on; the measured speed of this machine and what earlier runs took scale them.
 */
export function estimateRun(experiment: Experiment, shape: LogShape, options: EstimateOptions): RunEstimate {
  const labels = labelModels(experiment)
  const models = experiment.models.map(({ id }, model) =>
    estimateModel(experiment, model, labels[model]!, shape, options, id),
  )
  const total = models.reduce((sum, { seconds }) => sum + seconds, 0)
  const longest = Math.max(...models.map(({ piece }) => piece))
  const threads = Math.min(options.threads, shape.folds * models.length * (experiment.tuning ? 4 : 1))
  const atOnce = models
    .map(({ bytes }) => bytes)
    .sort((a, b) => b - a)
    .slice(0, threads)
  const common =
    idleBytes + threads * threadBytes + eventBytes * (shape.rows + shape.testRows) + 8 * shape.rows * shape.folds
  return {
    models: models.map(({ piece: _, ...estimate }) => estimate),
    seconds: Math.max(total / threads, longest),
    bytes: common + atOnce.reduce((sum, bytes) => sum + bytes, 0),
    availableBytes: options.availableBytes,
    threads,
  }
}

type Piece = ModelEstimate & { readonly piece: number }

function estimateModel(
  experiment: Experiment,
  model: number,
  label: string,
  shape: LogShape,
  { speed, corrections, availableBytes }: EstimateOptions,
  id: string,
): Piece {
  const recommender = findRecommender(id)
  const config = experiment.tuning
    ? middleConfiguration(spaceOf(experiment, model))
    : parseConfiguration(`model ${id}`, recommender.settings, experiment.models[model]!.config)
  const cost: Cost = costOf(recommender, shape, config)
  const correction = corrections[id] ?? noCorrection
  const train = cost.train * 1e-9 * speed * correction.train
  const rank = shape.testUsers * (cost.score + selectPerItem * shape.items + perUser)
  const evaluate = rank * 1e-9 * speed * correction.evaluate
  const trials = trainingsOf(experiment, model)
  const validation = trials * (train + evaluate)
  const viewed = viewBytes * (shape.rows + shape.testRows) + blockBytes
  const bytes = cost.bytes + viewed
  return {
    id,
    label,
    train,
    evaluate,
    trainings: shape.folds * (1 + trials),
    seconds: shape.folds * (train + evaluate + validation),
    bytes,
    fits: bytes <= availableBytes,
    piece: train + evaluate,
  }
}

/** Trainings that tuning asks for on each fold. */
function trainingsOf(experiment: Experiment, model: number): number {
  const { tuning } = experiment
  if (!tuning) return 0
  const space = spaceOf(experiment, model)
  return space.dimensions.length === 0 ? 0 : budgetOf(tuning, space) * (tuning.folds ?? 1)
}
