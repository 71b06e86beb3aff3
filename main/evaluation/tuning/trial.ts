import { mergeRows, selectRows } from '../../data/interactions.ts'
import type { Configuration, Settings } from '../../contract/settings.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { AnyRecommender, Model } from '../../recommenders/recommender.ts'
import { findMetric, type ChosenMetric } from '../all.ts'
import { evaluateModel } from '../evaluate-model.ts'
import { foldValue } from '../aggregate.ts'
import type { Task, TaskInput, TaskObserver } from '../task.ts'
import { trainModel, type TaskMachine } from '../train-model.ts'
import { cutValidation, keepUsers } from './validation.ts'

/** The unit of parallel work in tuning: one configuration on one inner fold of the training part of one task. */
export interface Trial extends Task {
  readonly config: Configuration
  readonly share: number
  readonly inner: number
}

export interface TrialOutcome {
  /** Null when undefined. */
  readonly value: number | null
  readonly seconds: number
  /** The iteration that early stopping kept; null without. */
  readonly iterations: number | null
}

/** Checks of early stopping over a full training, at most. */
const checks = 20

/** The setting that says how long a model is trained, by which halving takes a share and early stopping cuts; null where there is none. */
export function iterationSetting(settings: Settings): string | null {
  return ['epochs', 'iterations'].find((name) => settings[name]?.kind === 'number') ?? null
}

/**
 * Trains one configuration on the part of an inner fold and measures the tuning metric on its validation part. A share below 1 trains that share of the
 * iterations, rounded up, or where the model has none, on that share of the users. With `patience`, a model that reports its iterations is measured up to 20
 * times while it trains; it stops after so many checks without a better value, and the best iteration counts.
 */
export async function runTrial(
  input: Omit<TaskInput, 'model' | 'fold'>,
  trial: Trial,
  observer: TaskObserver & TaskMachine,
): Promise<TrialOutcome> {
  const started = performance.now()
  const { experiment, log } = input
  const plan = experiment.tuning!
  const recommender = findRecommender(experiment.models[trial.model]!.id)
  const chosen = findMetric(plan.metric, experiment.profile)
  const { config, fold } = prepare({ ...input, ...trial }, recommender, trial)
  const train = selectRows(log, fold.train)
  const quiet = { ...observer, progress: nothing, loss: nothing, log: nothing }
  const shown = fold.foldIn
    ? { train: selectRows(log, mergeRows(fold.train, fold.foldIn)), shown: selectRows(log, fold.foldIn) }
    : { train }
  const measure = async (model: Model) => {
    const { seed, threshold, ties } = experiment
    const given = { log, ...shown, test: fold.test, metrics: [chosen], threshold, ties, seed }
    return foldValue(chosen, await evaluateModel(model, given, quiet))
  }
  const watch =
    plan.patience === undefined ? null : new EarlyStop(plan.patience, chosen, total(recommender, config), measure)
  const model = await trainModel(recommender, train, config, { experiment, fold: trial.fold }, quiet, watch?.check)
  const value = watch?.best ? watch.best.value : await measure(model)
  model.dispose?.()
  return {
    value: Number.isFinite(value) ? value : null,
    seconds: (performance.now() - started) / 1000,
    iterations: watch?.best?.iteration ?? null,
  }
}

const nothing = () => undefined

const total = ({ settings }: AnyRecommender, config: Configuration): number => {
  const name = iterationSetting(settings)
  return name === null ? 1 : (config[name] as number)
}

function prepare(input: TaskInput, { settings }: AnyRecommender, { config, share, inner }: Trial) {
  const fold = cutValidation(input)[inner]!
  const setting = iterationSetting(settings)
  if (share >= 1) return { config, fold }
  if (setting === null) return { config, fold: keepUsers(fold, input.log, share, input.experiment.seed) }
  const iterations = Math.max(1, Math.ceil(share * (config[setting] as number)))
  return { config: { ...config, [setting]: iterations }, fold }
}

/** Measures a model while it trains; validation alone decides. */
class EarlyStop {
  best: { readonly iteration: number; readonly value: number } | null = null
  readonly #patience: number
  readonly #sign: number
  readonly #interval: number
  readonly #measure: (model: Model) => Promise<number>
  #since = 0

  constructor(
    patience: number,
    { metric }: ChosenMetric,
    iterations: number,
    measure: (model: Model) => Promise<number>,
  ) {
    this.#patience = patience
    this.#sign = metric.higherIsBetter ? 1 : -1
    this.#interval = Math.max(1, Math.ceil(iterations / checks))
    this.#measure = measure
  }

  /** Whether to stop after this iteration, from 1. */
  readonly check = async (iteration: number, model: () => Model): Promise<boolean> => {
    if (iteration % this.#interval !== 0) return false
    const value = await this.#measure(model())
    const isBetter = !Number.isNaN(value) && (!this.best || this.#sign * (value - this.best.value) > 0)
    if (isBetter) this.best = { iteration, value }
    this.#since = isBetter ? 0 : this.#since + 1
    return this.#since >= this.#patience
  }
}
