import { parseConfiguration } from '../../contract/settings.ts'
import { betaQuantile } from '../../math/beta-quantile.ts'
import { probabilitiesOfBeingLargest } from '../../math/beta.ts'
import { drawArm } from '../../recommenders/bandits/arms.ts'
import { bayesUcbIndex } from '../../recommenders/bandits/bayes-ucb.ts'
import { exp3Ix } from '../../recommenders/bandits/exp3-ix.ts'
import { exp3 } from '../../recommenders/bandits/exp3.ts'
import { klUcbIndex } from '../../recommenders/bandits/kl-ucb.ts'
import { mossIndex } from '../../recommenders/bandits/moss.ts'
import { boltzmann } from '../../recommenders/bandits/softmax.ts'
import { ucb1Index } from '../../recommenders/bandits/ucb1.ts'
import { ucbTunedIndex } from '../../recommenders/bandits/ucb-tuned.ts'
import { ucbVIndex } from '../../recommenders/bandits/ucb-v.ts'
import { anybody } from '../../recommenders/policy.ts'
import { readCsv } from '../npy.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { Places } from '../section.ts'
import { countArms } from './play.ts'
import { fileOf, type PolicyRow } from './table.ts'

/** Index values, Boltzmann probabilities, EXP3 on given draws, and the chance of being the best arm. */
export function verifyIndices(row: PolicyRow, places: Places): VerifiedRow[] {
  const { config } = row
  if ('kl_ucb' in config) return grid(row, places)
  if ('means' in config) return probabilities(row)
  if ('posteriors' in config) return posteriors(row)
  if ('update' in config) return exponentialWeights(row, places)
  return [notCompared(row.id, 'skipped', 'No computation of this configuration is known.')]
}

const absolute = ({ tolerance }: PolicyRow, key = 'abs') => tolerance?.[key] as number

function grid(row: PolicyRow, places: Places): VerifiedRow[] {
  const { mean: means, n, t, ...columns } = readCsv(fileOf(row, '.csv.gz', places))
  return Object.entries(columns).map(([name, values]) => {
    let worst = 0
    for (let i = 0; i < values.length; i++) {
      const [mean, plays, rounds] = [means![i]!, n![i]!, t![i]!]
      const ours = indexOf(name, mean, plays, rounds)
      if (ours === null) return { ...notCompared(row.id, 'skipped', 'No index of this name is known.'), metric: name }
      worst = Math.max(worst, Number.isNaN(ours) ? Infinity : Math.abs(ours - values[i]!))
    }
    return compareNumber(row.id, `${name}: largest difference of ${values.length}`, worst, 0, absolute(row))
  })
}

function indexOf(name: string, mean: number, plays: number, rounds: number): number | null {
  const arm = { mean, variance: mean * (1 - mean), plays, rounds, arms: Number(/_K(\d+)/.exec(name)?.[1] ?? 1) }
  const horizon = Number(/_T([\de]+)/.exec(name)?.[1] ?? 0)
  if (name === 'ucb1') return ucb1Index(mean, plays, 2 * Math.log(rounds), 1)
  if (name === 'ucb1_tuned') return ucbTunedIndex(arm)
  if (name === 'ucb_v') return ucbVIndex(arm, 1)
  if (name.startsWith('moss_')) return mossIndex(arm, horizon)
  if (name.startsWith('kl_ucb_c')) return klUcbIndex(arm, Number(name.slice('kl_ucb_c'.length)))
  if (name.startsWith('bayes_ucb_1_over_t')) return bayesUcbIndex(arm, horizon)
  if (name.startsWith('beta_q'))
    return betaQuantile(Number(`0.${name.slice('beta_q'.length)}`), 1 + mean * plays, 1 + plays - mean * plays)
  return null
}

function probabilities(row: PolicyRow): VerifiedRow[] {
  const means = Float64Array.from(row.config['means'] as number[])
  const into = new Float64Array(means.length)
  return Object.entries(row.value as Record<string, number[]>).flatMap(([temperature, values]) => {
    boltzmann(means, Number(temperature), into)
    return values.map((value, arm) =>
      compareNumber(row.id, `τ ${temperature}, arm ${arm}`, into[arm], value, absolute(row)),
    )
  })
}

function posteriors(row: PolicyRow): VerifiedRow[] {
  const pairs = row.config['posteriors'] as [number, number][]
  const best = row.value['p_best'] as number[]
  const given = row.value['posterior'] as Record<string, number>[]
  const tolerance = absolute(row, 'exact_integral_abs')
  const into = new Float64Array(pairs.length)
  probabilitiesOfBeingLargest(
    Float64Array.from(pairs, ([a]) => a),
    Float64Array.from(pairs, ([, b]) => b),
    into,
  )
  return pairs.flatMap(([a, b], arm) => {
    const ours: Record<string, number> = {
      mean: a / (a + b),
      sd: Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1))),
      q025: betaQuantile(0.025, a, b),
      q975: betaQuantile(0.975, a, b),
    }
    return [
      compareNumber(row.id, `p_best.${arm}`, into[arm], best[arm]!, tolerance),
      ...Object.entries(given[arm]!).map(([name, value]) =>
        compareNumber(row.id, `posterior.${arm}.${name}`, ours[name], value, tolerance),
      ),
    ]
  })
}

function exponentialWeights(row: PolicyRow, places: Places): VerifiedRow[] {
  const { id, config, value } = row
  const { u, ...rewards } = readCsv(fileOf(row, '.table.csv.gz', places))
  const columns = Object.values(rewards)
  const rule = 'eta' in config ? exp3Ix : exp3
  const { gamma, eta } = config as Record<string, number>
  const settings = parseConfiguration(rule.id, rule.settings, 'eta' in config ? { gamma, eta } : { gamma })
  const policy = rule.policy.create({ arms: columns.length, features: 0 }, settings as never)
  const arms = new Uint32Array(u!.length)
  const shares = new Float64Array(columns.length)
  let total = 0
  for (let round = 0; round < arms.length; round++) {
    policy.distribution(anybody, shares)
    const arm = drawArm(shares, u![round]!)
    arms[round] = arm
    total += columns[arm]![round]!
    policy.update(anybody, arm, columns[arm]![round]!)
  }
  const given =
    'arms_csv' in value ? Array.from(value['arms_csv'] as string, Number) : (value['first_arms'] as number[])
  const counts = countArms(arms, columns.length)
  return [
    compareNumber(id, 'rounds with another arm', given.filter((arm, round) => arm !== arms[round]).length, 0, 0),
    compareNumber(id, 'reward', total, value['reward'] as number, 1e-9),
    ...(value['counts'] as number[]).map((count, arm) => compareNumber(id, `counts.${arm}`, counts[arm], count, 0)),
    ...(value['last_probabilities'] as number[]).map((share, arm) =>
      compareNumber(id, `last_probabilities.${arm}`, shares[arm], share, absolute(row)),
    ),
  ]
}
