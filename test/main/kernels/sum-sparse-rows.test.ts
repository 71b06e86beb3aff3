import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

// Row 0: columns 0 and 2; row 1: column 2; row 2: columns 1 and 2.
const sums = (given: { amounts?: number[]; values?: number[]; base?: number[]; most?: number }) => {
  const { memory, run } = openKernels({ threads: 1 })
  const into = memory.doubles(6)
  run('sumSparseRows', {
    offsets: memory.putIntegers([0, 3, 3]),
    rows: memory.putIntegers([0, 1, 2]),
    amounts: memory.putDoubles(given.amounts ?? []),
    rowOffsets: memory.putIntegers([0, 2, 3, 5]),
    rowColumns: memory.putIntegers([0, 2, 2, 1, 2]),
    rowValues: memory.putDoubles(given.values ?? []),
    base: memory.putDoubles(given.base ?? []),
    most: given.most ?? 0,
    into,
  })
  return Array.from(into)
}

describe('sums of sparse rows', () => {
  it('add rows of a list to the base; an empty list is the base', () => {
    expect(sums({})).toEqual([1, 1, 3, 0, 0, 0])
    expect(sums({ values: [1, 2, 3, 4, 5], base: [0, 10, 20] })).toEqual([1, 14, 30, 0, 10, 20])
  })

  it('count each row as much as stated', () => {
    expect(sums({ values: [1, 2, 3, 4, 5], amounts: [1, 10, 100] })).toEqual([1, 400, 532, 0, 0, 0])
  })

  it('of longer lists take the largest terms of each column, only positive ones', () => {
    expect(sums({ values: [1, 2, 3, -4, 5], most: 1 })).toEqual([1, 0, 5, 0, 0, 0])
    expect(sums({ values: [1, 2, 3, 4, 5], most: 2 })).toEqual([1, 4, 8, 0, 0, 0])
    expect(sums({ values: [1, 2, 3, -4, 5], most: 3 })).toEqual([1, -4, 10, 0, 0, 0])
  })
})

/** Lists and rows of which some are empty, some long; few different values, so that many are equal. */
function drawn(length: number, memory: KernelMemory, random: Random, most: number, kind: 'none' | 'single' | 'double') {
  const lists = Math.min(length, 40)
  const columns = 2 * length
  const some = (count: number, share: number) =>
    Array.from({ length: count }, (_, number) => number).filter(() => random.uniform() < share)
  const rows = Array.from({ length }, (_, row) => some(columns, row % 5 === 0 ? 0 : 0.4))
  const chosen = Array.from({ length: lists }, (_, list) => some(length, (list % 4) / 3))
  const offsetsOf = (sets: number[][]) => sets.reduce((sums, set) => [...sums, sums.at(-1)! + set.length], [0])
  const values = rows.flat().map(() => (random.below(40) - 4) / 7)
  return {
    offsets: memory.putIntegers(offsetsOf(chosen)),
    rows: memory.putIntegers(chosen.flat()),
    amounts: memory.putDoubles(kind === 'double' ? [] : chosen.flat().map(() => random.uniform() - 0.1)),
    rowOffsets: memory.putIntegers(offsetsOf(rows)),
    rowColumns: memory.putIntegers(rows.flat()),
    rowValues: kind === 'single' ? memory.putFloats(values) : memory.putDoubles(kind === 'none' ? [] : values),
    base: memory.putDoubles(kind === 'single' ? [] : Array.from({ length: columns }, () => random.normal())),
    most,
    into: memory.doubles(lists * columns),
  }
}

for (const kind of ['none', 'single', 'double'] as const)
  for (const most of [0, 1, 5, 20])
    describe(`at most ${most} terms, values: ${kind}`, () => {
      behavesLikeReference('sumSparseRows', {
        input: (length, memory, random) => drawn(length, memory, random, most, kind),
        outputs: ({ into }) => [into],
        tolerance: most > 0 ? 1e-14 : 0,
        lengths: [0, 1, 3, 4, 5, 31, 64, 120],
      })
    })
