import type { Experiment } from '../contract/experiment.ts'
import { selectRows, type InteractionColumns, type Interactions } from '../data/interactions.ts'
import type { Model } from '../recommenders/recommender.ts'
import type { ChosenMetric } from './all.ts'
import type { Candidates } from './candidates.ts'
import { measureLists, needsEveryList, needsRanks } from './measure-lists.ts'
import { predictValues, type ChosenValueMetric, type MeasuredValues } from './predict-values.ts'
import { rankInParts, type RankingThreads } from './rank-in-parts.ts'
import { packLists } from './ranked-lists.ts'
import { findRelevance, withListed } from './relevance.ts'
import type { TaskOutcome } from './task.ts'

/** Shortest list that is kept of each user, so that an export of lists is of use whatever the cutoffs. */
const leastListLength = 20

/** Share of lists cut within a tie from which on the person is told. */
const notableTies = 0.25

/** What an evaluation finds out, without what belongs to the task. */
export type Evaluation = Pick<
  TaskOutcome,
  'users' | 'perUser' | 'weights' | 'overall' | 'errors' | 'tieRate' | 'listLength' | 'lists' | 'scores'
>

export interface EvaluationInput {
  readonly log: InteractionColumns
  /** What is known of each user before the test: training, and what the model is shown. */
  readonly train: Interactions
  /** What a trained model is shown of users whom it does not know; part of `train`. */
  readonly shown?: Interactions | undefined
  /** Negatives to rank beside the relevant items; absent, every item. */
  readonly negatives?: Candidates | undefined
  /** Further threads to rank on; absent, none. */
  readonly machine?: RankingThreads | undefined
  /** Rows of the log. */
  readonly test: Int32Array
  readonly metrics: readonly ChosenMetric[]
  readonly threshold: number | undefined
  readonly ties: Experiment['ties']
  readonly seed: number
  /** Users who have a list although nothing is relevant to them, ascending: lists from elsewhere. Some metrics count them. */
  readonly listed?: Int32Array
}

interface EvaluationObserver {
  readonly signal: AbortSignal
  progress(fraction: number): void
  log(level: 'info' | 'warning', text: string): void
}

/**
 * Evaluates a trained model on a test part. Ranking metrics see every item the user did not have in training; rating metrics need a model that predicts
 * values and a log that has them, otherwise they are undefined and a note says so.
 */
export async function evaluateModel(
  model: Model,
  { log, train, shown, negatives, test, metrics, threshold, ties, seed, listed, machine }: EvaluationInput,
  observer: EvaluationObserver,
): Promise<Evaluation> {
  const cutoffs = metrics.map(({ cutoff }) => cutoff)
  const cutoff = Math.max(1, ...cutoffs)
  const listLength = Math.min(train.items, Math.max(leastListLength, cutoff))
  const tested = findRelevance(log, train, test, threshold)
  const relevance = listed && needsEveryList(metrics) ? withListed(tested, listed) : tested
  const {
    ranked,
    scores,
    ties: tiedLists,
  } = await rankInParts(
    model,
    train,
    relevance,
    {
      listLength,
      cutoff: metrics.some((chosen) => chosen.cutoff > 0) ? cutoff : Math.min(10, listLength),
      needsRanks: needsRanks(metrics),
      ties,
      seed,
      shown,
      negatives,
    },
    observer,
    machine,
  )
  const tieRate = ranked.length === 0 ? 0 : tiedLists / ranked.length
  if (tieRate > notableTies)
    observer.log(
      'warning',
      `${Math.round(100 * tieRate)} % of the lists are cut within a group of equal scores; which of them count falls by seed.`,
    )
  let testPart: Interactions | undefined
  const packed = packLists(ranked, listLength)
  const { perUser, weights, overall } = measureLists(packed, metrics, {
    train,
    threshold: threshold ?? null,
    get test() {
      return (testPart ??= selectRows(log, test))
    },
  })
  if (shown && model.predict && metrics.some(isValueMetric))
    observer.log(
      'warning',
      'Values of users whom the model does not know are predicted without what it was shown of them.',
    )
  const values = await measurePredictions(model, log, test, metrics, threshold ?? null, observer)
  const undefinedValues = metrics.filter(isValueMetric).map(({ name }) => [name, NaN])
  return {
    users: relevance.users,
    perUser,
    weights,
    overall: { ...overall, ...Object.fromEntries(undefinedValues), ...values?.overall },
    errors: values?.errors ?? null,
    tieRate,
    listLength,
    lists: packed.lists,
    scores: flattenScores(scores, listLength),
  }
}

async function measurePredictions(
  model: Model,
  log: InteractionColumns,
  test: Int32Array,
  metrics: readonly ChosenMetric[],
  threshold: number | null,
  observer: EvaluationObserver,
): Promise<MeasuredValues | null> {
  const chosen = metrics.filter(isValueMetric)
  if (chosen.length === 0) return null
  const names = chosen.map(({ name }) => name).join(', ')
  const predict = model.predict?.bind(model)
  if (predict && log.value) return predictValues(predict, log, test, chosen, threshold, observer.signal)
  observer.log(
    'warning',
    predict
      ? `The log has no values: ${names} undefined.`
      : `The model ranks but predicts no values: ${names} undefined.`,
  )
  return null
}

const isValueMetric = (chosen: ChosenMetric): chosen is ChosenValueMetric =>
  'add' in chosen.metric || 'pool' in chosen.metric

function flattenScores(scores: readonly Float64Array[], length: number): Float32Array {
  const flat = new Float32Array(scores.length * length).fill(NaN)
  scores.forEach((row, position) => flat.set(row, position * length))
  return flat
}
