import type { TrialResult } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { defaultTrials, type Experiment, type TuningPlan } from '../../contract/experiment.ts'
import type { Configuration } from '../../contract/settings.ts'
import { Random } from '../../math/random.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { findMetric } from '../all.ts'
import type { Task } from '../task.ts'
import { grid, wholeGrid } from './grid.ts'
import { halving } from './halving.ts'
import { randomSearch } from './random.ts'
import { rank, type Finding, type Proposal, type Search } from './search.ts'
import { configurationAt, readSpace, sizeOf, type SearchSpace } from './space.ts'
import { tpe } from './tpe.ts'
import { iterationSetting, type Trial, type TrialOutcome } from './trial.ts'

export type { Trial }

/** The configuration that a search chose, and every one that was tried. */
export interface Tuned {
  readonly config: Configuration
  readonly trials: readonly TrialResult[]
}

/** Runs one trial, here or on another thread. */
export type TrialRunner = (trial: Trial) => Promise<TrialOutcome>

const searches: Readonly<Record<TuningPlan['search'], Search>> = { grid, random: randomSearch, tpe, halving }

/**
 * Chooses the configuration of one model on one fold by a search inside the training part; the test part is not read. The best value on validation wins, the
 * first of equal ones; a configuration for which the metric is undefined never wins, nor does one that was not trained in full. A space no larger than the budget
 * is tried whole, whatever the search. What is tried depends on the seed, the model's id and the fold, not on threads.
 *
 * @throws RecbenchError `invalid-parameter` for a setting that is not allowed, or a metric that is undefined for every configuration
 */
export async function tune(
  experiment: Experiment,
  task: Task,
  runTrial: TrialRunner,
  tell: (spent: number, budget: number) => void = () => undefined,
): Promise<Tuned> {
  const plan = experiment.tuning!
  const space = spaceOf(experiment, task.model)
  if (space.dimensions.length === 0) return { config: configurationAt(space, []), trials: [] }
  const { id } = findRecommender(experiment.models[task.model]!.id)
  const { higherIsBetter } = findMetric(plan.metric, experiment.profile).metric
  const trials = budgetOf(plan, space)
  const random = new Random(experiment.seed, 'tuning', id, task.fold)
  const search = sizeOf(space) <= trials ? grid : searches[plan.search]
  const rounds = search({ space, trials, higherIsBetter, random })
  const tried: Tried[] = []
  let spent = 0
  const attempt = async (proposal: Proposal): Promise<Tried> => {
    const found = await tryOne(proposal, plan, task, runTrial)
    spent += proposal.share
    tell(spent, trials)
    return found
  }
  let round = rounds.next([])
  while (!round.done) {
    const found = await Promise.all(round.value.map(attempt))
    tried.push(...found)
    round = rounds.next(found)
  }
  return choose(experiment, task, tried, higherIsBetter)
}

/** The search space of a model of an experiment. */
export function spaceOf(experiment: Pick<Experiment, 'models'>, model: number): SearchSpace {
  const { id, config } = experiment.models[model]!
  return readSpace(`model ${id}`, findRecommender(id).settings, config)
}

/** The budget of each model in full trainings. */
export const budgetOf = (plan: TuningPlan, space: SearchSpace): number =>
  plan.trials ?? (plan.search === 'grid' ? wholeGrid(space, defaultTrials) : defaultTrials)

interface Tried extends Finding {
  readonly seconds: number
  readonly iterations: number | null
}

/** A mean over the inner folds; undefined as soon as one is. */
async function tryOne(
  { config, share }: Proposal,
  plan: TuningPlan,
  task: Task,
  runTrial: TrialRunner,
): Promise<Tried> {
  const inner = Array.from({ length: plan.folds ?? 1 }, (_, i) => i)
  const outcomes = await Promise.all(inner.map((i) => runTrial({ ...task, config, share, inner: i })))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const values = outcomes.flatMap(({ value }) => (value === null ? [] : [value]))
  const iterations = outcomes.flatMap((outcome) => outcome.iterations ?? [])
  return {
    config,
    share,
    value: values.length === outcomes.length ? mean(values) : null,
    seconds: outcomes.reduce((sum, { seconds }) => sum + seconds, 0),
    iterations: iterations.length ? Math.max(1, Math.round(mean(iterations))) : null,
  }
}

function choose(
  { models, tuning }: Experiment,
  { model, fold }: Task,
  tried: readonly Tried[],
  higher: boolean,
): Tuned {
  const { id, settings } = findRecommender(models[model]!.id)
  const best = rank(
    tried.filter(({ share, value }) => share === 1 && value !== null),
    higher,
  )[0]
  if (!best)
    throw new RecbenchError(
      'invalid-parameter',
      `The tuning metric ${tuning!.metric} is undefined for every configuration of ${id}.`,
      { remedy: 'Tune on another metric, or enlarge the validation share.' },
    )
  const setting = iterationSetting(settings)
  const config =
    setting === null || best.iterations === null ? best.config : { ...best.config, [setting]: best.iterations }
  const trials = tried.map(({ config, value, share, seconds, iterations }, position): TrialResult => ({
    fold,
    config,
    value,
    share,
    seconds,
    ...(iterations === null ? {} : { iterations }),
    chosen: tried[position] === best,
  }))
  return { config, trials }
}
