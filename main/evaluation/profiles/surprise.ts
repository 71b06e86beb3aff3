import type { ValueMetric } from '../metric.ts'
import { fcp } from '../metrics/fcp.ts'
import type { Profile } from './profile.ts'

/** Concordant pairs averaged over users who have one, discordant pairs over users who have one. */
const averagedFcp: ValueMetric = {
  ...fcp,
  formula: 'c / (c + d), c mean concordant pairs of users with one, d mean discordant pairs of users with one',
  parts: 4,
  add(sums, predicted, actual, threshold) {
    const own = new Float64Array(2)
    fcp.add(own, predicted, actual, threshold)
    for (const kind of [0, 1]) {
      sums[2 * kind]! += own[kind]!
      sums[2 * kind + 1]! += own[kind]! > 0 ? 1 : 0
    }
  },
  finish(sums) {
    const [concordant, discordant] = [sums[0]! / (sums[1]! || 1), sums[2]! / (sums[3]! || 1)]
    return concordant / (concordant + discordant)
  },
}

/** Definitions of Surprise 1.1, whose fraction of concordant pairs takes means over users before it divides. */
export const surprise: Profile = {
  id: 'surprise',
  title: 'Surprise',
  summary: 'FCP takes the mean of concordant and of discordant pairs over the users who have one before it divides.',
  reference:
    'N. Hug (2020). Surprise: A Python library for recommender systems. JOSS 5(52). doi:10.21105/joss.02174; surprise.accuracy.fcp',
  definitions: { fcp: averagedFcp },
}
