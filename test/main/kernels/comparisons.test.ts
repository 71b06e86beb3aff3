import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { DrawComparisons } from '../../../main/kernels/reference/draw-comparisons.ts'
import type { LearnComparisons } from '../../../main/kernels/reference/learn-comparisons.ts'
import { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'
import { markedPairs, pairsOf, sizes } from '../../fixtures/pairs.ts'

const { users, items } = sizes

const drawOf = (length: number, memory: KernelMemory, random: Random): DrawComparisons => ({
  random: memory.putIntegers(new Random(length).words()),
  pairs: markedPairs(length, memory, random),
  uniformItems: length % 2 === 0 ? items : 0,
  verify: length % 3 !== 0,
  draws: length,
  into: memory.integers(3 * length),
  kept: memory.integers(1),
})

function learnOf(length: number, memory: KernelMemory, random: Random): LearnComparisons {
  const width = 4 * Math.ceil(length / 40 + 0.1)
  const rows = (count: number) =>
    memory.putFloats(Array.from({ length: count * width }, () => random.normal() / Math.sqrt(width)))
  const comparisons = Array.from({ length }, () => {
    const liked = random.below(items)
    return [random.below(users), liked, (liked + 1 + random.below(items - 1)) % items]
  })
  return {
    comparisons: memory.putIntegers(comparisons.flat()),
    kept: memory.putIntegers([length]),
    factors: { users: rows(users), items: rows(items), width },
    itemBias:
      length % 2 === 0 ? memory.putDoubles(Array.from({ length: items }, () => random.normal())) : memory.doubles(0),
    learningRate: 0.05,
    keep: 0.999,
    loss: memory.doubles(1),
  }
}

const learned = ({ factors, itemBias, loss }: LearnComparisons) => [factors.users, factors.items, itemBias, loss]
const drawn = ({ into, kept, random }: DrawComparisons) => [into.subarray(0, 3 * kept[0]!), kept, random]

behavesLikeReference('markPairs', { input: pairsOf, outputs: ({ marks }) => [marks], tolerance: 0 })

behavesLikeReference('drawComparisons', { input: drawOf, outputs: drawn, tolerance: 0 })

behavesLikeReference('learnComparisons', { input: learnOf, outputs: learned, tolerance: 2e-4 })

behavesLikeReference('learnAndDraw', {
  input: (length, memory, random) => ({
    learn: learnOf(length, memory, random),
    draw: drawOf(length, memory, random),
  }),
  outputs: ({ learn, draw }) => [...learned(learn), ...drawn(draw)],
  tolerance: 2e-4,
})

describe('a comparison', () => {
  it('moves as one computes by hand: p = (1, 0), q_i = (0, 1), q_j = (0, −1), b_i − b_j = 0, so that σ = 1/2', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const input: LearnComparisons = {
      comparisons: memory.putIntegers([0, 0, 1]),
      kept: memory.putIntegers([1]),
      factors: {
        users: memory.putFloats([1, 0, 0, 0]),
        items: memory.putFloats([0, 1, 0, 0, 0, -1, 0, 0]),
        width: 4,
      },
      itemBias: memory.putDoubles([1, 1]),
      learningRate: 0.5,
      keep: 0.75,
      loss: memory.doubles(1),
    }
    run('learnComparisons', input)
    expect(Array.from(input.factors.users)).toEqual([0.75, 0.5, 0, 0])
    expect(Array.from(input.factors.items)).toEqual([0.25, 0.75, 0, 0, -0.25, -0.75, 0, 0])
    expect(Array.from(input.itemBias)).toEqual([1, 0.5])
    expect(input.loss[0]).toBeCloseTo(Math.LN2, 12)
  })

  it('keeps the loss of differences beyond the range of the exponential function', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const input: LearnComparisons = {
      comparisons: memory.putIntegers([0, 0, 1, 0, 1, 0]),
      kept: memory.putIntegers([2]),
      factors: { users: memory.floats(4), items: memory.floats(8), width: 4 },
      itemBias: memory.putDoubles([-1000, 1000]),
      learningRate: 0,
      keep: 1,
      loss: memory.doubles(1),
    }
    run('learnComparisons', input)
    expect(input.loss[0]).toBeCloseTo(2000, 9)
  })

  it('is drawn as the generator of the project draws, and goes on where the last call stopped', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const pairs = pairsOf(40, memory, new Random(1))
    run('markPairs', pairs)
    const draw = (draws: number, random: Int32Array) => {
      const input = { random, pairs, uniformItems: 0, verify: true, draws, into: memory.integers(3 * draws) }
      const kept = memory.integers(1)
      run('drawComparisons', { ...input, kept })
      return Array.from(input.into.subarray(0, 3 * kept[0]!))
    }
    const words = memory.putIntegers(new Random(2).words())
    const parts = [...draw(17, words), ...draw(83, words)]
    expect(parts).toEqual(draw(100, memory.putIntegers(new Random(2).words())))
    for (let at = 0; at < parts.length; at += 3) {
      const user = parts[at]!
      const had = pairs.items.subarray(pairs.offsets[user], pairs.offsets[user + 1])
      expect(had).toContain(parts[at + 1])
      expect(had).not.toContain(parts[at + 2])
    }
  })
})
