import { creditClicks, interleaveBalanced, interleaveByTeamDraft } from '../../evaluation/ab/interleaving.ts'
import { testSampleRatio } from '../../evaluation/ab/sample-ratio.ts'
import {
  alphaSpending,
  confidenceSequenceRadius,
  mixtureLikelihoodRatio,
  mixtureP,
} from '../../evaluation/ab/sequential.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import { compareCorrections, compareMeans, comparePreferences } from './ab-means.ts'
import { comparePowers, compareSampleSizes } from './ab-planning.ts'
import { compareProportions } from './ab-proportions.ts'
import { compareGiven, type BanditRow, type Given } from './bandit-row.ts'

interface TeamDraftCase extends Record<'coins' | 'list' | 'clicked_positions', number[]> {
  readonly team: string
  readonly credit_A: number
  readonly credit_B: number
}

/** Compares one row of `ab.json`. */
export function compareExperiment(row: BanditRow): VerifiedRow[] {
  const compare = (metric: string, ours: number | undefined, given: Given) =>
    compareGiven(row.id, metric, ours, given, row.tolerance)
  const list = (metric: string, ours: readonly (number | string)[], given: readonly (number | string)[]) =>
    compareGiven(row.id, metric, ours.join() === given.join() ? 1 : 0, 1, {}, 'Equal lists count as 1.')
  const cases = <Case>() => Object.values(row.value) as Case[]
  if (row.id.startsWith('ab.test.')) return compareProportions(row)
  switch (row.id) {
    case 'ab.sample-size':
      return compareSampleSizes(row)
    case 'ab.power':
      return comparePowers(row)
    case 'ab.means':
      return compareMeans(row)
    case 'ab.multiple':
      return compareCorrections(row)
    case 'interleave.sign-test':
      return comparePreferences(row)
    case 'ab.srm': {
      const shares = String(row.config['expected']).split(' and ').map(toNumbers)
      return Object.entries(row.value as Record<string, [Given, Given]>).flatMap(([key, [statistic, p]]) => {
        const counts = toNumbers(key)
        const ours = testSampleRatio(
          counts,
          shares.find(({ length }) => length === counts.length)!,
        )
        return [compare(`${key} chi-square`, ours.statistic, statistic), compare(`${key} p`, ours.p, p)]
      })
    }
    case 'ab.sequence':
      return cases<Record<'n' | 'rho' | 'alpha' | 'sigma' | 'radius', number>>().map(
        ({ n, rho, alpha, sigma, radius }) =>
          compare(`n ${n}, rho ${rho}`, confidenceSequenceRadius(n, rho, alpha, sigma), radius),
      )
    case 'ab.msprt':
      return cases<Record<string, number>>().flatMap((given, i) => {
        const { difference, variance_per_group, n_per_group, tau2 } = given
        const ratio = mixtureLikelihoodRatio(difference!, variance_per_group!, n_per_group!, tau2!)
        return [
          compare(`ratio ${i}`, ratio, given['likelihood_ratio']!),
          compare(`p ${i}`, mixtureP(ratio), given['p']!),
        ]
      })
    case 'ab.spending': {
      const { obrien_fleming, pocock } = row.value as Record<'obrien_fleming' | 'pocock', number[]>
      return (row.config['t'] as number[]).flatMap((t, i) => [
        compare(`O'Brien-Fleming ${t}`, alphaSpending.obrienFleming(t, 0.05), obrien_fleming[i]!),
        compare(`Pocock ${t}`, alphaSpending.pocock(t, 0.05), pocock[i]!),
      ])
    }
    case 'interleave.team-draft': {
      const { A, B, k } = row.config as { A: number[]; B: number[]; k: number }
      return cases<TeamDraftCase>().flatMap((given, i) => {
        const ours = interleaveByTeamDraft(A, B, k, (round) => given.coins[round] === 0)
        const credit = creditClicks(ours.teams, given.clicked_positions)
        return [
          list(`list ${i}`, ours.list, given.list),
          list(`team ${i}`, ours.teams, [...given.team]),
          list(`credit ${i}`, [credit.a, credit.b], [given.credit_A, given.credit_B]),
        ]
      })
    }
    case 'interleave.balanced': {
      const { A, B } = row.config as { A: number[]; B: number[] }
      return Object.entries(row.value as Record<string, number[]>).map(([key, given]) =>
        list(key, interleaveBalanced(A, B, given.length, key.startsWith('a_first')), given),
      )
    }
    default:
      return [notCompared(row.id, 'skipped', 'Recbench has no estimator for this kind of row.')]
  }
}

const toNumbers = (text: string): number[] => text.split(':').map(Number)
