import type { PolicyRanking, PolicyResult } from '../../contract/api/policies.ts'
import { averageRanks } from '../../math/ranks.ts'

/** Which estimator ranks when nothing is known of how well they do. */
const trusted = ['dr', 'mrdr', 'snips', 'sndr', 'ips', 'clipped-ips', 'mips', 'dm', 'replay']
const fewestForCorrelation = 3

/**
 * Policies in the order of their estimated values, by every estimator that values two of them or more. Where rewards were drawn anew from a model, so that the truth is known, also
 * how well each estimator ranks there: Spearman's rank correlation with the true order, and the value lost by taking its first, both as means over redraws.
 */
export function rankPolicies(policies: readonly PolicyResult[]): readonly PolicyRanking[] {
  const ids = new Set(policies.flatMap(({ estimates }) => estimates.map(({ estimator }) => estimator)))
  return [...ids].flatMap((estimator) => {
    const valued = policies.flatMap((policy, position) => {
      const value = policy.estimates.find((estimate) => estimate.estimator === estimator)?.value ?? null
      return value === null ? [] : [{ position, value }]
    })
    if (valued.length < 2) return []
    const order = valued
      .toSorted((a, b) => b.value - a.value || a.position - b.position)
      .map(({ position }) => position)
    return [{ estimator, order, ...compareWithTruth(policies, estimator) }]
  })
}

/** The ranking to show first: of the estimator whose order is closest to the truth where that is known, otherwise of the one that is trusted most. */
export function pickRanking(rankings: readonly PolicyRanking[]): PolicyRanking | undefined {
  const trust = ({ estimator }: PolicyRanking) =>
    (trusted.indexOf(estimator) + trusted.length + 1) % (trusted.length + 1)
  const agreement = ({ rankCorrelation }: PolicyRanking) => rankCorrelation ?? -Infinity
  return rankings.toSorted((a, b) => compare(agreement(b), agreement(a)) || trust(a) - trust(b))[0]
}

const compare = (a: number, b: number) => (a === b ? 0 : a - b)

function compareWithTruth(
  policies: readonly PolicyResult[],
  estimator: string,
): Pick<PolicyRanking, 'rankCorrelation' | 'regret'> {
  const known = policies.flatMap(({ known: found }) => {
    const estimates = found?.estimates[estimator]
    return found && estimates?.every(Number.isFinite) ? [{ truth: found.truth, estimates }] : []
  })
  const count = known[0]?.estimates.length ?? 0
  if (known.length < 2 || count === 0) return { rankCorrelation: null, regret: null }
  const truth = Float64Array.from(known, (policy) => policy.truth)
  const best = Math.max(...truth)
  const redraws = Array.from({ length: count }, (_, redraw) => {
    const values = Float64Array.from(known, ({ estimates }) => estimates[redraw]!)
    const first = values.indexOf(Math.max(...values))
    return { correlation: spearman(values, truth), regret: best - truth[first]! }
  })
  const mean = (pick: (redraw: (typeof redraws)[number]) => number) =>
    redraws.reduce((sum, redraw) => sum + pick(redraw), 0) / count
  const rankCorrelation = known.length < fewestForCorrelation ? null : mean(({ correlation }) => correlation)
  return {
    rankCorrelation: rankCorrelation === null || Number.isNaN(rankCorrelation) ? null : rankCorrelation,
    regret: mean(({ regret }) => regret),
  }
}

/**
 * Spearman's rank correlation, ties with their average rank; 0 where the values are all alike.
 *
 * C. Spearman (1904). The Proof and Measurement of Association between Two Things. American Journal of Psychology 15(1). doi:10.2307/1412159
 */
export function spearman(a: Float64Array, b: Float64Array): number {
  const x = averageRanks(a).ranks
  const y = averageRanks(b).ranks
  const centre = (a.length + 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xy += (x[i]! - centre) * (y[i]! - centre)
    xx += (x[i]! - centre) ** 2
    yy += (y[i]! - centre) ** 2
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy)
}
