import { describe, expect, it } from 'vitest'
import { screenItems } from '../../../main/kernels/item-screen.ts'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { BestProducts } from '../../../main/kernels/reference/best-products.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const normals = (into: Float64Array, random: Random) => {
  for (let k = 0; k < into.length; k++) into[k] = random.normal()
  return into
}

behavesLikeReference('innerProducts', {
  input(length, memory, random) {
    const width = 1 + (length % 9)
    const left = normals(memory.doubles(width * Math.min(length, 40)), random)
    const right = normals(memory.doubles(width * length), random)
    return { left, right, width, into: memory.doubles((left.length * right.length) / width ** 2) }
  },
  outputs: ({ into }) => [into],
  tolerance: 1e-13,
})

/** Lengths of items differ by much, so that rows end early; every third row has seen a third of the items. */
function rankingOf(items: number, memory: KernelMemory, random: Random): BestProducts {
  const width = 1 + (items % 12)
  const [rows, keep, room] = [items < 64 ? 5 : 150, 7, 64]
  const right = normals(memory.doubles(items * width), random)
  for (let item = 0; item < items; item++) {
    const length = Math.exp(random.normal())
    for (let k = 0; k < width; k++) right[item * width + k]! *= length
  }
  const left = normals(memory.doubles(rows * width), random)
  const offsets: number[] = [0]
  const indices: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let item = 0; item < items && row % 3 === 0; item++) if (random.uniform() < 1 / 3) indices.push(item)
    offsets.push(indices.length)
  }
  return {
    ...{ left, right, width, keep, room, screen: screenItems(memory, right, width)! },
    seenRows: memory.putIntegers(Array.from({ length: rows }, (_, row) => row)),
    seenOffsets: memory.putIntegers(offsets),
    seenIndices: memory.putIntegers(indices),
    counts: memory.integers(rows),
    found: memory.integers(rows * room),
    scores: memory.doubles(rows * room),
  }
}

behavesLikeReference('bestProducts', {
  input: rankingOf,
  outputs: ({ counts, found, scores, room }) => [
    counts,
    ...Array.from(counts, (count, row) => found.subarray(row * room, row * room + count)),
    ...Array.from(counts, (count, row) => scores.subarray(row * room, row * room + count)),
  ],
  tolerance: 1e-12,
  lengths: [1, 3, 4, 5, 31, 64, 1000],
})

describe('the best items by inner product', () => {
  const find = (right: readonly number[], seen: readonly number[] = [], keep = 1) => {
    const { memory, run } = openKernels({ threads: 1 })
    const items = memory.putDoubles(right)
    const screen = screenItems(memory, items, 2)
    if (!screen) return null
    const [counts, found, scores] = [memory.integers(1), memory.integers(8), memory.doubles(8)]
    run('bestProducts', {
      ...{ left: memory.putDoubles([1, 2]), right: items, width: 2, screen, keep, room: 8, counts, found, scores },
      ...{ seenRows: memory.integers(1), seenOffsets: memory.putIntegers([0, seen.length]) },
      seenIndices: memory.putIntegers(seen),
    })
    return counts[0]! < 0 ? 'cannot tell' : Array.from(found.subarray(0, counts[0]), (item, k) => [item, scores[k]])
  }

  it('are those one computes by hand, ties at the end included', () => {
    expect(find([1, 0, 0, 1, 2, 0, -3, 0])).toEqual([[1, 2], [2, 2]]) // prettier-ignore
    expect(find([1, 0, 0, 1, 2, 0, -3, 0], [1, 2])).toEqual([[0, 1]])
    expect(find([1, 0, 0, 1, -3, 0], [], 5)).toEqual([[0, 1], [1, 2], [2, -3]]) // prettier-ignore
  })

  it('tells scores apart that differ by less than the integers do, but not those that are equal to twelve digits', () => {
    expect(find([1, 1, 1, 1 + 1e-9])).toEqual([[1, 3 + 2e-9]])
    expect(find([1, 1, 1, 1 + 1e-13])).toHaveLength(2)
  })

  it('says so where it cannot tell apart: too many near the end, no length, numbers that are none', () => {
    expect(find(Array.from({ length: 40 }, () => 1))).toBe('cannot tell')
    expect(find([0, 0, 0, 0])).toBeNull()
    expect(find([1, NaN, 0, 0])).toBeNull()
    expect(find([1, Infinity, 0, 0])).toBeNull()
  })
})
