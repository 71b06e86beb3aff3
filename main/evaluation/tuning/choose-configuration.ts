import { parseConfiguration } from '../../contract/settings.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { TaskInput, TaskObserver } from '../task.ts'
import type { TaskMachine } from '../train-model.ts'
import { runTrial } from './trial.ts'
import { tune, type Trial, type Tuned } from './tune.ts'

/** The configuration that a task trains with: as given, or with `tuning` the one that a search on the training part chooses, trial after trial. */
export async function chooseConfiguration(input: TaskInput, observer: TaskObserver & TaskMachine): Promise<Tuned> {
  const { experiment, model } = input
  const { id, config } = experiment.models[model]!
  if (!experiment.tuning)
    return { config: parseConfiguration(`model ${id}`, findRecommender(id).settings, config), trials: [] }
  let last: Promise<unknown> = Promise.resolve()
  const oneAfterAnother = (trial: Trial) => {
    const next = last.then(() => runTrial(input, trial, observer))
    last = next.catch(() => undefined)
    return next
  }
  return tune(experiment, input, oneAfterAnother, (spent, budget) =>
    observer.progress(0, `Tuning: ${Math.round(spent)} of ${budget} trainings`),
  )
}
