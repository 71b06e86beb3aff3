import type { PolicyResult } from '../../main/contract/api/runs.ts'
import { t } from '../i18n/t.ts'

/** Best first: by the estimator's value, without one by the simulation's mean reward; failed ones last. */
export function rankPolicies(policies: readonly PolicyResult[], estimator: string | undefined): PolicyResult[] {
  const valueOf = (policy: PolicyResult) =>
    (estimator === undefined
      ? policy.simulation?.meanReward
      : policy.estimates.find((estimate) => estimate.estimator === estimator)?.value) ?? -Infinity
  const values = new Map(policies.map((policy) => [policy, valueOf(policy)]))
  return policies.toSorted((a, b) => (values.get(a) === values.get(b) ? 0 : values.get(b)! - values.get(a)!))
}

/**
 * Whether the intervals of a policy's estimates have a point in common. DM is left out: its interval does not hold the error of the reward
 * model, so that it says nothing by lying elsewhere.
 */
export function agreement({ estimates }: Pick<PolicyResult, 'estimates'>): string {
  const bounded = estimates.filter(({ estimator, low, high }) => estimator !== 'dm' && low !== null && high !== null)
  if (bounded.length < 2) return t('Fewer than two estimators give an interval.')
  const common = Math.max(...bounded.map(({ low }) => low!)) <= Math.min(...bounded.map(({ high }) => high!))
  const count = bounded.length
  return common
    ? t('All {count} intervals overlap.', { count })
    : t('The {count} intervals do not all overlap.', { count })
}
