import type { PolicyLogSummary, PolicyRanking, PolicyResult } from '../contract/api/policies.ts'
import type { RunResults } from '../contract/api/runs.ts'
import { formatCount, formatNumber, type Output } from './output.ts'

/** What the log says by itself, the policies by every estimator, what must be known beside the numbers, and the order of the policies. */
export function printOffPolicy(output: Output, results: RunResults): void {
  const { policies, policyLog, policyRanking, policyRankings = [] } = results
  const valued = policies.filter(({ estimates }) => estimates.length > 0)
  if (valued.length === 0) return
  if (policyLog) printLog(output, policyLog)
  const notes: string[] = []
  const refer = (note: string | null) => {
    if (note === null) return ''
    if (!notes.includes(note)) notes.push(note)
    return `[${notes.indexOf(note) + 1}]`
  }
  output.line()
  output.table(
    ['policy', 'estimator', 'value', 'interval', 'effective sample', 'largest weight', 'unsupported', 'note'],
    valued.flatMap((policy) =>
      policy.estimates.map((estimate, at) => [
        at === 0 ? policy.label : '',
        estimate.estimator,
        formatValue(estimate.value),
        estimate.low === null ? '–' : `${formatValue(estimate.low)} – ${formatValue(estimate.high)}`,
        estimate.value === null ? '–' : formatCount(Math.round(estimate.effectiveSample)),
        at === 0 ? formatNumber(policy.largestWeight, 1) : '',
        at === 0 ? formatShare(policy) : '',
        refer(estimate.note),
      ]),
    ),
  )
  for (const [at, note] of notes.entries()) output.line(`[${at + 1}] ${note}`)
  for (const { label, support } of valued) if (support?.note) output.line(`${label}: ${support.note}`)
  for (const { label, notes: said = [] } of valued)
    for (const note of said) if (!note.startsWith('Simulated world')) output.line(`${label}: ${note}`)
  if (policyRanking) printRankings(output, policies, policyRanking, policyRankings)
  if (policyLog?.note) output.line(`\n${policyLog.note}`)
}

function printLog(output: Output, log: PolicyLogSummary): void {
  const kind = log.uniform ? 'logged uniformly at random' : 'not uniform'
  output.line(
    `Log ${log.name}: ${formatCount(log.rounds)} rounds, ${formatCount(log.rewards)} rewarded, ${formatValue(log.value)} a round (${formatValue(log.low)} – ${formatValue(log.high)}), ${kind}.`,
  )
  if (log.propensities?.note) output.line(log.propensities.note)
}

function printRankings(
  output: Output,
  policies: readonly PolicyResult[],
  best: PolicyRanking,
  rankings: readonly PolicyRanking[],
): void {
  const order = ({ order: places }: PolicyRanking) => places.map((place) => policies[place]!.label).join(' > ')
  output.line()
  output.table(
    ['estimator', 'rank correlation', 'regret', 'order of the policies'],
    rankings.map((ranking) => [
      ranking.estimator + (ranking.estimator === best.estimator ? ' *' : ''),
      formatNumber(ranking.rankCorrelation, 2),
      formatValue(ranking.regret),
      order(ranking),
    ]),
  )
  if (best.regret !== null)
    output.line(
      'Rank correlation with the truth, and value lost by taking the first, where the rewards of this log were drawn anew from a model of them; * agrees best.',
    )
}

const formatShare = ({ support }: PolicyResult): string =>
  support ? `${formatNumber(100 * support.unsupportedShare, 1)} %` : '–'

/** Click rates are small: five decimals below 0.1. */
const formatValue = (value: number | null): string =>
  formatNumber(value, value !== null && Math.abs(value) < 0.1 ? 5 : 4)
