import type { RunResults } from '../contract/api/runs.ts'
import { rankModels, type LeaderboardRow } from './comparison.ts'
import { formatCount, formatDifference, formatMetric, metricTitle, relateP } from './format.ts'
import { leakSentence } from './leak.ts'
import type { Sentence } from './words.ts'

export interface Finding extends Sentence {
  readonly id: 'lead' | 'others' | 'baseline' | 'leak' | 'failed' | 'unfinished' | 'cold'
  readonly severity: 'finding' | 'warning'
  /** Names in `values` that a reader should find at a glance. */
  readonly names: readonly string[]
}

const find = (
  id: Finding['id'],
  key: string,
  values: Finding['values'],
  names: readonly string[] = [],
  severity: Finding['severity'] = 'finding',
): Finding => ({ id, key, values, names, severity })

/**
 * What a comparison says by one metric, in sentences made from its numbers: who leads and how sure that is, who is behind, what the popularity
 * baseline reaches, and what a reader must know before quoting it. The screen and the report show the same sentences.
 */
export function findings(results: RunResults, metric: string): Finding[] {
  const rows = rankModels(results, metric).filter(({ rank }) => rank !== null)
  return [...lead(rows, metric), ...warnings(results)]
}

function lead(rows: readonly LeaderboardRow[], metric: string): Finding[] {
  const best = rows[0]
  if (!best) return []
  const name = metricTitle(metric)
  const a = best.model.label
  const { mean, low, high } = best.value!
  const value = formatMetric(mean, metric)
  if (rows.length === 1)
    return [
      find(
        'lead',
        '{a} reaches {metric} {value} (95 % interval {low} – {high}).',
        {
          a,
          metric: name,
          value,
          low: formatMetric(low, metric),
          high: formatMetric(high, metric),
        },
        ['a'],
      ),
    ]
  const others = rows.slice(1)
  const tied = others.filter((row) => row.tied)
  const behind = others.filter((row) => row.p !== null && !row.tied)
  const found = tied.length ? shared(a, tied, name) : alone(a, others[0]!, name, value)
  if (behind.length && behind.length + tied.length === others.length && (tied.length || behind.length > 1)) {
    const largest = Math.max(...behind.map(({ p }) => p!))
    const p = relateP(largest, '≤')
    found.push(
      behind.length === 1
        ? find('others', '{b} is behind (p {p}).', { b: behind[0]!.model.label, p: relateP(largest, '=') }, ['b'])
        : find('others', 'All others are behind (p {p}).', { p }),
    )
  }
  const popularity = others.find(({ model }) => model.id === 'popularity')
  if (popularity)
    found.push(find('baseline', 'Popularity reaches {value}.', { value: formatMetric(popularity.value!.mean, metric) }))
  return found
}

function shared(a: string, tied: readonly LeaderboardRow[], name: string): Finding[] {
  const gaps = tied.map(({ difference }) => Math.abs(difference!))
  const gap = formatDifference(Math.max(...gaps)).replace('+', '')
  if (tied.length === 1)
    return [
      find(
        'lead',
        '{a} and {b} share the lead by {metric}: their gap of {gap} is within chance (p {p}).',
        { a, b: tied[0]!.model.label, metric: name, gap, p: relateP(tied[0]!.p!, '=') },
        ['a', 'b'],
      ),
    ]
  const p = relateP(Math.min(...tied.map((row) => row.p!)), '≥')
  if (tied.length === 2)
    return [
      find(
        'lead',
        '{a}, {b} and {c} share the lead by {metric}: their gaps of at most {gap} are within chance (p {p}).',
        { a, b: tied[0]!.model.label, c: tied[1]!.model.label, metric: name, gap, p },
        ['a', 'b', 'c'],
      ),
    ]
  return [
    find(
      'lead',
      '{a}, {b} and {count} others share the lead by {metric}: their gaps of at most {gap} are within chance (p {p}).',
      { a, b: tied[0]!.model.label, count: formatCount(tied.length - 1), metric: name, gap, p },
      ['a', 'b'],
    ),
  ]
}

function alone(a: string, second: LeaderboardRow, name: string, value: string): Finding[] {
  const gap = formatDifference(Math.abs(second.difference!)).replace('+', '')
  const b = second.model.label
  if (second.p === null)
    return [
      find(
        'lead',
        '{a} has the best {metric}, {value}, {gap} from {b}; no paired test was possible.',
        { a, b, metric: name, value, gap },
        ['a'],
      ),
    ]
  return [
    find(
      'lead',
      '{a} leads by {metric} with {value}, {gap} ahead of {b} (p {p}).',
      { a, b, metric: name, value, gap, p: relateP(second.p, '=') },
      ['a'],
    ),
  ]
}

function warnings({ leak, models }: RunResults): Finding[] {
  const found: Finding[] = []
  const warn = (id: Finding['id'], key: string, values: Finding['values'], names: readonly string[] = []) =>
    found.push(find(id, key, values, names, 'warning'))
  const leaks = leakSentence(leak)
  if (leaks) warn('leak', leaks.key, leaks.values)
  const failed = models.filter(({ state }) => state === 'failed')
  if (failed.length === 1) warn('failed', '{a} failed and is left out', { a: failed[0]!.label }, ['a'])
  if (failed.length > 1) warn('failed', '{count} models failed and are left out', { count: formatCount(failed.length) })
  const open = models.filter(({ state }) => state !== 'done' && state !== 'failed')
  if (open.length)
    warn('unfinished', '{count} models are not finished; their values are of the folds done so far', {
      count: formatCount(open.length),
    })
  if (leak.counts.droppedUsers === 0 && leak.counts.droppedItems > 0)
    warn('cold', '{items} test items do not occur in training', { items: formatCount(leak.counts.droppedItems) })
  if (leak.counts.droppedUsers > 0)
    warn('cold', '{users} test users and {items} test items do not occur in training', {
      users: formatCount(leak.counts.droppedUsers),
      items: formatCount(leak.counts.droppedItems),
    })
  return found
}
