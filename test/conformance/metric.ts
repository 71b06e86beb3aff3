import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../main/data/interactions.ts'
import { findMetric, metrics } from '../../main/evaluation/all.ts'
import type { Metric, PooledMetric, RankedUser, ValueMetric } from '../../main/evaluation/metric.ts'
import { measureValues as predictedValues } from '../../main/evaluation/predict-values.ts'
import { logOf } from '../helpers/experiments.ts'

/** Six users of eight items: item j was had by the first 6 − min(j, 5) users. */
export const train = buildInteractions(
  logOf(
    Array.from({ length: 48 }, (_, cell) => [Math.floor(cell / 8), cell % 8]).filter(
      ([u, j]) => u! < 6 - Math.min(j!, 5),
    ),
    6,
    8,
  ),
)

/** A test part with values: user 0 rated item j with 5 − j, for the items 0 … 4. */
export const test = buildInteractions(
  logOf(
    [0, 1, 2, 3, 4].map((item) => [0, item, 5 - item]),
    6,
    8,
  ),
)

/** A user with a list and relevant items; ranks are those in the list, 100 and more beyond it. */
export function rankedUser(ranked: readonly number[], relevant: readonly number[], candidates = 100): RankedUser {
  const sorted = [...relevant].sort((a, b) => a - b)
  return {
    user: 0,
    ranked: Int32Array.from(ranked),
    relevant: Int32Array.from(sorted),
    ranks: Float64Array.from(sorted, (item) => (ranked.includes(item) ? ranked.indexOf(item) + 1 : candidates)),
    tied: Float64Array.from(sorted, () => 1),
    candidates,
  }
}

/** The value of a metric with values per user for one user. */
export function measure(name: string, user: RankedUser): number {
  const { metric, cutoff } = findMetric(name)
  if (!('prepare' in metric)) throw new Error(`${name} has no value per user`)
  return metric.prepare({ train, test, cutoff, threshold: null })(user)
}

/** The figure of predicted and actual values of users, one user when no owners are given. */
export function measureValues(
  metric: ValueMetric | PooledMetric,
  predicted: readonly number[],
  actual: readonly number[],
  users: readonly number[] = actual.map(() => 0),
  threshold: number | null = null,
): number {
  const chosen = [{ metric, cutoff: 0, name: metric.id }]
  const columns = [Int32Array.from(users), Float64Array.from(predicted), Float64Array.from(actual)] as const
  return predictedValues(...columns, chosen, threshold).overall[metric.id]!
}

/** What every metric of the catalogue does. Call it inside `describe`. */
export function behavesLikeMetric(metric: Metric): void {
  describe('as every metric', () => {
    const name = metric.takesCutoff ? `${metric.id}@3` : metric.id

    it('is in the catalogue under its id, with title, summary and formula', () => {
      expect(metrics).toContain(metric)
      expect(findMetric(name)).toEqual({ metric, cutoff: metric.takesCutoff ? 3 : 0, name })
      expect(metric.summary).toMatch(/^[A-Z].*\.$/)
      for (const text of [metric.title, metric.formula]) expect(text).not.toBe('')
    })

    if ('prepare' in metric)
      it('lies within its range for lists with all, some and no hits, shorter and longer than the cutoff', () => {
        const [low, high] = metric.range ?? [-Infinity, Infinity]
        for (const list of [
          [4, 5, 6, 7, 0],
          [0, 5, 1, 6],
          [0, 1, 2, 3],
          [0, 7],
        ]) {
          const value = measure(name, rankedUser(list, [0, 1, 2, 3]))
          expect(value).toBeGreaterThanOrEqual(low)
          expect(value).toBeLessThanOrEqual(high)
        }
      })

    if ('prepare' in metric && metric.kind === 'ranking') {
      it('does not fall when a hit moves up', () => {
        const behind = measure(name, rankedUser([4, 5, 0, 6], [0, 1]))
        expect(measure(name, rankedUser([0, 4, 5, 6], [0, 1]))).toBeGreaterThanOrEqual(behind)
      })

      it('is 1 for a list of exactly the relevant items, and 0 for a list and a ranking without any', () => {
        expect(measure(name, rankedUser([1, 2, 0], [0, 1, 2]))).toBeCloseTo(1, 12)
        expect(measure(name, { ...rankedUser([3, 4, 5], [0]), ranks: Float64Array.of(100) })).toBe(0)
      })
    }
  })
}
