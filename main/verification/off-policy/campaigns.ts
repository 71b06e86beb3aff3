import { proportionIntervals } from '../../evaluation/ab/proportion-intervals.ts'
import type { Conversions, Interval } from '../../evaluation/ab/arms.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { Random } from '../../math/random.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import type { Places } from '../section.ts'
import { intervalNames } from './ab-proportions.ts'
import { compareGiven, type BanditRow, type Given, type RowArrays } from './bandit-row.ts'
import { replayDisplays, simulateDisplays, type Beliefs } from './beta-display.ts'
import { compareEstimates, compareReplay } from './estimates.ts'
import { tunedOrPlain } from './estimators.ts'
import { hasCampaign, readCampaign, type CampaignLog } from './open-bandit.ts'
import { toRounds, totalSupport, type Log } from './rounds.ts'

/**
 * Compares one row of a campaign of the Open Bandit data, `obd-….json`. Its id says which: `CAMPAIGN.LOG.on-policy`, `CAMPAIGN.LOG-to-POLICY.values.…`,
 * `CAMPAIGN.replay.given`.
 */
export function compareCampaign(row: BanditRow, arrays: RowArrays, places: Places): VerifiedRow[] {
  const [campaign, subject, kind] = row.id.split('.') as [string, string, string]
  if (!hasCampaign(places, campaign))
    return [notCompared(row.id, 'skipped', `The data folder holds no obd-${campaign}.`)]
  const read = (policy: string) => logOf(places, campaign, policy)
  if (kind === 'on-policy') return compareRates(row, read(subject))
  if (kind === 'action-dist') return compareDisplays(row, arrays)
  if (kind === 'given') return compareSelected(row, arrays, read('random'))
  if (kind === 'band') return compareReplays(row, priorOf(arrays.tableOf(campaign, 'bts_action_dist')), read('random'))
  const [logged, policy] = subject.split('-to-') as [string, string]
  const log = read(logged)
  const seen = policy === 'uniform' ? valueUniform(log) : valueDisplays(log, arrays.table(row, 'bts_action_dist'))
  const model = row.id.split('.').find((part) => part.startsWith('q-')) ?? row.config['model']
  const rounds = toRounds(seen, model === undefined ? null : arrays.values(row, String(model)))
  if (kind !== 'errors')
    return [...compareOrder(row, arrays, log), ...compareEstimates(row, rounds, totalSupport(seen))]
  const truth = Number(row.config['ground_truth'])
  return Object.entries(row.value as Record<string, Given>).map(([name, given]) =>
    compareGiven(row.id, name, Math.abs(tunedOrPlain(name, rounds) - truth) / truth, given, row.tolerance),
  )
}

let latest: { readonly key: string; readonly log: CampaignLog } | null = null

function logOf(places: Places, campaign: string, policy: string): CampaignLog {
  const key = [places.data, campaign, policy].join('\n')
  if (latest?.key !== key) latest = { key, log: readCampaign(places, campaign, policy) }
  return latest.log
}

const valueUniform = (log: CampaignLog): Log => ({
  ...log,
  policy: new Float64Array(log.action.length * log.actions).fill(1 / log.actions),
})

/** The policy whose probabilities depend on the position only, a column `p_position_…` for each. */
function valueDisplays(log: CampaignLog, table: Record<string, Float64Array>): Log {
  const policy = new Float64Array(log.action.length * log.actions)
  for (const [round, position] of log.position.entries())
    policy.set(table[`p_position_${position + 1}`]!, round * log.actions)
  return { ...log, policy }
}

const priorOf = (table: Record<string, Float64Array>): Beliefs => ({
  a: table['prior_alpha']!,
  b: table['prior_beta']!,
})

/** Click rate of a log, its intervals, and what the log holds. */
function compareRates(row: BanditRow, log: CampaignLog): VerifiedRow[] {
  const { intervals, per_position, ...numbers } = row.value as Record<string, Given> & {
    readonly intervals: Readonly<Record<string, readonly [Given, Given]>>
    readonly per_position: Readonly<Record<string, Readonly<Record<string, Given>>>>
  }
  const compare = (metric: string, ours: number | undefined, given: Given) =>
    compareGiven(row.id, metric, ours, given, row.tolerance)
  const counts = { successes: log.reward.reduce((sum, click) => sum + click, 0), trials: log.reward.length }
  const at = (position: string) => log.reward.filter((_, round) => log.position[round] === Number(position))
  const ours: Readonly<Record<string, number>> = {
    n: counts.trials,
    clicks: counts.successes,
    value: counts.successes / counts.trials,
    n_actions: log.actions,
    len_list: log.positions,
    dim_context: log.features,
    pscore_min: log.propensity.reduce((a, b) => Math.min(a, b), Infinity),
    pscore_max: log.propensity.reduce((a, b) => Math.max(a, b), -Infinity),
    items_seen: new Set(log.action).size,
  }
  const ends: Readonly<Record<string, (counts: Conversions, alpha: number) => Interval>> = proportionIntervals
  return [
    ...Object.entries(numbers).map(([name, given]) => compare(name, ours[name], given as Given)),
    ...Object.entries(intervals).flatMap(([name, [low, high]]) => {
      const interval = ends[intervalNames[name] ?? name]!(counts, Number(row.config['alpha']))
      return [compare(`${name} low`, interval.low, low), compare(`${name} high`, interval.high, high)]
    }),
    ...Object.entries(per_position).flatMap(([position, given]) => [
      compare(`position ${position} n`, at(position).length, given['n']!),
      compare(
        `position ${position} clicks`,
        at(position).reduce((sum, click) => sum + click, 0),
        given['clicks']!,
      ),
    ]),
  ]
}

