import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import {
  cutRules,
  similarityFormulas,
  type SparseSimilarity,
} from '../../../main/kernels/reference/sparse-similarity.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

type Given = Partial<SparseSimilarity> & { readonly withSelf?: boolean }

// Rows 0 and 1 share features 0 and 1, rows 1 and 2 share feature 1; columns are the same things.
const small = (memory: KernelMemory, most: number, { withSelf, ...given }: Given): SparseSimilarity => ({
  rowOffsets: memory.putIntegers([0, 2, 4, 5]),
  rowFeatures: memory.putIntegers([0, 1, 0, 1, 1]),
  rowWeights: memory.putDoubles([1, 1, 1, 1, 1]),
  featureOffsets: memory.putIntegers([0, 2, 5]),
  featureColumns: memory.putIntegers([0, 1, 0, 1, 2]),
  featureWeights: memory.putDoubles([1, 1, 1, 1, 1]),
  positive: true,
  rows: memory.putIntegers([2, 0, 1]),
  selves: memory.putIntegers(withSelf ? [-1, -1, -1] : [2, 0, 1]),
  formula: 'sum',
  rowScale: memory.putDoubles([2, 2, 1]),
  columnScale: memory.putDoubles([2, 2, 1]),
  shrinkage: 0,
  minimum: 0,
  rule: 'lower-number',
  single: false,
  counts: memory.integers(3),
  keptColumns: memory.integers(3 * most),
  keptValues: memory.doubles(3 * most),
  columns: 3,
  ...given,
})

const keptOf = (most: number, given: Given = {}) => {
  const { memory, run } = openKernels({ threads: 1 })
  const input = small(memory, most, given)
  run('sparseSimilarity', input)
  return Array.from(input.counts, (count, at) =>
    Array.from({ length: count }, (_, place) => [
      input.keptColumns[at * most + place]!,
      input.keptValues[at * most + place]!,
    ]),
  )
}

describe('sparse similarity', () => {
  it('sums over common features, for the rows that are wanted', () => {
    const [two, zero, one] = keptOf(3)
    expect(two).toEqual([
      [0, 1],
      [1, 1],
    ])
    expect(zero).toEqual([
      [1, 2],
      [2, 1],
    ])
    expect(one).toEqual([
      [0, 2],
      [2, 1],
    ])
  })

  it('gives ties at the cut to the lower number', () => {
    expect(keptOf(1)).toEqual([[[0, 1]], [[1, 2]], [[0, 2]]])
    expect(keptOf(1, { rule: 'first-met' })[0]).toEqual([[0, 1]])
    expect(keptOf(1, { rule: 'last-met' })[0]).toEqual([[1, 1]])
  })

  it('finishes, shrinks and leaves out what is below the least', () => {
    expect(keptOf(3, { formula: 'sum ÷ (a + b − sum)' })[0]).toEqual([
      [0, 1 / 2],
      [1, 1 / 2],
    ])
    expect(keptOf(3, { shrinkage: 1, minimum: 1 })).toEqual([[], [[1, 4 / 3]], [[0, 4 / 3]]])
    expect(keptOf(3, { withSelf: true })[0]).toHaveLength(3)
  })
})

/** Ratings of few levels, so that many sums are equal: sparse rows against a popular head. */
function drawn(length: number, memory: KernelMemory, random: Random, { withSelf, ...given }: Given) {
  const most = Math.min(given.keptColumns ? length : 7, Math.max(1, length))
  const features = Math.ceil(length / 3) + 1
  const draw = () => (random.uniform() < 0.2 && given.shrinkage ? -1 : random.below(3) + 1)
  const sides = Array.from({ length }, () => {
    const count = random.below(12)
    return [...new Set(Array.from({ length: count }, () => Math.floor(features * random.uniform() ** 2)))].sort(
      (a, b) => a - b,
    )
  })
  const users = Array.from({ length: features }, (_, feature) =>
    [...sides.keys()].filter((row) => sides[row]!.includes(feature)),
  )
  const offsetsOf = (rows: number[][]) => rows.reduce((sums, row) => [...sums, sums.at(-1)! + row.length], [0])
  const weigh = (rows: number[][]) => memory.putDoubles(rows.flat().map(() => draw() / 4))
  return {
    rowOffsets: memory.putIntegers(offsetsOf(sides)),
    rowFeatures: memory.putIntegers(sides.flat()),
    rowWeights: weigh(sides),
    featureOffsets: memory.putIntegers(offsetsOf(users)),
    featureColumns: memory.putIntegers(users.flat()),
    featureWeights: weigh(users),
    positive: !given.shrinkage,
    rows: memory.putIntegers(Array.from({ length }, (_, row) => row)),
    selves: memory.putIntegers(Array.from({ length }, (_, row) => (withSelf ? -1 : row))),
    formula: 'sum',
    rowScale: memory.putDoubles(Array.from({ length }, () => 1 + random.below(4))),
    columnScale: memory.putDoubles(Array.from({ length }, () => 1 + random.below(4))),
    shrinkage: 0,
    minimum: 0,
    rule: 'lower-number',
    single: false,
    columns: length,
    ...given,
    counts: memory.integers(length),
    keptColumns: memory.integers(length * most),
    keptValues: memory.doubles(length * most),
  } satisfies SparseSimilarity
}

const variants: readonly Given[] = [
  ...similarityFormulas.map((formula) => ({ formula })),
  ...cutRules.flatMap((rule) => [{ rule }, { rule, single: true, minimum: 0.3 }, { rule, shrinkage: 2 }]),
  // Everything is kept.
  { keptColumns: new Int32Array(0), withSelf: true },
  { keptColumns: new Int32Array(0), rule: 'first-met', single: true },
]
for (const variant of variants)
  describe(`with ${JSON.stringify(variant)}`, () => {
    behavesLikeReference('sparseSimilarity', {
      input: (length, memory, random) => drawn(length, memory, random, variant),
      outputs: ({ counts, keptColumns, keptValues }) => [counts, keptColumns, keptValues],
      tolerance: 0,
      lengths: [0, 1, 3, 4, 5, 31, 64, 300],
    })
  })
