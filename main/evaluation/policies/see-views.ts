import type { Estimator, LoggedRounds, View } from '../off-policy/estimator.ts'
import { mrdrWeight } from '../off-policy/mrdr.ts'
import { crossFitRewards, crossFitWeighted } from './cross-fit.ts'
import { readPropensities, type Feedback } from './describe-log.ts'
import { formatNumber } from './describe-estimate.ts'
import { seeAttributes } from './attribute-view.ts'
import type { LoggedPolicy } from './logged-policy.ts'
import { predictRounds, seeRounds } from './see-rounds.ts'
import { groupVisits, isOfVisits, modelVisits, seeVisits } from './slate-view.ts'

/** What an estimator looks at, with what must be said about it; or a sentence why it does not apply. */
export type Sight = { readonly rounds: LoggedRounds; readonly notes: readonly string[] } | string

/** All views of a log through a policy that some estimators need. The rounds as they are, with no model that none asks for, come first. */
export interface Sights {
  readonly rounds: LoggedRounds
  of(estimator: Estimator): Sight
}

/** Looks at a log through a policy in every way that the estimators need. */
export async function seeViews(
  feedback: Feedback,
  policy: LoggedPolicy,
  estimators: readonly Estimator[],
  seed: number,
  signal: AbortSignal,
): Promise<Sights> {
  const wanted = new Set(estimators.map(({ view }) => view ?? 'rounds'))
  const needsModel = estimators.some((estimator) => estimator.needsModel && estimator.view === undefined)
  const model = needsModel ? await crossFitRewards(feedback, seed, signal) : null
  const rounds = await seeRounds(feedback, policy, model, seed, signal)
  const views = new Map<View, Sight>([['rounds', { rounds, notes: [] }]])
  if (wanted.has('mrdr')) {
    const weight = rounds.weight.map((w, i) => mrdrWeight(w, feedback.columns.propensity[i]!))
    const fitted = await crossFitWeighted(feedback, weight, seed, signal)
    const mrdr = { ...rounds, model: await predictRounds(feedback, policy, fitted, signal) }
    views.set('mrdr', { rounds: mrdr, notes: [] })
  }
  if (wanted.has('attributes')) {
    const seen = await seeAttributes(feedback, policy, rounds, seed, signal)
    views.set('attributes', typeof seen === 'string' ? seen : { rounds: seen.rounds, notes: [seen.note] })
  }
  if (estimators.some(({ view }) => isOfVisits(view)))
    for (const [view, seen] of await viewVisits(feedback, policy, estimators, seed, signal)) views.set(view, seen)
  return {
    rounds,
    of: (estimator) => refuseReplay(estimator, feedback) ?? views.get(estimator.view ?? 'rounds')!,
  }
}

async function viewVisits(
  feedback: Feedback,
  policy: LoggedPolicy,
  estimators: readonly Estimator[],
  seed: number,
  signal: AbortSignal,
): Promise<[View, Sight][]> {
  const visits = groupVisits(feedback)
  if (typeof visits === 'string') return (['visit', 'item', 'cascade'] as const).map((view) => [view, visits])
  const seen = await seeVisits(feedback, policy, visits, signal)
  const needsModel = estimators.some((estimator) => estimator.needsModel && estimator.view === 'cascade')
  const model = needsModel ? await modelVisits(feedback, policy, visits, seed, signal) : null
  const count = visits.layout.starts.length - 1
  const items = formatNumber(feedback.log.rounds / count)
  const notes = [`The value is per item shown; ${count.toLocaleString('en-US')} visits show ${items} each.`]
  return [
    ['visit', { rounds: seen.visit, notes }],
    ['item', { rounds: seen.item, notes }],
    ['cascade', { rounds: { ...seen.cascade, model }, notes }],
  ]
}

function refuseReplay(estimator: Estimator, feedback: Feedback): string | null {
  if (!estimator.needsUniformLog) return null
  const { uniform, smallest, largest } = readPropensities(feedback)
  if (uniform) return null
  const found =
    feedback.estimated === undefined
      ? `the propensities of this one range from ${formatNumber(smallest)} to ${formatNumber(largest)}`
      : 'the propensities of this one were estimated'
  return `${estimator.title} needs a log that was collected uniformly at random; ${found}. Use IPS or SNIPS.`
}
