import { invertPositiveDefinite } from '../../kernels/positive-definite.ts'
import { Random } from '../../math/random.ts'
import { unpack } from '../../recommenders/archive.ts'
import { restoreLinearArms } from '../../recommenders/bandits/linear-arms.ts'
import { linTs } from '../../recommenders/bandits/lin-ts.ts'
import { ucb1Index } from '../../recommenders/bandits/ucb1.ts'
import { anybody } from '../../recommenders/policy.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { Places } from '../section.ts'
import { CommonDrawsLinTs } from './common-draws.ts'
import { knownPolicy, type KnownPolicy } from './known-policies.ts'
import { countArms, firstArms, play, playWith, type Play, type Played } from './play.ts'
import { verifyScaledContexts } from './scaled-contexts.ts'
import { readTable, readTrace, type PolicyRow, type RewardTable } from './table.ts'

/** A row of policies on a table of rewards: a trace, a band over seeds, or the bounds of the table. */
export async function verifyPolicy(row: PolicyRow, places: Places): Promise<VerifiedRow[]> {
  const table = readTable(row, places)
  if ('fixed_arm_totals' in row.value) return bounds(row, table)
  const known = knownPolicy(row.config)
  const first = firstArms(row.config['first_arms'], table.arms)
  if (!known || !first)
    return [notCompared(row.id, 'skipped', `No policy for ${JSON.stringify(row.config)} is in the catalogue.`)]
  if (Array.isArray(row.value)) return verifyScaledContexts(row, table, first)
  return 'mean_counts' in row.value ? band(row, known, table, first) : trace(row, known, table, first, places)
}

function bounds({ id, value }: PolicyRow, { binary, arms, rounds }: RewardTable): VerifiedRow[] {
  const totals = new Float64Array(arms)
  let best = 0
  for (let round = 0; round < rounds; round++) {
    const paid = binary.subarray(round * arms, (round + 1) * arms)
    paid.forEach((reward, arm) => (totals[arm]! += reward))
    best += Math.max(...paid)
  }
  const uniform = totals.reduce((sum, total) => sum + total, 0) / arms
  return [
    ...(value['fixed_arm_totals'] as number[]).map((total, arm) =>
      compareNumber(id, `fixed_arm_totals.${arm}`, totals[arm], total, 1e-9),
    ),
    compareNumber(id, 'hindsight_per_round', best, value['hindsight_per_round'] as number, 1e-9),
    compareNumber(id, 'uniform', uniform, value['uniform'] as number, 1e-9),
  ]
}

function band(row: PolicyRow, known: KnownPolicy, table: RewardTable, first: readonly number[]): VerifiedRow[] {
  const { id, config, value, tolerance, note } = row
  const seeds = config['seeds'] as number
  const compare = (metric: string, total: (how: Play) => number) => {
    let sum = 0
    for (let seed = 0; seed < seeds; seed++)
      sum += total({ rewards: 'binary', first, batch: 1, random: new Random(seed) })
    return compareNumber(id, metric, sum / seeds, value['mean'] as number, tolerance!['mean_abs'] as number)
  }
  const compared = compare('mean', (how) => play(known, table, how).total)
  const rest = ['sd_ddof1', 'min', 'max', 'second_half_mean', 'second_half_sd'].map((name) => ({
    ...notCompared(id, 'information', 'The reference states no tolerance for it.'),
    metric: name,
    reference: value[name] as number,
  }))
  if (known.recommender.id !== linTs.id) return [{ ...compared, note }, ...rest]
  const exploration = known.settings['exploration'] as number
  const common = (how: Play) =>
    playWith(new CommonDrawsLinTs(table.arms, table.contexts[0]!.length, exploration), table, how).total
  const independent = "mabwiser's arms share their draws; ours are independent"
  return [
    compare('mean, with draws common to all arms', common),
    { ...compared, verdict: 'information', note: independent },
    ...rest,
  ]
}

async function trace(
  row: PolicyRow,
  known: KnownPolicy,
  table: RewardTable,
  first: readonly number[],
  places: Places,
): Promise<VerifiedRow[]> {
  const { id, config, value } = row
  const rewards = config['rewards'] === 'real' ? 'real' : 'binary'
  const batch = (config['batch'] as number | undefined) ?? 1
  const played = play(known, table, { rewards, first, batch, random: new Random(id) })
  const stored = readTrace(row, places)
  const others = stored.filter((arm, round) => arm !== played.arms[round]).length
  const counts = countArms(played.arms, table.arms)
  return [
    compareNumber(id, 'rounds with another arm', others, 0, 0),
    compareNumber(id, 'cumulative_reward', played.total, value['cumulative_reward'] as number, 1e-9),
    ...(value['counts'] as number[]).map((count, arm) => compareNumber(id, `counts.${arm}`, counts[arm], count, 0)),
    ...(await parameters(row, known, played)),
  ]
}

/** Final parameters: A, b = A β and β of linear policies; plays, sums and indices of the others. */
async function parameters(row: PolicyRow, known: KnownPolicy, played: Played): Promise<VerifiedRow[]> {
  const { final } = row.value
  const { abs, rel } = (row.tolerance?.['parameters'] ?? { abs: 0, rel: 0 }) as { abs: number; rel: number }
  if (final === undefined) return []
  const compare = (metric: string, ours: ArrayLike<number>, given: readonly number[]) =>
    given.map((value, i) =>
      compareNumber(row.id, `final.${metric}.${i}`, ours[i], value, Math.max(abs, rel * Math.abs(value))),
    )
  if (!Array.isArray(final)) {
    const { count, sum, expectation } = final as Record<string, number[]>
    const { plays, sums } = unpack(`${known.recommender.id} policy`, 1, played.policy.save()).columns
    const ours = new Float64Array(plays!.length)
    played.policy.expected(anybody, ours)
    const { exploration, unplayed } = known.settings
    const logarithm = 2 * Math.log(played.arms.length)
    if (known.recommender.id === 'ucb1')
      ours.forEach((mean, k) => {
        if (plays![k] === 0 && unplayed === 'mabwiser') ours[k] = 0
        else ours[k] = ucb1Index(mean, plays![k]!, logarithm, exploration as number)
      })
    return [
      ...compare('count', plays!, count!),
      ...compare('sum', sums!, sum!),
      ...compare('index', ours, expectation!),
    ]
  }
  const saved = unpack('linucb policy', 2, played.policy.save())
  const linear = restoreLinearArms(saved.facts, saved.columns)
  const models = final as { arm: number; A: number[][]; b: number[]; beta: number[] }[]
  const compared = models.map(async ({ arm, A, b, beta }) => {
    const size = beta.length
    const own = linear.weightsOf(arm)
    if (!own) return [notCompared(row.id, 'skipped', `Arm ${arm} was never played and has no parameters.`)]
    const matrix = await invertPositiveDefinite(linear.inverseOf(arm), size, () => undefined)
    const sums = own.map((_, i) => own.reduce((sum, weight, j) => sum + matrix[i * size + j]! * weight, 0))
    return [
      ...compare(`${arm}.A`, matrix, A.flat()),
      ...compare(`${arm}.b`, sums, b),
      ...compare(`${arm}.beta`, own, beta),
    ]
  })
  return (await Promise.all(compared)).flat()
}
