import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import { diagonalBlock, triangleLength, triangleRow } from '../../../main/kernels/reference/block-triangle.ts'
import { codedLength, codeStepAt } from '../../../main/kernels/reference/screen-arms.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

describe('regressions of arms', () => {
  it('estimate x = (3, 4): arms that saw nothing, a direction (0.6, 0) and A⁻¹ = [[2, 1], [1, 3]], with λ = 2', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const pool = memory.doubles(12)
    pool.set([0.6, 0, 0, 0, 2, 1])
    pool.set([1, 3], 8)
    // the third arm's triangle begins at 4, its second row at 8
    const [means, variances] = [memory.doubles(3), memory.doubles(3)]
    run('estimateArms', {
      ...{
        context: memory.putDoubles([3, 4, 0, 0]),
        weights: memory.putDoubles([0, 0, 0, 0, 1, 1, 0, 0, 0.5, 0, 0, 0]),
      },
      ...{ pool: grown(pool, memory), places: memory.putIntegers([0, 0, 4]), counts: memory.putIntegers([0, 1, -1]) },
      ...{ regularization: 2, scratch: memory.doubles(triangleLength(4) + 4), means, variances },
    })
    expect([...means]).toEqual([0, 7, 1.5])
    // 25 / 2; 12.5 − 1.8²; 2·9 + 2·12 + 3·16
    expect(variances[0]).toBe(12.5)
    expect(variances[1]).toBeCloseTo(9.26, 12)
    expect(variances[2]).toBe(90)
  })

  it('find the rows of a triangle of blocks', () => {
    expect([0, 1, 3, 4, 5, 8].map(triangleRow)).toEqual([0, 4, 12, 16, 24, 48])
    expect([0, 3, 4, 8].map(diagonalBlock)).toEqual([0, 0, 4, 8])
    expect([0, 4, 8, 12].map(triangleLength)).toEqual([0, 16, 48, 96])
  })
})

/** The same with room for the last triangle. */
const grown = (pool: Float64Array, memory: KernelMemory) => {
  const whole = memory.doubles(pool.length + 8)
  whole.set(pool)
  return whole
}

const draw = (values: Float64Array, random: Random) => values.map(() => random.normal())
/** The least multiple of 4. */
const whole = (length: number) => 4 * Math.ceil(length / 4)

/** A symmetric matrix, as it must be in the blocks on the diagonal. */
function triangle(size: number, memory: KernelMemory, random: Random): Float64Array {
  const into = memory.doubles(triangleLength(size))
  into.set(draw(into, random))
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < diagonalBlock(i) + 4; j++) into[triangleRow(i) + j] = into[triangleRow(j) + i]!
  return into
}

const lengths = [0, 1, 3, 4, 5, 31, 64, 100]

for (const arms of [1, 4, 7])
  behavesLikeReference('estimateArms', {
    tolerance: 1e-9,
    lengths: arms === 7 ? [...lengths, 1000] : lengths,
    input(length, memory, random) {
      const width = length === 1000 ? 40 : whole(length)
      const count = length === 1000 ? 1000 : arms
      const room = Math.max(triangleLength(width), 6 * width)
      return {
        context: memory.putDoubles(draw(new Float64Array(width), random)),
        weights: memory.putDoubles(draw(new Float64Array(count * width), random)),
        pool: memory.putDoubles(draw(new Float64Array(count * room), random)),
        places: memory.putIntegers(Array.from({ length: count }, (_, arm) => arm * room)),
        counts: memory.putIntegers(Array.from({ length: count }, (_, arm) => [5, -1, -1, 0, -1, -1, -1][arm % 7]!)),
        regularization: 0.001,
        scratch: memory.doubles(triangleLength(width) + 4),
        means: memory.doubles(count),
        variances: memory.doubles(count),
      }
    },
    outputs: ({ means, variances }) => [means, variances],
  })

behavesLikeReference('screenArms', {
  tolerance: 1e-6,
  lengths: [0, 1, 3, 4, 5, 31, 64, 100],
  input(length, memory, random) {
    const width = whole(length)
    const counts = [5, -1, 0, -1]
    const room = Math.max(codedLength(width), 5 * width)
    const pool = draw(new Float64Array(4 * room), random)
    for (const arm of [1, 3]) pool[arm * room + codeStepAt(width)] = -1
    return {
      context: memory.putDoubles(draw(new Float64Array(width), random)),
      weights: memory.putDoubles(draw(new Float64Array(4 * width), random)),
      pool: memory.putDoubles(pool),
      places: memory.putIntegers(counts.map((_, arm) => arm * room)),
      counts: memory.putIntegers(counts),
      ...{ regularization: 0.001, scratch: memory.doubles(codedLength(width) + 4), means: memory.doubles(4) },
      ...{ lowers: memory.doubles(4), uppers: memory.doubles(4) },
    }
  },
  outputs: ({ means, lowers, uppers }) => [means, lowers, uppers],
})

behavesLikeReference('multiplyTriangle', {
  tolerance: 1e-10,
  lengths,
  input: (length, memory, random) => ({
    triangle: triangle(whole(length), memory, random),
    vector: memory.putDoubles(draw(new Float64Array(whole(length)), random)),
    into: memory.doubles(whole(length)),
  }),
  outputs: ({ into }) => [into],
})

behavesLikeReference('subtractSquare', {
  tolerance: 1e-12,
  lengths,
  input: (length, memory, random) => ({
    triangle: triangle(whole(length), memory, random),
    vector: memory.putDoubles(draw(new Float64Array(whole(length)), random)),
    scale: 0.7,
  }),
  outputs: (input) => [input.triangle],
})
