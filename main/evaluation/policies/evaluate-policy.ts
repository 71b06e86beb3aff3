import type { PolicyResult } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Configuration } from '../../contract/settings.ts'
import type { Experiment, PolicyPlan } from '../../contract/experiment.ts'
import { hasLens } from '../../contract/policy-plan.ts'
import { selectRows, type InteractionColumns, type Interactions } from '../../data/interactions.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { chooseByScores } from '../../recommenders/bandits/scored-policy.ts'
import { isPolicyRecommender, type AnyPolicyRecommender } from '../../recommenders/policy.ts'
import type { AnyRecommender, Model } from '../../recommenders/recommender.ts'
import { labelModels } from '../labels.ts'
import type { Fold, TaskObserver } from '../task.ts'
import { trainModel, type TaskMachine } from '../train-model.ts'
import { firstConfiguration } from '../tuning/space.ts'
import { formatCount } from './describe-estimate.ts'
import type { Feedback } from './describe-log.ts'
import { constantPolicy, crossFitPolicy, scaledContexts } from './logged-policy.ts'
import { scoreUsers } from './score-users.ts'
import { valuePolicy } from './value-policy.ts'
import type { World } from './world.ts'

export interface PolicyInput {
  readonly experiment: Experiment
  /** Position in `experiment.models`. */
  readonly model: number
  readonly log: InteractionColumns
  /** Raw identifiers of the log's items by number, by which they are found among the actions of the feedback. */
  readonly itemNames: readonly string[]
  /** Raw identifiers of its users; absent where nothing asks for them. */
  readonly userNames?: readonly string[]
  /** Recommenders are trained on the training part of the first. */
  readonly folds: readonly Fold[]
  readonly feedback: Feedback | null
  /** The configuration that tuning chose; absent: the experiment's, or the first of its search space. */
  readonly config?: Configuration
}

/** A model valued on the log, ready to play in the simulated world. */
export interface EvaluatedPolicy {
  /** Without its simulation. */
  readonly policy: PolicyResult
  /**
   * Scores by which it shows arms of the world, row-major visitors × arms or one row for all; null for what learns online, and for a recommender that knows
   * nothing of that world.
   */
  readonly scores: Float32Array | null
}

type Observer = TaskObserver & TaskMachine
type Valued = Pick<PolicyResult, 'estimates' | 'overlap' | 'largestWeight'>

/** Temperature of the softmax by which a recommender takes part off-policy, where a policy without chance would match too few rounds. */
const temperature = 1
const mostUsersOfMarginal = 2000

/**
 * Values one model of an experiment as a policy on logged feedback, and makes it ready for the simulated world, where there is one.
 *
 * - A bandit learns online in the simulation, from nothing. Off-policy, two copies learn one half of the feedback each and are valued on the other.
 * - Any other recommender is trained on the training part of the first fold and learns nothing after. In the simulation it shows each visitor its best arm;
 *   off-policy it shows the actions that are items of the log by a softmax over its standardised scores (temperature 1), averaged over users, because logged rounds do
 *   not say which user of the log they belong to.
 *
 * @throws RecbenchError for an experiment without `policies`, an unknown model, setting or estimator, or when cancelled
 */
export async function evaluatePolicy(
  input: PolicyInput,
  world: World | null,
  observer: Observer,
): Promise<EvaluatedPolicy> {
  const { experiment, model: position } = input
  const { recommender, config, plan } = subjectOf(input)
  const found = isPolicyRecommender(recommender)
    ? await valueBandit(recommender, config, plan, world, input, observer)
    : await valueRecommender(recommender, config, plan, world, input, observer)
  const { notes, scores, ...valued } = found
  const policy = {
    id: recommender.id,
    label: labelModels(experiment)[position]!,
    family: recommender.family,
    simulation: null,
    ...valued,
    notes: world ? [...notes, world.description] : notes,
    error: null,
  }
  return { policy, scores }
}

