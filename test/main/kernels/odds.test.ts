import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { DrawOthers } from '../../../main/kernels/reference/draw-others.ts'
import type { StepOdds } from '../../../main/kernels/reference/step-odds.ts'
import { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const others = 13

/** So many rows, every fourth of them empty. */
function rowsOf(length: number, memory: KernelMemory, random: Random) {
  const rows = Array.from({ length }, (_, row) =>
    row % 4 === 2 ? [] : Array.from({ length: others }, (_, item) => item).filter(() => random.uniform() < 0.3),
  )
  const offsets = [0]
  for (const row of rows) offsets.push(offsets.at(-1)! + row.length)
  return { offsets: memory.putIntegers(offsets), indices: memory.putIntegers(rows.flat()) }
}

const drawOf = (length: number, memory: KernelMemory, random: Random): DrawOthers => ({
  random: memory.putIntegers(new Random(length).words()),
  offsets: rowsOf(length, memory, random).offsets,
  from: Math.min(1, length),
  to: length,
  each: 3,
  limit: others,
  into: memory.integers(3 * length),
})

behavesLikeReference('drawOthers', { input: drawOf, outputs: ({ into, random }) => [into, random], tolerance: 0 })

behavesLikeReference('stepOdds', {
  input(length, memory, random): StepOdds {
    const width = 2 * (1 + (length % 20))
    const normals = (count: number) => memory.putDoubles(Array.from({ length: count * width }, () => random.normal()))
    const [from, each] = [Math.min(1, length), 3]
    return {
      ...rowsOf(length, memory, random),
      ...{ from, to: length, each, own: normals(length), other: normals(others), width, one: width - 1 },
      squares: memory.doubles(length * width),
      draws: memory.putIntegers(Array.from({ length: length * each }, () => random.below(others))),
      ...{ learningRate: 0.2, regularization: 5, confidence: 2, losses: memory.doubles(length) },
    }
  },
  outputs: ({ own, squares, losses }) => [own, squares, losses],
  tolerance: 1e-6,
})

describe('a step of logistic factors', () => {
  it('is the one that one computes by hand: p = 0, so that every share is 1/2', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const input: StepOdds = {
      offsets: memory.putIntegers([0, 1]),
      indices: memory.putIntegers([0]),
      ...{ from: 0, to: 1, each: 1, width: 2, one: 1 },
      own: memory.putDoubles([0, 0]),
      other: memory.putDoubles([3, 1, 1, 1]),
      squares: memory.putDoubles([0, 0]),
      draws: memory.putIntegers([1]),
      ...{ learningRate: 0.5, regularization: 1, confidence: 1, losses: memory.doubles(1) },
    }
    run('stepOdds', input)
    // g = 3/2 − 1/2 = 1, s = 1; what stands in the column of the one stays.
    expect(input.own[0]).toBeCloseTo(0.5 / Math.sqrt(1 + 1e-6), 12)
    expect(Array.from(input.squares)).toEqual([1, 0])
    expect(input.own[1]).toBe(0)
    expect(input.losses[0]).toBeCloseTo(Math.LN2, 12)
  })
})
