import type { PolicyResult } from '../../contract/api/runs.ts'
import { formatCount, formatNumber } from './describe-estimate.ts'
import type { Feedback } from './describe-log.ts'
import type { LoggedPolicy } from './logged-policy.ts'
import { eachDistribution } from './see-rounds.ts'

/** An action that fewer rounds than this show is hardly shown. */
const hardly = 10
/** A policy wants an action that it shows in at least this share of rounds. */
const wanted = 0.001
const mostNamed = 3

/**
 * What the log cannot say of a policy: the share of its choices that fall on actions which fewer than 10 rounds of the log show, and how many such actions it wants (in one of 1,000 rounds
 * or more).
 */
export async function checkSupport(
  feedback: Feedback,
  policy: LoggedPolicy,
  signal: AbortSignal,
): Promise<NonNullable<PolicyResult['support']>> {
  const { log, columns } = feedback
  const counts = new Int32Array(log.actions)
  for (const action of columns.action) counts[action]!++
  const shares = new Float64Array(log.actions)
  await eachDistribution(feedback, policy, signal, (_, distribution) => {
    for (let a = 0; a < log.actions; a++) shares[a]! += distribution[a]!
  })
  const rare = Array.from(counts.keys())
    .filter((action) => counts[action]! < hardly)
    .sort((a, b) => shares[b]! - shares[a]!)
  const unsupportedShare = rare.reduce((sum, action) => sum + shares[action]! / log.rounds, 0)
  const missed = rare.filter((action) => shares[action]! >= wanted * log.rounds)
  return {
    unsupportedShare,
    unsupportedActions: missed.length,
    note: describe(missed, unsupportedShare, log.actionNames),
  }
}

function describe(missed: readonly number[], share: number, names: readonly string[]): string | null {
  if (missed.length === 0) return null
  const named = missed.slice(0, mostNamed).map((action) => names[action] ?? `action ${action}`)
  const more = missed.length > named.length ? ` and ${formatCount(missed.length - named.length)} more` : ''
  const items = missed.length === 1 ? 'an item' : `${formatCount(missed.length)} items`
  return `${formatNumber(100 * share)} % of what the policy shows falls on ${items} that fewer than ${hardly} rounds of the log show: ${named.join(', ')}${more}. What they would earn is a guess.`
}
