import { describe, expect, it } from 'vitest'
import type { ExperimentInput } from '../../../../main/contract/experiment.ts'
import { makeFolds } from '../../../../main/evaluation/splits/all.ts'
import { cutValidation, keepUsers } from '../../../../main/evaluation/tuning/validation.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { experimentOf } from '../../../helpers/experiments.ts'

const log = generateLog()

function cut(split: ExperimentInput['split'], folds?: number) {
  const experiment = experimentOf({
    split,
    tuning: { search: 'random', metric: 'ndcg@10', ...(folds === undefined ? {} : { folds }) },
  })
  const outer = makeFolds(log, experiment.split, 1)
  return { outer: outer[0]!, inner: cutValidation({ experiment, log, folds: outer, fold: 0 }) }
}

const plans: ExperimentInput['split'][] = [
  { kind: 'kfold', folds: 5 },
  { kind: 'time', train: 0.8 },
  { kind: 'loo' },
  { kind: 'ratio', train: 0.8 },
]

describe('cutValidation', () => {
  it.each(plans)('takes both parts from the training part alone, disjoint: %j', (plan) => {
    for (const folds of [undefined, 3]) {
      const { outer, inner } = cut(plan, folds)
      const training = new Set(outer.train)
      expect(inner).toHaveLength(folds ?? 1)
      for (const { train, test } of inner) {
        expect([...train, ...test].every((row) => training.has(row))).toBe(true)
        expect(new Set([...train, ...test]).size).toBe(train.length + test.length)
        expect(Math.min(train.length, test.length)).toBeGreaterThan(0)
      }
    }
  })

  it('cuts in time where the outer split does: nothing is chosen by the future', () => {
    for (const folds of [undefined, 4])
      for (const { train, test } of cut({ kind: 'time', train: 0.8 }, folds).inner) {
        const latest = Math.max(...Array.from(train, (row) => log.time![row]!))
        expect(Math.min(...Array.from(test, (row) => log.time![row]!))).toBeGreaterThan(latest)
      }
  })

  it('chains inner folds of a time split: each is trained on all blocks before its own', () => {
    const { inner, outer } = cut({ kind: 'time', train: 0.8 }, 3)
    expect(inner.map(({ train }) => Math.round((4 * train.length) / outer.train.length))).toEqual([1, 2, 3])
    expect(inner.reduce((sum, { test }) => sum + test.length, inner[0]!.train.length)).toBe(outer.train.length)
  })

  it('deals the training part into inner folds that together are all of it', () => {
    const { inner, outer } = cut({ kind: 'kfold', folds: 5 }, 3)
    expect(inner.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...outer.train])
  })

  it('uses validation rows of the person where the fold has them', () => {
    const experiment = experimentOf({ tuning: { search: 'grid', metric: 'ndcg@10' } })
    const fold = { train: Int32Array.of(1, 2, 3), validation: Int32Array.of(2), test: Int32Array.of(4) }
    expect(cutValidation({ experiment, log, folds: [fold], fold: 0 })).toEqual([
      { train: Int32Array.of(1, 3), test: Int32Array.of(2) },
    ])
  })
})

it('keeps users of a smaller share in every larger one', () => {
  const { outer } = cut({ kind: 'kfold', folds: 5 })
  const usersOf = (share: number) => new Set(Array.from(keepUsers(outer, log, share, 7).train, (row) => log.user[row]!))
  const [third, ninth] = [usersOf(1 / 3), usersOf(1 / 9)]
  expect([...ninth].every((user) => third.has(user))).toBe(true)
  expect(third.size / log.users).toBeCloseTo(1 / 3, 1)
  expect(keepUsers(outer, log, 1, 7)).toBe(outer)
})
