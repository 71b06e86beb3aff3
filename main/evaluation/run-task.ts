import { RecbenchError } from '../contract/errors.ts'
import { mergeRows, selectRows, type InteractionColumns } from '../data/interactions.ts'
import { findRecommender } from '../recommenders/all.ts'
import type { AnyRecommender } from '../recommenders/recommender.ts'
import { findMetric } from './all.ts'
import { sampleCandidates, sampledBy, type Candidates } from './candidates.ts'
import { clock } from './clock.ts'
import { evaluateModel } from './evaluate-model.ts'
import type { Fold, TaskInput, TaskObserver, TaskOutcome } from './task.ts'
import { trainModel, trainingShare, type TaskMachine } from './train-model.ts'
import { selectTraining } from './training-part.ts'
import { chooseConfiguration } from './tuning/choose-configuration.ts'

/**
 * Trains one model on the training part of one fold and evaluates it on the test part. With `tuning`, configurations are compared on a validation part cut
 * from the training part, the best is trained on all of it, and only then is the test part read, once.
 *
 * @throws RecbenchError for an unknown model, metric, setting or profile, or a fold that does not exist
 */
export async function runTask(input: TaskInput, observer: TaskObserver & TaskMachine): Promise<TaskOutcome> {
  const { experiment, log, model: position } = input
  const { choice, fold } = resolve(input)
  const metrics = experiment.metrics.map((name) => findMetric(name, experiment.profile))
  const recommender = findRecommender(choice.id)
  if (fold.foldIn && !recommender.abilities.foldsIn)
    throw new RecbenchError(
      'unsupported',
      `${recommender.title} cannot fold in a history, and this split tests users it was not trained on.`,
      { remedy: 'Leave it out, or choose a split that trains on every user it tests.' },
    )
  const train = selectTraining(log, fold.train)
  const started = performance.now()
  const { config, trials } = input.tuned ?? (await chooseConfiguration(input, observer))
  const began = clock()
  const model = await trainModel(recommender, train, config, input, observer)
  const trained = performance.now()
  const middle = clock()
  const testReadAt = new Date().toISOString()
  try {
    observer.progress(trainingShare, 'Evaluating')
    const evaluation = await evaluateModel(
      model,
      {
        log,
        train: fold.foldIn ? selectRows(log, mergeRows(fold.train, fold.foldIn)) : train,
        shown: fold.foldIn && selectRows(log, fold.foldIn),
        negatives: findNegatives(input, fold),
        machine: findThreads(recommender, observer),
        test: fold.test,
        metrics,
        threshold: experiment.threshold,
        ties: experiment.ties,
        seed: experiment.seed,
      },
      {
        signal: observer.signal,
        progress: (fraction) => observer.progress(trainingShare + (1 - trainingShare) * fraction, 'Evaluating'),
        log: (level, text) => observer.log(level, text),
      },
    )
    return {
      model: position,
      fold: input.fold,
      config,
      backend: model.backend ?? 'javascript',
      seconds: { train: (trained - started) / 1000, evaluate: (performance.now() - trained) / 1000 },
      ...evaluation,
      tuned: trials,
      cpu: { train: middle - began, evaluate: clock() - middle },
      testReadAt,
    }
  } finally {
    model.dispose?.()
  }
}

/** Models of a backend hold a device and stay where they are. */
function findThreads({ id, abilities }: AnyRecommender, { threads, rankElsewhere }: TaskMachine) {
  if (!rankElsewhere || threads < 2 || abilities.usesBackend) return undefined
  return { threads, recommender: id, elsewhere: rankElsewhere }
}

function findNegatives({ experiment, candidates, log, fold: number }: TaskInput, fold: Fold): Candidates | undefined {
  const plan = sampledBy(experiment)
  if (!plan) return undefined
  const given = candidates?.[number]
  if (given) return given
  if (plan.kind === 'file')
    throw new RecbenchError(
      'invalid-parameter',
      `The candidates of fold ${number + 1} were not read from ${plan.file}.`,
    )
  return sampleCandidates(log, fold, plan, experiment.seed, number)
}

function resolve({ experiment, model, folds, fold, log }: TaskInput) {
  const choice = experiment.models[model]
  const rows: Fold | undefined = folds[fold]
  if (!choice || !rows)
    throw new RecbenchError(
      'invalid-parameter',
      `There is no task for model ${model + 1} on fold ${fold + 1}: the experiment has ${experiment.models.length} models and ${folds.length} folds.`,
    )
  refuseEmptyParts(rows, fold, log)
  return { choice, fold: rows }
}

function refuseEmptyParts({ train, test }: Fold, fold: number, log: InteractionColumns): void {
  for (const [part, rows] of [
    ['training', train],
    ['test', test],
  ] as const)
    if (rows.length === 0)
      throw new RecbenchError(
        'invalid-parameter',
        `The ${part} part of fold ${fold + 1} is empty (the log has ${log.user.length} events).`,
        { remedy: 'Choose another split or less filtering.' },
      )
}
