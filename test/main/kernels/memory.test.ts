import { describe, expect, it } from 'vitest'
import { KernelMemory } from '../../../main/kernels/memory.ts'

describe('the memory of kernels', () => {
  it('says how much was asked for beyond what kernels address', () => {
    expect(() => new KernelMemory().bytes(5 * 2 ** 30)).toThrow(/5\.0 GB are needed/)
  })

  it('gives zeros again where something was released', () => {
    const memory = new KernelMemory()
    const mark = memory.mark()
    memory.putDoubles([1, 2, 3])
    memory.release(mark)
    expect([...memory.doubles(3)]).toEqual([0, 0, 0])
  })
})
