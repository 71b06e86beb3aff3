import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { AlsHalfStep } from '../../../main/kernels/reference/als-half-step.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const normals = (into: Float32Array, random: Random) => {
  for (let k = 0; k < into.length; k++) into[k] = random.normal()
  return into
}

/** Some rows are long, some empty. */
function problemOf(rows: number, memory: KernelMemory, random: Random, steps: number): AlsHalfStep {
  const width = 4 * (1 + (rows % 5)) + (rows % 3 === 0 ? 32 : 0)
  const columns = 40
  const offsets = memory.integers(rows + 1)
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row]! + random.below(row % 7 === 0 ? 1 : 30)
  const indices = memory.integers(offsets[rows]!)
  for (let entry = 0; entry < indices.length; entry++) indices[entry] = random.below(columns)
  const fixed = normals(memory.floats(columns * width), random)
  const gram = memory.doubles(width * width)
  openKernels({ threads: 1, backend: 'reference' }).run('gram', { rows: fixed, width, into: gram })
  const ridges = memory.floats(rows)
  ridges.forEach((_, row) => (ridges[row] = 10 + random.uniform()))
  return {
    ...{ offsets, indices, fixed, width, ridges, steps, confidence: 3, unobserved: 0.5, from: 0, to: rows },
    solved: normals(memory.floats(rows * width), random),
    gram: memory.putFloats(gram.map((value) => value / 2)),
    losses: memory.doubles(rows),
  }
}

behavesLikeReference('gram', {
  input(length, memory, random) {
    const width = 4 * (1 + (length % 6))
    return { rows: normals(memory.floats(length * width), random), width, into: memory.doubles(width * width) }
  },
  outputs: ({ into }) => [into],
  tolerance: 1e-5,
})

for (const steps of [0, 1, 3])
  describe(`with ${steps} steps`, () => {
    behavesLikeReference('alsHalfStep', {
      input: (length, memory, random) => problemOf(length, memory, random, steps),
      outputs: ({ solved, losses }) => [solved, losses],
      tolerance: 2e-5,
      lengths: [0, 1, 3, 4, 5, 31, 64, 150],
    })
  })

describe('a half-step of alternating least squares', () => {
  it('solves a row of one observed cell in closed form, and says what is left of the objective', () => {
    const { memory, run } = openKernels({ threads: 1 })
    for (const steps of [0, 4]) {
      const solved = memory.floats(4)
      const losses = memory.doubles(1)
      run('alsHalfStep', {
        ...{ width: 4, steps, confidence: 3, unobserved: 1, from: 0, to: 1, solved, losses },
        offsets: memory.putIntegers([0, 1]),
        indices: memory.putIntegers([0]),
        fixed: memory.putFloats([2, 0, 0, 0]),
        gram: memory.putFloats([4, ...new Float32Array(15)]),
        ridges: memory.putFloats([0.5]),
      })
      // (4 + 2 · 4 + ½) x = 3 · 2; what is left is 3 (1 − 2x)² + ½ x² = 3 − 6x at the solution.
      expect(solved[0]).toBeCloseTo(6 / 12.5, 6)
      expect(Array.from(solved.subarray(1))).toEqual([0, 0, 0])
      expect(losses[0]).toBeCloseTo(3 * (1 - 0.96) ** 2 + 0.5 * 0.48 ** 2, 6)
    }
  })

  it('leaves rows outside its part alone', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const solved = memory.floats(12)
    const offsets = memory.putIntegers([0, 1, 2, 3])
    const [indices, fixed] = [memory.integers(3), memory.putFloats([1, 1, 1, 1])]
    const [gram, ridges, losses] = [memory.floats(16), memory.putFloats([1, 1, 1]), memory.doubles(3)]
    const problem = { offsets, indices, fixed, solved, gram, ridges, losses, width: 4, confidence: 1, unobserved: 0 }
    for (const steps of [0, 2]) {
      solved.fill(0)
      run('alsHalfStep', { ...problem, steps, from: 1, to: 2 })
      expect(Array.from(solved, (value) => value > 0)).toEqual(Array.from({ length: 12 }, (_, k) => k >= 4 && k < 8))
    }
  })
})
