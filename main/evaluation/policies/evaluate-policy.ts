import type { PolicyResult } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Configuration } from '../../contract/settings.ts'
import type { Experiment, PolicyPlan } from '../../contract/experiment.ts'
import { selectRows, type InteractionColumns, type Interactions } from '../../data/interactions.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { chooseByScores, ScoredPolicy } from '../../recommenders/bandits/scored-policy.ts'
import { isPolicyRecommender, type AnyPolicyRecommender } from '../../recommenders/policy.ts'
import type { AnyRecommender, Model } from '../../recommenders/recommender.ts'
import { labelModels } from '../labels.ts'
import type { Fold, TaskObserver } from '../task.ts'
import { trainModel, type TaskMachine } from '../train-model.ts'
import { firstConfiguration } from '../tuning/space.ts'
import { formatCount } from './describe-estimate.ts'
import type { Feedback } from './describe-log.ts'
import type { Environment } from './environment.ts'
import { fitFeedbackEnvironment } from './feedback-environment.ts'
import { fitEnvironment } from './fitted-environment.ts'
import { constantPolicy, crossFitPolicy, scaledContexts } from './logged-policy.ts'
import { scoreUsers } from './score-users.ts'
import { simulate } from './simulate.ts'
import { valuePolicy } from './value-policy.ts'

export interface PolicyInput {
  readonly experiment: Experiment
  /** Position in `experiment.models`. */
  readonly model: number
  readonly log: InteractionColumns
  /** Raw identifiers of the log's items by number, by which they are found among the actions of the feedback. */
  readonly itemNames: readonly string[]
  /** Recommenders are trained on the training part of the first. */
  readonly folds: readonly Fold[]
  readonly feedback: Feedback | null
  /** The configuration that tuning chose; absent: the experiment's, or the first of its search space. */
  readonly config?: Configuration
}

type Observer = TaskObserver & TaskMachine
type Part = Pick<PolicyResult, 'simulation' | 'estimates' | 'overlap' | 'largestWeight'>

/** Temperature of the softmax by which a recommender takes part off-policy, where a policy without chance would match too few rounds. */
const temperature = 1
const mostUsersOfMarginal = 2000
const simulationShare = 0.5

/**
 * Values one model of an experiment as a policy: in a simulated world fitted to the log, and off-policy on logged feedback.
 *
 * - A bandit learns online in the simulation, from nothing. Off-policy, two copies learn one half of the feedback each and are valued on the other.
 * - Any other recommender is trained on the training part of the first fold and learns nothing after. In the simulation it shows each visitor its best arm;
 *   off-policy it shows the actions that are items of the log by a softmax over its standardised scores (temperature 1), averaged over users, because logged rounds do
 *   not say which user of the log they belong to.
 *
 * @throws RecbenchError for an experiment without `policies`, an unknown model, setting or estimator, or when cancelled
 */
export async function evaluatePolicy(input: PolicyInput, observer: Observer): Promise<PolicyResult> {
  const { experiment, model: position } = input
  const plan = experiment.policies
  const choice = experiment.models[position]
  if (!plan || !choice)
    throw new RecbenchError('invalid-parameter', `The experiment does not value model ${position + 1} as a policy.`, {
      remedy: 'Add `policies` to the experiment.',
    })
  const recommender = findRecommender(choice.id)
  const owner = `model ${recommender.id}`
  const config = input.config ?? firstConfiguration(owner, recommender.settings, choice.config)
  const train = selectRows(input.log, input.folds[0]?.train ?? new Int32Array(0))
  observer.progress(0, 'Building the simulated world')
  const environment = makeEnvironment(input, train)
  const found = isPolicyRecommender(recommender)
    ? await valueBandit(recommender, config, plan, environment, input, observer)
    : await valueRecommender(recommender, config, plan, environment, train, input, observer)
  observer.progress(1, 'Valued')
  const { notes, ...part } = found
  return {
    id: recommender.id,
    label: labelModels(experiment)[position]!,
    family: recommender.family,
    ...part,
    notes: [...notes, environment.description],
    error: null,
  }
}

type Found = Part & { readonly notes: readonly string[] }

async function valueBandit(
  { policy: algorithm }: AnyPolicyRecommender,
  config: Configuration,
  plan: PolicyPlan,
  environment: Environment,
  { experiment: { seed }, feedback }: PolicyInput,
  observer: Observer,
): Promise<Found> {
  const make = (arms: number, features: number) =>
    algorithm.create({ arms, features: algorithm.contextual ? features : 0 }, config as never)
  const simulation = await simulate(
    environment,
    () => make(environment.arms, environment.features),
    { ...plan, seed },
    watch(observer, 0, feedback ? simulationShare : 1),
  )
  const learned = 'Learns online in the simulation, from nothing.'
  if (!feedback) return { simulation, ...unvalued, notes: [learned] }
  observer.progress(simulationShare, 'Valuing on the log')
  const contexts = scaledContexts(feedback)
  const logged = crossFitPolicy(feedback, contexts, () => make(feedback.log.actions, contexts.features))
  const valued = await valuePolicy(feedback, logged, plan, seed, observer.signal)
  const halves = 'Off-policy, it learned each half of the log and is valued on the other.'
  return { simulation, ...valued, notes: [learned, halves] }
}

