import { RecbenchError } from '../../contract/errors.ts'
import type { Configuration } from '../../contract/settings.ts'
import { selectRows } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import type { AnyRecommender } from '../../recommenders/recommender.ts'
import { findMetric } from '../all.ts'
import { definedMean } from '../defined.ts'
import { evaluateModel } from '../evaluate-model.ts'
import { trainModel, type TaskMachine } from '../train-model.ts'
import type { Fold, TaskInput, TaskObserver, TaskOutcome } from '../task.ts'

/** The best configuration of a grid, and every one that was tried. */
export interface Tuned {
  readonly config: Configuration
  readonly trials: TaskOutcome['tuned']
}

/**
 * Compares every configuration of the grid on a validation part cut at random from the training part of the fold; the test part is not read. The first of
 * equally good configurations wins. A configuration for which the metric is undefined never wins.
 */
export async function tune(
  input: TaskInput,
  recommender: AnyRecommender,
  grid: readonly Configuration[],
  observer: TaskObserver & TaskMachine,
): Promise<Tuned> {
  const { experiment, log } = input
  const plan = experiment.tuning!
  const chosen = findMetric(plan.metric, experiment.profile)
  if (grid.length === 1) return { config: grid[0]!, trials: [] }
  const part = holdOut(
    input.folds[input.fold]!.train,
    plan.validation,
    new Random(experiment.seed, 'validation', input.fold),
  )
  const train = selectRows(log, part.train)
  const { signal, threads, backend } = observer
  const nothing = () => undefined
  const quiet = { signal, threads, backend, progress: nothing, loss: nothing, log: nothing }
  const trials: { config: Configuration; value: number | null }[] = []
  for (const [trial, config] of grid.entries()) {
    observer.progress(0, `Trying configuration ${trial + 1} of ${grid.length}`)
    const model = await trainModel(recommender, train, config, input, quiet)
    const { perUser, overall } = await evaluateModel(
      model,
      {
        log,
        train,
        test: part.test,
        metrics: [chosen],
        threshold: experiment.threshold,
        ties: experiment.ties,
        seed: experiment.seed,
      },
      quiet,
    )
    model.dispose?.()
    const value = overall[chosen.name] ?? definedMean(perUser[chosen.name]!)
    trials.push({ config, value: Number.isFinite(value) ? value : null })
  }
  const sign = chosen.metric.higherIsBetter ? 1 : -1
  const best = trials.filter(({ value }) => value !== null).sort((a, b) => sign * (b.value! - a.value!))[0]
  if (!best)
    throw new RecbenchError(
      'invalid-parameter',
      `The tuning metric ${plan.metric} is undefined for every configuration of ${recommender.id}.`,
      { remedy: 'Tune on another metric, or enlarge the validation share.' },
    )
  return { config: best.config, trials }
}

function holdOut(rows: Int32Array, share: number, random: Random): Fold {
  const order = random.shuffle(rows.slice())
  const cut = rows.length - Math.max(1, Math.round(rows.length * share))
  if (cut < 1)
    throw new RecbenchError(
      'invalid-parameter',
      `A validation share of ${share} leaves no event of ${rows.length} to train on.`,
      {
        remedy: 'Lower the validation share.',
      },
    )
  return { train: order.slice(0, cut).sort(), test: order.slice(cut).sort() }
}
