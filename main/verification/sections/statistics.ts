import { meanOf } from '../../evaluation/significance/differences.ts'
import { normalDensity, normalQuantile } from '../../math/distributions.ts'
import { readRows } from '../reference-files.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { Job, Section } from '../section.ts'
import {
  comparedPair,
  flatten,
  readColumns,
  type Columns,
  type Nested,
  type StatisticsRow,
  type Value,
} from '../statistics/columns.ts'
import { adjustments, againstTheBest, foldsOfReference, foldTests, overFolds } from '../statistics/groups.ts'
import { pairStatistics } from '../statistics/pairs.ts'

const file = 'e-statistics.json'

/**
 * Tests, intervals, effect sizes and corrections on values per user, and Friedman with Nemenyi over folds: exact ones to a relative tolerance, those by
 * random draws within four standard errors of the difference of two such values.
 */
export const statistics: Section = {
  name: 'statistics',
  plan: (places) =>
    readRows<StatisticsRow>(places, 'classic', file).map(({ id }): Job => ({
      section: 'statistics',
      key: id,
      seconds: 3,
      fast: true,
    })),
  run: async ({ key }, { places }) => {
    const row = readRows<StatisticsRow>(places, 'classic', file).find(({ id }) => id === key)!
    const columns = readColumns(row, places)
    const ours = new Map(flatten(compute(row, columns)))
    return Promise.resolve(flatten(row.metrics).flatMap(([name, value]) => compare(row, name, ours.get(name), value)))
  },
}

function compute(row: StatisticsRow, columns: Columns): Nested {
  const wanted = row.metrics
  const pair = comparedPair(row, columns)
  const check = wanted['adjustment_check'] as { readonly p: readonly number[] } | undefined
  const over = wanted['friedman_over_folds'] as (Nested & { readonly models: readonly string[] }) | undefined
  const table = over && Object.keys(over).find((key) => key.includes('_by_fold_'))
  const folds = (table === undefined ? [] : over![table]) as readonly (readonly number[])[]
  const tests = Object.keys(wanted).filter((key) => /^folds_.+_vs_.+$/.test(key))
  const best = Object.keys(wanted).find((key) => key.endsWith('_against_the_best'))
  const models = over?.models ?? []
  return {
    ...pairStatistics(pair, columns, wanted),
    ...(best === undefined ? {} : { [best]: againstTheBest(columns) }),
    ...(check === undefined ? {} : { adjustment_check: adjustments(check.p) }),
    ...(over === undefined
      ? {}
      : { friedman_over_folds: { ...overFolds(models, folds, over), [table!]: firstFold(models, columns) } }),
    ...Object.fromEntries(
      tests.map((key) => [key, foldTests(key, wanted[key] as Nested, models, folds, pair, columns)]),
    ),
  }
}

/** Means over users of the fold whose values per user are in the file; the other folds' values are given, not computed here. */
const firstFold = (models: readonly string[], columns: Columns): Value => [
  models.map((name) => (columns.has(name) ? meanOf(columns.get(name)!) : undefined)),
]

function compare(row: StatisticsRow, name: string, ours: Value, reference: Value): VerifiedRow[] {
  const { id } = row
  if (typeof reference === 'string') {
    if (typeof ours !== 'string') return []
    const note = ours === reference ? '' : `ours is "${ours}", the reference has "${reference}"`
    return [compareNumber(id, name, Number(ours === reference), 1, 0, note)]
  }
  const value = reference as number | null
  if (ours === undefined) {
    const given =
      name.startsWith('adjustment_check.p.') || name.includes('_by_fold_') || name.endsWith('.n_test_over_n_train')
    return given
      ? [{ ...notCompared(id, 'information', 'an input of the tests beside it'), metric: name, reference: value }]
      : [{ ...notCompared(id, 'fail', 'no computation of this name is known'), metric: name, reference: value }]
  }
  const { tolerance, note } = toleranceOf(row, name, value ?? 0)
  const mine = Number.isFinite(ours) ? (ours as number) : null
  const compared = compareNumber(id, name, mine, value, tolerance, note)
  const [group, part] = name.split('.') as [string, string | undefined]
  const folds = part?.startsWith('nadeau_bengio') ? foldsOfReference(row.metrics[group] as Nested) : null
  if (folds === null) return [compared]
  const contradiction = `The reference computed this for ${folds} folds, but lists the differences of another number.`
  return [{ ...compared, verdict: 'information', note: contradiction }]
}

/** `allow … 0.0006 (bootstrap)`. */
const statedForBootstrap = (note: string): number => Number(/([\d.]+) \(bootstrap\)/.exec(note)?.[1] ?? 0)

/** Standard error of a 2.5 % quantile of so many normal values: σ √(p (1 − p) / B) / φ(z_p). */
function quantileError({ metrics }: StatisticsRow, group: string): number {
  const percentile = metrics['bootstrap_percentile'] as Nested | undefined
  const count = Number(/^bootstrap_bca_(\d+)/.exec(group)?.[1] ?? percentile?.['B'] ?? NaN)
  const deviation = Number(percentile?.['difference_bootstrap_se'] ?? 0)
  const error = (deviation * Math.sqrt((0.025 * 0.975) / count)) / normalDensity(normalQuantile(0.025))
  return Number.isFinite(error) ? error : 0
}

/** Monte Carlo values differ by the draws of both sides. */
function toleranceOf(row: StatisticsRow, name: string, value: number): { tolerance: number; note: string } {
  const [group, part] = name.split('.') as [string, string | undefined]
  const count = Number((row.metrics[group] as Nested | null)?.['B'])
  if (group.startsWith('sign_flip_permutation') && (part === 'hits' || part?.startsWith('p_two_sided'))) {
    const p = part === 'hits' ? (value + 1) / (count + 1) : value
    const errors = 4 * Math.sqrt((2 * p * (1 - p)) / count)
    return { tolerance: errors * (part === 'hits' ? count : 1), note: 'random draws: 4 standard errors' }
  }
  if (part === 'difference_bootstrap_se')
    return { tolerance: (4 * value) / Math.sqrt(count), note: 'random draws: 4 standard errors' }
  if (group.startsWith('bootstrap') && part !== 'B')
    return { tolerance: Math.max(statedForBootstrap(row.note), 3 * quantileError(row, group)), note: 'random draws' }
  return { tolerance: row.tolerance * Math.max(Math.abs(value), Number.MIN_VALUE), note: 'relative' }
}
