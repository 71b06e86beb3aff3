import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countFolds, type SplitPlan } from '../../main/contract/splits.ts'
import type { InteractionColumns } from '../../main/data/interactions.ts'
import { auditLeaks } from '../../main/evaluation/leaks.ts'
import { makeFolds } from '../../main/evaluation/splits/all.ts'
import type { Fold } from '../../main/evaluation/task.ts'
import { logOf } from '../helpers/experiments.ts'

const event = fc.tuple(
  fc.integer({ min: 0, max: 7 }),
  fc.integer({ min: 0, max: 9 }),
  fc.constant(1),
  fc.integer({ min: 0, max: 60 }),
)

/** Logs in which every plan below finds something to train on and to test: a frame of events at all times, and whatever comes. */
const frame: [number, number, number, number][] = Array.from({ length: 40 }, (_, i) => [i % 8, (3 * i) % 10, 1, 2 * i])
const logs = fc.array(event, { maxLength: 60 }).map((events) => logOf([...events, ...frame], 9, 11))

interface Expected {
  /** Nothing in a fold's training or shown part is as late as any of its test. */
  readonly respectsTime?: boolean
  /** Every event of the log is in some part of every fold. */
  readonly usesAll?: boolean
}

/** What holds for every split, on whatever log: the invariants of `Fold`, and what the leak audit says of it. */
export function behavesLikeSplit(
  name: string,
  plan: SplitPlan,
  { respectsTime = false, usesAll = true }: Expected = {},
) {
  const holds = (claim: (log: InteractionColumns, folds: readonly Fold[], seed: number) => void) =>
    fc.assert(
      fc.property(logs, fc.nat(1000), (log, seed) => {
        claim(log, makeFolds(log, plan, seed), seed)
      }),
      { numRuns: 40 },
    )

  describe(name, () => {
    it('makes as many folds as it says', () => {
      holds((_log, folds) => expect(folds).toHaveLength(countFolds(plan)))
    })

    it('has ascending, disjoint parts that are neither empty nor outside the log', () => {
      holds((log, folds) => {
        for (const { train, test, foldIn } of folds) {
          const parts = [train, test, ...(foldIn ? [foldIn] : [])]
          for (const part of parts) {
            expect(part.length).toBeGreaterThan(0)
            expect(part.every((row, i) => row >= 0 && row < log.user.length && (i === 0 || row > part[i - 1]!))).toBe(
              true,
            )
          }
          expect(new Set(parts.flatMap((part) => [...part])).size).toBe(
            parts.reduce((sum, { length }) => sum + length, 0),
          )
        }
      })
    })

    it(usesAll ? 'loses no event' : 'counts every event that it leaves out', () => {
      holds((log, folds) => {
        const used = folds.reduce(
          (sum, { train, test, foldIn }) => sum + train.length + test.length + (foldIn?.length ?? 0),
          0,
        )
        const { unused } = auditLeaks(log, folds).counts
        expect(used + unused).toBe(folds.length * log.user.length)
        if (usesAll) expect(unused).toBe(0)
      })
    })

    it('loses no user and no item without a count', () => {
      holds((log, folds) => {
        const audit = auditLeaks(log, folds)
        const known = folds.map(({ train, foldIn }) => [...train, ...(foldIn ?? [])])
        const lost = (of: Int32Array) =>
          folds.map(({ test }, fold) => {
            const there = new Set(known[fold]!.map((row) => of[row]))
            return new Set([...test].map((row) => of[row]).filter((each) => !there.has(each))).size
          })
        const trained = folds.map(({ train }) => new Set([...train].map((row) => log.item[row])))
        const items = folds.map(
          ({ test }, f) => new Set([...test].map((row) => log.item[row]).filter((i) => !trained[f]!.has(i))).size,
        )
        expect(audit.counts.droppedUsers).toBeCloseTo(
          lost(log.user).reduce((a, b) => a + b, 0),
          9,
        )
        expect(audit.counts.droppedItems).toBeCloseTo(
          items.reduce((a, b) => a + b, 0),
          9,
        )
      })
    })

    it('shows histories only of users outside training', () => {
      holds((log, folds) => {
        for (const { train, foldIn } of folds) {
          const trained = new Set([...train].map((row) => log.user[row]))
          expect([...(foldIn ?? [])].some((row) => trained.has(log.user[row]))).toBe(false)
        }
      })
    })

    it('gives the same folds for the same seed', () => {
      holds((log, folds, seed) => expect(makeFolds(log, plan, seed)).toEqual(folds))
    })

    if (respectsTime)
      it('learns nothing from the future', () => {
        holds((log, folds) => {
          for (const { train, test } of folds) {
            const latest = Math.max(...[...train].map((row) => log.time![row]!))
            expect(Math.min(...[...test].map((row) => log.time![row]!))).toBeGreaterThan(latest)
          }
          expect(auditLeaks(log, folds)).toMatchObject({ futureOfSameUser: 0, futureOfOthers: 0, ties: 0 })
        })
      })
  })
}
