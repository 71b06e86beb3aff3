import { expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

it('sums the rows of each segment, and nothing for one without rows', () => {
  const { memory, run } = openKernels({ threads: 1 })
  const into = memory.putFloats([9, 9, 9, 9])
  run('segmentSum', {
    rows: memory.putFloats([1, 2, 3, 4, 5, 6]),
    width: 2,
    offsets: memory.putIntegers([0, 2, 2]),
    members: memory.putIntegers([2, 0]),
    into,
  })
  expect([...into]).toEqual([6, 8, 0, 0])
})

behavesLikeReference('segmentSum', {
  input(length, memory, random) {
    const width = 7
    const segments = Math.ceil(length / 3)
    const offsets = Int32Array.from({ length: segments + 1 }, (_, s) => Math.min(length, 3 * s))
    return {
      rows: memory.putFloats(Float32Array.from({ length: length * width }, () => random.normal())),
      width,
      offsets: memory.putIntegers(offsets),
      members: memory.putIntegers(random.shuffle(Int32Array.from({ length }, (_, row) => row))),
      into: memory.floats(segments * width),
    }
  },
  outputs: ({ into }) => [into],
  tolerance: 1e-6,
})
