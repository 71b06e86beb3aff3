import { quantile } from '../../evaluation/significance/bootstrap.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given, type RowArrays } from './bandit-row.ts'
import { compareEmbedded, compareEstimated } from './embedded.ts'
import { compareBalanced, compareErrors, compareEstimates, compareReplay } from './estimates.ts'
import { compareRegression } from './regression.ts'
import { readLog, totalSupport, toRounds } from './rounds.ts'
import { compareTruth } from './truth.ts'

/** Compares one row of `ope-synthetic.json`. What follows the log's name in its id says what was computed: `softmax.interval.dr.q-cf3`. */
export function compareSynthetic(row: BanditRow, arrays: RowArrays): VerifiedRow[] | Promise<VerifiedRow[]> {
  const parts = row.id.split('.').slice(1)
  const model = parts.find((part) => part.startsWith('q-')) ?? null
  const deterministic = parts[0] === 'deterministic' || row.config['policy'] === 'pi_e_det'
  const log = () => readLog(row, arrays, deterministic)
  const seen = (predicted = model) => toRounds(log(), predicted === null ? null : arrays.values(row, predicted))
  switch (parts.find((part) => kinds.has(part))) {
    case 'values':
    case 'weights':
    case 'tuned':
    case 'interval':
    case 'bootstrap':
      return compareEstimates(row, seen(), totalSupport(log()))
    case 'replay':
      return compareReplay(row, seen())
    case 'errors':
      return compareErrors(
        row,
        seen(String(row.config['model'])),
        toRounds(log(), arrays.values(row, 'expected_reward')),
      )
    case 'truth':
      return compareTruth(row, arrays)
    case 'regression':
      return compareRegression(row, arrays)
    case 'mips':
      return compareEmbedded(row, arrays)
    case 'mips-estimated':
      return compareEstimated(row, arrays)
    case 'percentile':
      return comparePercentiles(row, arrays)
    case 'b-ipw': {
      const reward = arrays.values(row, 'reward')
      return compareBalanced(row, { reward, weight: arrays.values(row, 'est_weight'), matched: reward, model: null })
    }
    default:
      return [notCompared(row.id, 'skipped', 'Recbench has no estimator for this kind of row.')]
  }
}

const kinds = new Set(
  'values weights tuned interval bootstrap replay errors truth regression mips mips-estimated percentile b-ipw'.split(
    ' ',
  ),
)

/** Percentiles of resampled means, the resamples being given. */
function comparePercentiles(row: BanditRow, arrays: RowArrays): VerifiedRow[] {
  const samples = arrays.values(row, 'samples')
  const { shape, values: index } = arrays.array(row, 'index')
  const [count, size] = shape as [number, number]
  const means = Float64Array.from({ length: count }, (_, b) =>
    index.subarray(b * size, (b + 1) * size).reduce((sum, i) => sum + samples[i]! / size, 0),
  )
  const sorted = means.toSorted()
  const { mean, variance } = momentsOf(means)
  const given = row.value as {
    mean_of_means: Given
    sd_of_means_ddof1: Given
    percentiles: Record<string, Given>
    first_means: Given[]
  }
  const compare = (metric: string, ours: number | undefined, number: Given) =>
    compareGiven(row.id, metric, ours, number, row.tolerance)
  return [
    compare('mean', mean, given.mean_of_means),
    compare('sd', Math.sqrt(variance), given.sd_of_means_ddof1),
    ...Object.entries(given.percentiles).map(([percent, number]) =>
      compare(`percentile ${percent}`, quantile(sorted, Number(percent) / 100), number),
    ),
    ...given.first_means.map((number, b) => compare(`resample ${b}`, means[b], number)),
  ]
}
