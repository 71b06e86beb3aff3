import { describe, expect, it } from 'vitest'
import type { KernelMemory } from '../../main/kernels/memory.ts'
import type { KernelInput, KernelName } from '../../main/kernels/names.ts'
import { openKernels, type KernelOptions } from '../../main/kernels/kernels.ts'
import { Random } from '../../main/math/random.ts'

/** Around the widths of lanes and blocks, and long enough for several grains. */
export const kernelLengths = [0, 1, 3, 4, 5, 31, 64, 1000] as const

export interface KernelClaims<Name extends KernelName> {
  /** Input of a size, in the memory; the same size and stream give the same input. */
  input(length: number, memory: KernelMemory, random: Random): KernelInput<Name>
  /** Arrays that the kernel writes. */
  outputs(input: KernelInput<Name>): readonly ArrayLike<number>[]
  /** Largest |a − b| ÷ max(1, |b|); 0 for kernels that must agree to the digit. */
  readonly tolerance: number
  readonly lengths?: readonly number[]
}

/** A compiled kernel is its definition in `reference/`: within the tolerance, and to the digit for any number of threads. */
export function behavesLikeReference<Name extends KernelName>(name: Name, claims: KernelClaims<Name>): void {
  const compute = (length: number, options: KernelOptions) => {
    const kernels = openKernels(options)
    const input = claims.input(length, kernels.memory, new Random(name, length))
    const value: unknown = kernels.run(name, input)
    return [...claims.outputs(input), ...(typeof value === 'number' ? [[value]] : [])].map((array) => Array.from(array))
  }
  describe(`kernel ${name}`, () => {
    for (const length of claims.lengths ?? kernelLengths)
      it(`agrees with its definition at length ${length}, plain and relaxed`, () => {
        const expected = compute(length, { threads: 1, backend: 'reference' })
        for (const kind of ['plain', 'relaxed'] as const)
          expect(largestDifference(compute(length, { threads: 1, kind }), expected)).toBeLessThanOrEqual(
            claims.tolerance,
          )
      })
    it('gives the same digits on one thread and on three', async () => {
      const length = Math.max(...(claims.lengths ?? kernelLengths))
      const alone = compute(length, { threads: 1 })
      await helpersUp()
      for (let round = 0; round < 3; round++) expect(compute(length, { threads: 3 })).toEqual(alone)
    })
  })
}

/** Starts the pool of three, and gives its threads time to come up, so that they take part. */
async function helpersUp(): Promise<void> {
  openKernels({ threads: 3 })
  await new Promise((resolve) => setTimeout(resolve, 150))
}

function largestDifference(found: readonly number[][], expected: readonly number[][]): number {
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length))
  let largest = 0
  found.forEach((array, which) =>
    array.forEach((value, at) => {
      const wanted = expected[which]![at]!
      if (Object.is(value, wanted)) return
      largest = Math.max(largest, Math.abs(value - wanted) / Math.max(1, Math.abs(wanted)))
      if (Number.isNaN(value) !== Number.isNaN(wanted)) largest = Infinity
    }),
  )
  return largest
}
