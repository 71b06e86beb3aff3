import type { MetricResult, ModelResult, RunResults, TestResult } from '../contract/api/runs.ts'
import { higherIsBetter } from './format.ts'
import { significanceOf } from './significance.ts'

/** One line of a leaderboard. */
export interface LeaderboardRow {
  readonly model: ModelResult
  /** Place in `results.models`. */
  readonly index: number
  /** From 1; null without a value. */
  readonly rank: number | null
  readonly value: MetricResult | null
  readonly best: boolean
  /** Value minus the best value, both means over folds; null for the best itself. */
  readonly difference: number | null
  /** Corrected p of the paired test against the best. */
  readonly p: number | null
  /** Not distinguishable from the best at the level of the run. */
  readonly tied: boolean
}

/** Models by a metric, best first; those without a value (failed, not started) at the end in their order. */
export function rankModels(results: RunResults, metric: string): LeaderboardRow[] {
  const sign = higherIsBetter(metric) ? -1 : 1
  const { level } = significanceOf(results)
  const rows = results.models.map((model, index) => ({ model, index, value: model.metrics[metric] ?? null }))
  const valued = rows
    .filter(({ value }) => value !== null && value.mean !== null)
    .sort((a, b) => sign * (a.value!.mean! - b.value!.mean!) || a.index - b.index)
  const best = valued[0]
  const tests = best ? testsAgainst(results, metric, best.model.label) : new Map<string, TestResult>()
  const ranked = valued.map((row, at): LeaderboardRow => {
    const p = row === best ? null : (tests.get(row.model.label)?.adjusted ?? null)
    return {
      ...row,
      rank: at + 1,
      best: row === best,
      difference: row === best ? null : row.value!.mean! - best!.value!.mean!,
      p,
      tied: p !== null && p >= level,
    }
  })
  const rest = rows
    .filter((row) => !valued.includes(row))
    .map((row) => ({ ...row, rank: null, best: false, difference: null, p: null, tied: false }))
  return [...ranked, ...rest]
}

/** The tests of a metric that compare with the given model, by the other model's label. */
export function testsAgainst(results: RunResults, metric: string, label: string): Map<string, TestResult> {
  const tests = results.tests.filter((test) => test.metric === metric && (test.a === label || test.b === label))
  return new Map(tests.map((test) => [test.a === label ? test.b : test.a, test]))
}

/** Metrics in the order asked for that at least one model has. */
export function metricsOf(results: RunResults): string[] {
  return [...new Set(results.models.flatMap(({ metrics }) => Object.keys(metrics)))]
}

/** Models that no other model beats on both axes, from left to right. */
export function frontier<T extends { readonly x: number; readonly y: number }>(points: readonly T[]): T[] {
  const sorted = points.toSorted((a, b) => b.x - a.x || b.y - a.y)
  let highest = -Infinity
  return sorted
    .filter(({ y }) => {
      if (y <= highest) return false
      highest = y
      return true
    })
    .reverse()
}
