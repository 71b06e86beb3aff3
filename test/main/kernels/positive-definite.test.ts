import { describe, expect, it } from 'vitest'
import { invertPositiveDefinite } from '../../../main/kernels/positive-definite.ts'
import { Random } from '../../../main/math/random.ts'

const calm = () => undefined

describe('invertPositiveDefinite', () => {
  it('inverts [[4, 2], [2, 3]] to [[3, −2], [−2, 4]] / 8', async () => {
    const inverse = await invertPositiveDefinite(Float64Array.of(4, 2, 2, 3), 2, calm)
    expect([...inverse].map((value) => Math.round(value * 8e12) / 1e12)).toEqual([3, -2, -2, 4])
  })

  it.each([1, 3, 4, 5, 31, 64, 131])(
    'gives the identity when multiplied with a random matrix of size %i',
    async (size) => {
      const random = new Random(size)
      const half = Float64Array.from({ length: size * size }, () => random.normal())
      const matrix = new Float64Array(size * size)
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          for (let k = 0; k < size; k++) matrix[i * size + j]! += half[i * size + k]! * half[j * size + k]!
          if (i === j) matrix[i * size + j]! += size
        }
      const inverse = await invertPositiveDefinite(matrix.slice(), size, calm)
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          let sum = 0
          for (let k = 0; k < size; k++) sum += matrix[i * size + k]! * inverse[k * size + j]!
          expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-11)
        }
    },
  )

  it('says which pivot fails when the matrix is not positive definite', async () => {
    await expect(invertPositiveDefinite(Float64Array.of(1, 2, 2, 1), 2, calm)).rejects.toThrow(/pivot of row 2 is -3/)
  })

  it('reports a growing share done', async () => {
    const shares: number[] = []
    await invertPositiveDefinite(Float64Array.of(2), 1, (fraction) => void shares.push(fraction))
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })
})
