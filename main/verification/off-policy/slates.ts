import { cascadeDoublyRobustTotals } from '../../evaluation/off-policy/slates/cascade-doubly-robust.ts'
import {
  normaliseByPosition,
  normaliseWeights,
  slateTotals,
  type SlateRounds,
} from '../../evaluation/off-policy/slates/inverse-propensity.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { effectiveSample, largestWeight } from '../../evaluation/off-policy/weights.ts'
import { quantile } from '../../evaluation/significance/bootstrap.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given, type RowArrays } from './bandit-row.ts'
import { drawResamples } from './resamples.ts'
import { trueSlateValue } from './slate-world.ts'

/** Compares one row of `ope-slate.json`: values, bootstrap over slates, or diagnostics. */
export function compareSlates(row: BanditRow, arrays: RowArrays): VerifiedRow[] {
  const totals = totalsByName(row, arrays)
  switch (row.id.split('.').at(-1)) {
    case 'values':
      return Object.entries(row.value as Record<string, Given>).map(([name, given]) =>
        compareGiven(row.id, name, totals[name] && momentsOf(totals[name]).mean, given, row.tolerance),
      )
    case 'bootstrap':
      return Object.entries(row.value as Record<string, Record<string, Given>>).flatMap(([name, given]) =>
        compareResampled(row, name, totals[name]!, given),
      )
    case 'truth':
      return compareDiagnostics(row, arrays, totals['sips']!)
    default:
      return [notCompared(row.id, 'skipped', 'Recbench has no estimator for this kind of row.')]
  }
}

function weightsOf(row: BanditRow, arrays: RowArrays, kind: string): Float64Array {
  const logged = arrays.values(row, `pscore${kind}`)
  return arrays.values(row, `evaluation_policy_pscore${kind}`).map((valued, i) => valued / logged[i]!)
}

/** The total of each slate under every estimator, by the library's names; the estimate is their mean. */
function totalsByName(row: BanditRow, arrays: RowArrays): Record<string, Float64Array> {
  const length = Number(row.config['len_list'])
  const reward = arrays.values(row, 'reward')
  const given = { slates: reward.length / length, length, reward }
  const totals = (weight: Float64Array) => slateTotals({ ...given, weight } satisfies SlateRounds)
  const whole = weightsOf(row, arrays, '')
  const position = weightsOf(row, arrays, '_item_position')
  const cascade = weightsOf(row, arrays, '_cascade')
  return {
    sips: totals(whole),
    iips: totals(position),
    rips: totals(cascade),
    snsips: totals(normaliseWeights(whole)),
    sniips: totals(normaliseByPosition(position, length)),
    snrips: totals(normaliseByPosition(cascade, length)),
    'cascade-dr': cascadeDoublyRobustTotals({
      ...given,
      weight: cascade,
      action: arrays.values(row, 'action'),
      actions: Number(row.config['n_unique_action']),
      predicted: arrays.values(row, 'q_hat'),
      policy: arrays.values(row, 'action_dist'),
    }),
  }
}

function compareResampled(
  row: BanditRow,
  name: string,
  totals: Float64Array,
  given: Readonly<Record<string, Given>>,
): VerifiedRow[] {
  const { n, variance } = momentsOf(totals)
  const { random_state: seed, n_bootstrap_samples: count } = row.config as Record<string, number>
  const tolerance = { abs: Number(row.tolerance['abs_se']) * Math.sqrt(variance / n) }
  const means = drawResamples(seed!, n, count!).map((drawn) => drawn.reduce((sum, i) => sum + totals[i]! / n, 0))
  const sorted = Float64Array.from(means).sort()
  const ours: Record<string, number> = {
    mean: momentsOf(sorted).mean,
    '95.0% CI (lower)': quantile(sorted, 0.025),
    '95.0% CI (upper)': quantile(sorted, 0.975),
  }
  return Object.entries(given).map(([key, number]) =>
    compareGiven(row.id, `${name} ${key}`, ours[key], number, tolerance),
  )
}

/** Diagnostics of the stored weights, and the true value by the library's simulation, drawn again from its seed. */
function compareDiagnostics(row: BanditRow, arrays: RowArrays, totals: Float64Array): VerifiedRow[] {
  const length = Number(row.config['len_list'])
  const weight = weightsOf(row, arrays, '').filter((_, i) => i % length === 0)
  const reward = arrays.values(row, 'reward')
  const ours: Record<string, number> = {
    on_policy: reward.reduce((sum, r) => sum + r, 0) / weight.length,
    ess_slate: effectiveSample(weight),
    max_weight_slate: largestWeight(weight),
    sd_slate_sips: Math.sqrt(momentsOf(totals).variance),
  }
  const tolerance = row.tolerance['others'] as { abs: number; rel: number }
  return Object.entries(row.value as Record<string, Given>).map(([key, number]) =>
    key === 'truth'
      ? compareGiven(row.id, key, trueSlateValue(row.config), number, { abs: Number(row.tolerance['truth_abs']) })
      : compareGiven(row.id, key, ours[key], number, tolerance),
  )
}