/** The model that an input means, with its configuration. */
export function subjectOf({ experiment, model, config }: PolicyInput): {
  readonly recommender: AnyRecommender
  readonly config: Configuration
  readonly plan: PolicyPlan
} {
  const plan = experiment.policies
  const choice = experiment.models[model]
  if (!plan || !choice)
    throw new RecbenchError('invalid-parameter', `The experiment does not value model ${model + 1} as a policy.`, {
      remedy: 'Add `policies` to the experiment.',
    })
  const recommender = findRecommender(choice.id)
  return {
    recommender,
    config: config ?? firstConfiguration(`model ${recommender.id}`, recommender.settings, choice.config),
    plan,
  }
}

type Found = Valued & { readonly notes: readonly string[]; readonly scores: Float32Array | null }

async function valueBandit(
  { policy: algorithm }: AnyPolicyRecommender,
  config: Configuration,
  plan: PolicyPlan,
  world: World | null,
  { experiment: { seed }, feedback }: PolicyInput,
  observer: Observer,
): Promise<Found> {
  const { learns = true } = algorithm
  const learned = world && learns ? ['Learns online in the simulation, from nothing.'] : []
  if (!feedback || !hasLens(plan, 'off-policy')) return { ...unvalued, notes: learned, scores: null }
  observer.progress(0, 'Valuing on the log')
  const contexts = scaledContexts(feedback)
  const size = { arms: feedback.log.actions, features: algorithm.contextual ? contexts.features : 0 }
  const logged = crossFitPolicy(feedback, contexts, () => algorithm.create(size, config as never))
  const valued = await valuePolicy(feedback, logged, plan, seed, observer.signal)
  const halves = 'Off-policy, it learned each half of the log and is valued on the other.'
  return { ...valued, notes: learns ? [...learned, halves] : [], scores: null }
}

async function valueRecommender(
  recommender: AnyRecommender,
  config: Configuration,
  plan: PolicyPlan,
  world: World | null,
  input: PolicyInput,
  observer: Observer,
): Promise<Found> {
  const { experiment, feedback } = input
  const train = trainingPart(input)
  const model = await trainModel(recommender, train, config, { experiment, fold: 0 }, observer)
  try {
    const marginal = feedback && (await meanDistribution(model, train, { ...input, feedback }, observer.signal))
    const scores = world && (await scoresIn(world, model, train, marginal, observer.signal))
    if (!feedback || !hasLens(plan, 'off-policy')) return { ...unvalued, notes: [trainedOnce], scores }
    if (!marginal) return { ...unvalued, notes: [trainedOnce, noActions(feedback)], scores }
    observer.progress(0.8, 'Valuing on the log')
    const logged = constantPolicy(marginal.distribution)
    const valued = await valuePolicy(feedback, logged, plan, experiment.seed, observer.signal)
    const seen = isOwn(experiment)
      ? ['Part of the log it is valued on is what it was trained on, so its value is optimistic.']
      : []
    return { ...valued, notes: [trainedOnce, ...marginal.notes, ...seen], scores }
  } finally {
    model.dispose?.()
  }
}

/** The training part of the first fold. */
export const trainingPart = ({ log, folds }: Pick<PolicyInput, 'log' | 'folds'>): Interactions =>
  selectRows(log, folds[0]?.train ?? new Int32Array(0))

const trainedOnce =
  'Trained on the training part of the first fold; in the simulation it shows each visitor its best item.'
const noActions = ({ log }: Feedback) =>
  `None of the ${log.actions} actions of "${log.name}" is an item of the log the model was trained on.`

/** Whether the feedback is that of the experiment's own data. */
export const isOwn = ({ policies }: Experiment) => policies?.log === undefined

/** Scores of a trained recommender in a world: for each visitor, or its mean distribution where visitors are nobody it knows. */
async function scoresIn(
  { users, items }: World,
  model: Model,
  train: Interactions,
  marginal: Marginal | null,
  signal: AbortSignal,
): Promise<Float32Array | null> {
  if (!users) return marginal && toShared(marginal.distribution)
  return toShared(await scoreUsers(model, users, train.items, items, signal))
}

function toShared(values: ArrayLike<number>): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(values.length * 4))
  copy.set(values)
  return copy
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
export function itemsOf({ log }: Feedback, itemNames: readonly string[]): Int32Array {
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
