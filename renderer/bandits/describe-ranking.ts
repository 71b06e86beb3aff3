import type { PolicyRanking, PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { estimateOf, estimatorTitle } from '../../main/figures/policies.ts'
import { formatNumber, formatShort } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'

/** The ranking by the estimator that the table shows; without one, the ranking that can be trusted most. */
export const rankingFor = (
  { policyRanking, policyRankings = [] }: Pick<RunResults, 'policyRanking' | 'policyRankings'>,
  estimator: string | undefined,
): PolicyRanking | undefined =>
  [...policyRankings, ...(policyRanking ? [policyRanking] : [])].find((one) => one.estimator === estimator) ??
  policyRanking

/** Which policy comes first, whether the next is told apart from it, and how far such an order can be trusted. */
export function describeRanking(ranking: PolicyRanking, policies: readonly PolicyResult[]): string {
  const { estimator, order, rankCorrelation, regret } = ranking
  const [first, second] = order.flatMap((at) => policies[at] ?? [])
  if (!first) return ''
  const names = { estimator: estimatorTitle(estimator), first: first.label, second: second?.label ?? '' }
  const low = estimateOf(first, estimator)?.low
  const high = second && estimateOf(second, estimator)?.high
  const isSettled = typeof low === 'number' && typeof high === 'number' && low > high
  return [
    !second
      ? t('{first} alone has a value by {estimator}.', names)
      : isSettled
        ? t('{first} is first by {estimator}; its interval lies above that of {second}.', names)
        : t(
            '{first} is first by {estimator}, but its interval overlaps that of {second}: their order is not settled.',
            names,
          ),
    rankCorrelation !== null &&
      t('Where the truth is known, this ranking agrees with it by {correlation} (rank correlation).', {
        correlation: formatNumber(rankCorrelation, 2),
      }),
    regret === 0 && t('Its first policy is the truly best one.'),
    regret !== null &&
      regret > 0 &&
      t('Taking its first policy loses {regret} a round against the truly best.', { regret: formatShort(regret) }),
  ]
    .filter(Boolean)
    .join(' ')
}