async function valueRecommender(
  recommender: AnyRecommender,
  config: Configuration,
  plan: PolicyPlan,
  environment: Environment,
  train: Interactions,
  input: PolicyInput,
  observer: Observer,
): Promise<Found> {
  const { experiment, feedback } = input
  const training = {
    signal: observer.signal,
    threads: observer.threads,
    backend: observer.backend,
    progress: (done: number, stage: string) => observer.progress(done / 2, stage),
    loss: observer.loss.bind(observer),
    log: observer.log.bind(observer),
  }
  const model = await trainModel(recommender, train, config, { experiment, fold: 0 }, training)
  try {
    const marginal = feedback && (await meanDistribution(model, train, { ...input, feedback }, observer.signal))
    const policy = await actIn(environment, model, train, marginal, observer.signal)
    const simulated = { ...plan, seed: experiment.seed }
    const simulation = policy && (await simulate(environment, () => policy, simulated, watch(observer, 0.5, 0.75)))
    if (!feedback) return { simulation, ...unvalued, notes: [trainedOnce] }
    if (!marginal) return { simulation, ...unvalued, notes: [trainedOnce, noActions(feedback)] }
    observer.progress(0.75, 'Valuing on the log')
    const logged = constantPolicy(marginal.distribution)
    const valued = await valuePolicy(feedback, logged, plan, experiment.seed, observer.signal)
    const seen = isOwn(experiment)
      ? ['Part of the log it is valued on is what it was trained on, so its value is optimistic.']
      : []
    return { simulation, ...valued, notes: [trainedOnce, ...marginal.notes, ...seen] }
  } finally {
    model.dispose?.()
  }
}

const trainedOnce =
  'Trained on the training part of the first fold; in the simulation it shows each visitor its best item.'
const noActions = ({ log }: Feedback) =>
  `None of the ${log.actions} actions of "${log.name}" is an item of the log the model was trained on.`

/** Whether the feedback is that of the experiment's own data. */
const isOwn = ({ policies }: Experiment) => policies?.log === undefined

/** The log's own feedback makes the world when there is some, otherwise its interactions. */
function makeEnvironment({ experiment, log, feedback, itemNames }: PolicyInput, train: Interactions): Environment {
  if (feedback && isOwn(experiment))
    return fitFeedbackEnvironment(feedback, itemsOf(feedback, itemNames), experiment.seed)
  return fitEnvironment(log, train, experiment.threshold, experiment.seed)
}

/** A trained recommender in a world: by its scores for each visitor, or by its mean distribution where visitors are nobody it knows. */
async function actIn(
  { users, items, arms }: Environment,
  model: Model,
  train: Interactions,
  marginal: Marginal | null,
  signal: AbortSignal,
): Promise<ScoredPolicy | null> {
  const rule = { kind: 'greedy' } as const
  if (!users) return marginal && new ScoredPolicy(Float32Array.from(marginal.distribution), arms, rule, () => 0)
  const scores = await scoreUsers(model, users, train.items, items, signal)
  const visitorOf = new Map(Array.from(users, (user, visitor) => [user, visitor]))
  return new ScoredPolicy(scores, arms, rule, (user) => visitorOf.get(user)!)
}

interface Marginal {
  readonly distribution: Float64Array
  readonly notes: readonly string[]
}

/** Probabilities of all actions by a softmax over a model's scores, averaged over users; null when it knows none of the actions. */
async function meanDistribution(
  model: Model,
  train: Interactions,
  { feedback, itemNames }: PolicyInput & { readonly feedback: Feedback },
  signal: AbortSignal,
): Promise<Marginal | null> {
  const { actions } = feedback.log
  const itemOf = itemsOf(feedback, itemNames)
  const known = Int32Array.from({ length: actions }, (_, action) => action).filter((action) => itemOf[action]! >= 0)
  if (known.length === 0) return null
  const users = activeUsers(train)
  const items = known.map((action) => itemOf[action]!)
  const scores = await scoreUsers(model, users, train.items, items, signal)
  const distribution = new Float64Array(actions)
  const one = new Float64Array(known.length)
  for (let row = 0; row < users.length; row++) {
    const mine = scores.subarray(row * known.length, (row + 1) * known.length)
    chooseByScores(mine, { kind: 'softmax', temperature }, one)
    known.forEach((action, at) => (distribution[action]! += one[at]! / users.length))
  }
  const how = `Off-policy, it shows items by a softmax over its standardised scores, averaged over ${formatCount(users.length)} users: the logged rounds do not say which user of the log they belong to.`
  const missing = actions - known.length
  const left = missing > 0 ? [`It never shows ${missing} of ${actions} actions, which are no items of the log.`] : []
  return { distribution, notes: [how, ...left] }
}

/** Item of each action, by raw identifier; −1 where there is none. */
function itemsOf({ log }: Feedback, itemNames: readonly string[]): Int32Array {
  const numberOf = new Map(itemNames.map((item, number) => [item, number]))
  return Int32Array.from(log.actionNames, (name) => numberOf.get(name) ?? -1)
}

/** The first users with training events, at most 2,000. */
function activeUsers({ byUser, users }: Interactions): Int32Array {
  return Int32Array.from({ length: users }, (_, user) => user)
    .filter((user) => byUser.offsets[user + 1]! > byUser.offsets[user]!)
    .slice(0, mostUsersOfMarginal)
}

const unvalued = { estimates: [], overlap: [], largestWeight: null } as const

/** Progress within a part of the whole. */
const watch = (observer: Observer, from: number, to: number) => ({
  signal: observer.signal,
  progress: (fraction: number) => observer.progress(from + (to - from) * fraction, 'Simulating'),
})
