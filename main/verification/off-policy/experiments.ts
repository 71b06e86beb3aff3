import { interleaveBalanced, interleaveByTeamDraft } from '../../evaluation/ab/interleaving.ts'
import { testSampleRatio } from '../../evaluation/ab/sample-ratio.ts'
import {
  alphaSpending,
  confidenceSequenceRadius,
  mixtureLikelihoodRatio,
  mixtureP,
} from '../../evaluation/ab/sequential.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given } from './bandit-row.ts'

/** Compares one row of `ab.json`: the sample-ratio check, sequential tests and interleaving. */
export function compareExperiment(row: BanditRow): VerifiedRow[] {
  const compare = (metric: string, ours: number | undefined, given: Given) =>
    compareGiven(row.id, metric, ours, given, row.tolerance)
  const list = (metric: string, ours: readonly (number | string)[], given: readonly (number | string)[]) =>
    compareGiven(row.id, metric, ours.join() === given.join() ? 1 : 0, 1, {}, 'Equal lists count as 1.')
  const cases = <Case>() => Object.values(row.value) as Case[]
  switch (row.id) {
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
      return cases<{ coins: number[]; list: number[]; team: string }>().flatMap((given, i) => {
        const ours = interleaveByTeamDraft(A, B, k, (round) => given.coins[round] === 0)
        return [list(`list ${i}`, ours.list, given.list), list(`team ${i}`, ours.teams, [...given.team])]
      })
    }
    case 'interleave.balanced': {
      const { A, B } = row.config as { A: number[]; B: number[] }
      return Object.entries(row.value as Record<string, number[]>).map(([key, given]) =>
        list(key, interleaveBalanced(A, B, given.length, key.startsWith('a_first')), given),
      )
    }
    default:
      return [notCompared(row.id, 'skipped', 'This is not in this release.')]
  }
}

const toNumbers = (text: string): number[] => text.split(':').map(Number)
