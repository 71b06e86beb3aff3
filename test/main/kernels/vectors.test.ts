import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const normals = (into: Float32Array, random: Random) => {
  for (let k = 0; k < into.length; k++) into[k] = random.normal()
  return into
}

describe('dot products of rows', () => {
  it('are those one computes by hand', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const into = memory.floats(2)
    run('dotRows', { rows: memory.putFloats([1, 2, 3, 4, 5, 6]), vector: memory.putFloats([1, 0, -1]), into })
    expect(Array.from(into)).toEqual([-2, -2])
  })
})

behavesLikeReference('dotRows', {
  input: (length, memory, random) => ({
    rows: normals(memory.floats(length * (length % 70)), random),
    vector: normals(memory.floats(length % 70), random),
    into: memory.floats(length),
  }),
  outputs: ({ into }) => [into],
  tolerance: 1e-5,
})

behavesLikeReference('addOuter', {
  input: (length, memory, random) => ({
    rows: normals(memory.floats(length * (length % 70)), random),
    amounts: normals(memory.floats(length), random),
    vector: normals(memory.floats(length % 70), random),
  }),
  outputs: ({ rows }) => [rows],
  tolerance: 1e-6,
})
