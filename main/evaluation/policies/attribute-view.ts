import { studentQuantile } from '../../math/student-t.ts'
import type { LoggedRounds } from '../off-policy/estimator.ts'
import { momentsOf } from '../off-policy/lower-bounds.ts'
import { selectBySlope } from '../off-policy/slope.ts'
import { readPropensities, type Feedback } from './describe-log.ts'
import type { LoggedPolicy } from './logged-policy.ts'
import { modelLogging, type LoggingModel } from './logging-model.ts'
import { eachDistribution } from './see-rounds.ts'

/** Above so many attributes not all subsets are tried. */
const mostSubsetsOf = 4
const delta = 0.1

interface Grouping {
  readonly names: readonly string[]
  /** Group of each action. */
  readonly groupOf: Int32Array
  readonly members: readonly Int32Array[]
}

/**
 * The rounds with weights of what items have in common: for every subset of the attributes, actions that share all of them form a group, and the weight is the group's probability under the
 * policy over its probability in the log; SLOPE chooses the subset. In a log that is not uniform the probabilities of the actions that were not shown come from a model of the log.
 *
 * @returns the rounds and a sentence on the attributes; or a sentence why there are none
 */
export async function seeAttributes(
  feedback: Feedback,
  policy: LoggedPolicy,
  rounds: LoggedRounds,
  seed: number,
  signal: AbortSignal,
): Promise<{ rounds: LoggedRounds; note: string } | string> {
  const groupings = groupActions(feedback)
  const { log } = feedback
  if (groupings.length === 0)
    return `MIPS weighs by what items have in common, and nothing of the kind is known of the ${log.actions} items of "${log.name}": join a table of items with categories (--items FILE), or name a column of the log item_feature….`
  const uniform = readPropensities(feedback).uniform
  const logging = uniform ? null : await modelLogging(feedback, seed, signal)
  const weights = await weighGroups(feedback, policy, groupings, logging, signal)
  const width = studentQuantile(2 * delta, log.rounds - 1)
  const chosen = selectBySlope(
    weights.map((weight, lambda) => {
      const { n, mean, variance } = momentsOf(weight.map((w, i) => w * rounds.reward[i]!))
      return { lambda, value: mean, width: width * Math.sqrt(variance / n) }
    }),
  ).lambda
  const { names, members } = groupings[chosen]!
  const known = log.attributes!.length
  const of = names.length < known ? ` of ${known} attributes` : ''
  const how = logging ? ` What the log would have shown instead was estimated by ${logging.description}.` : ''
  return {
    rounds: { ...rounds, weight: weights[chosen]! },
    note: `Weighs by ${names.join(', ')}${of}, chosen by SLOPE: ${members.length} groups of ${log.actions} items.${how}`,
  }
}

/** Every subset of up to 4 attributes; of more, those that are left as the finest is dropped again and again. */
function groupActions({ log }: Feedback): Grouping[] {
  const attributes = [...(log.attributes ?? [])].sort(
    (a, b) => new Set(a.categories).size - new Set(b.categories).size || (a.name < b.name ? -1 : 1),
  )
  const subsets =
    attributes.length <= mostSubsetsOf
      ? Array.from({ length: 2 ** attributes.length - 1 }, (_, bits) =>
          attributes.filter((_attribute, at) => ((bits + 1) >> at) & 1),
        )
      : attributes.map((_, at) => attributes.slice(0, at + 1))
  return subsets.map((subset) => {
    const numbers = new Map<string, number>()
    const groupOf = Int32Array.from({ length: log.actions }, (_, action) => {
      const key = subset.map(({ categories }) => categories[action]).join(' ')
      if (!numbers.has(key)) numbers.set(key, numbers.size)
      return numbers.get(key)!
    })
    const members = Array.from({ length: numbers.size }, (_, group) =>
      Int32Array.from(groupOf.keys()).filter((action) => groupOf[action] === group),
    )
    return { names: subset.map(({ name }) => name), groupOf, members }
  })
}

async function weighGroups(
  feedback: Feedback,
  policy: LoggedPolicy,
  groupings: readonly Grouping[],
  logging: LoggingModel | null,
  signal: AbortSignal,
): Promise<Float64Array[]> {
  const { log, columns } = feedback
  const weights = groupings.map(() => new Float64Array(log.rounds))
  const logged = new Float64Array(log.actions).fill(1 / log.actions)
  await eachDistribution(feedback, policy, signal, (round, distribution) => {
    logging?.probabilities(round, logged)
    const shown = columns.action[round]!
    for (const [at, { groupOf, members }] of groupings.entries()) {
      let valued = 0
      let shownBefore = 0
      for (const action of members[groupOf[shown]!]!) {
        valued += distribution[action]!
        shownBefore += logged[action]!
      }
      weights[at]![round] = valued / shownBefore
    }
  })
  return weights
}