/** Chances of the items at each position by our simulation, beside all of the stored ones. */
function compareDisplays(row: BanditRow, arrays: RowArrays): VerifiedRow[] {
  const table = arrays.table(row, 'bts_action_dist')
  const stored = Object.keys(table).filter((name) => name.startsWith('p_position_'))
  const { n_sim: count, random_state: seed } = row.config as Record<string, number>
  const shares = simulateDisplays(priorOf(table), stored.length, count!, new Random(seed!, row.id))
  const { top5_position1: top, sums } = row.value as { top5_position1: [number, Given][]; sums: Given[] }
  const share = (item: number, position: number) => shares[item * stored.length + position]!
  const compare = (metric: string, ours: number, given: Given) =>
    compareGiven(row.id, metric, ours, given, row.tolerance)
  return [
    ...top.map(([item, given]) => compare(`item ${item} at position 1`, share(item, 0), given)),
    ...sums.map((given, position) => {
      const sum = shares.reduce((total, part, cell) => (cell % stored.length === position ? total + part : total), 0)
      return compareGiven(row.id, `sum of position ${position + 1}`, sum, given, { abs: 1e-9 })
    }),
    ...stored.flatMap((name, position) =>
      Array.from(table[name]!, (given, item) => compare(`${name} of item ${item}`, share(item, position), given)),
    ),
  ]
}

/** Replay of stored selections, an item for each position of each round. */
function compareSelected(row: BanditRow, arrays: RowArrays, log: CampaignLog): VerifiedRow[] {
  const { values: selected, shape } = arrays.array(row, 'replay_selected')
  const weight = new Float64Array(log.action.length)
  const matched = log.action.map((item, i) => (selected[i * shape[1]! + log.position[i]!] === item ? 1 : 0))
  return [
    ...compareOrder(row, arrays, log),
    ...compareReplay(row, { reward: log.reward, weight, matched, model: null }),
  ]
}

/** Replay with our own generator under each seed: means within the row's band, and four standard errors of their difference for matches; ends are shown. */
function compareReplays(row: BanditRow, prior: Beliefs, log: CampaignLog): VerifiedRow[] {
  const [first, last] = String(row.config['seeds']).split('..').map(Number) as [number, number]
  const played = Array.from({ length: last - first + 1 }, (_, i) =>
    replayDisplays(prior, log, new Random(first + i, row.id)),
  )
  const values = momentsOf(Float64Array.from(played, ({ clicks, matches }) => clicks / matches))
  const matches = momentsOf(Float64Array.from(played, (one) => one.matches))
  const given = row.value as Record<string, number>
  const shown = (metric: string, ours: number): VerifiedRow => ({
    ...compareGiven(row.id, metric, ours, given[metric]!, {}, 'The reference states no band for this number.'),
    verdict: 'information',
  })
  const spread = { abs: 4 * given['matches_sd']! * Math.sqrt(2 / played.length) }
  return [
    compareGiven(row.id, 'mean', values.mean, given['mean']!, { abs: Number(row.tolerance['mean_abs']) }),
    compareGiven(row.id, 'matches_mean', matches.mean, given['matches_mean']!, spread),
    shown('sd_ddof1', Math.sqrt(values.variance)),
    shown('matches_sd', Math.sqrt(matches.variance)),
    shown('max', values.largest),
    shown(
      'min',
      played.reduce((least, one) => Math.min(least, one.clicks / one.matches), Infinity),
    ),
  ]
}

/** Rounds that differ from the stored log: arrays of the reference follow its order, and rounds of one time have none of their own. */
function compareOrder(row: BanditRow, arrays: RowArrays, log: CampaignLog): VerifiedRow[] {
  if (!arrays.hasTable(row, 'random_log')) return []
  const { item_id, position, click } = arrays.table(row, 'random_log')
  const apart = log.action.reduce(
    (sum, item, i) =>
      sum + (item === item_id![i] && log.position[i] === position![i] && log.reward[i] === click![i] ? 0 : 1),
    0,
  )
  return [compareGiven(row.id, 'rounds unlike the stored log', apart, 0, {})]
}
