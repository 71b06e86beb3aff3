import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { LearnRatings } from '../../../main/kernels/reference/learn-ratings.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const users = 7
const items = 11

/** So many ratings, user by user, some of the same item twice in a row. */
function ratingsOf(length: number, memory: KernelMemory, random: Random): LearnRatings {
  const width = 2 * Math.ceil(length / 25 + 0.1)
  const rows = (count: number) =>
    memory.putDoubles(Array.from({ length: count * width }, () => random.normal() / Math.sqrt(width)))
  const normals = (count: number) => memory.putDoubles(Array.from({ length: count }, () => random.normal()))
  return {
    ratings: {
      users: memory.putIntegers(Array.from({ length }, (_, at) => (3 + Math.floor((at * users) / length)) % users)),
      items: memory.putIntegers(Array.from({ length }, () => random.below(items))),
      values: memory.putFloats(Array.from({ length }, () => 1 + random.below(5))),
      userFactors: rows(users),
      itemFactors: rows(items),
      width,
      userBias: normals(users),
      itemBias: normals(items),
    },
    from: 0,
    to: length,
    biased: length % 2 === 0,
    mean: 3,
    learningRate: 0.01,
    regularization: 0.1,
    squares: memory.doubles(1),
  }
}

const learned = ({ ratings, squares }: Pick<LearnRatings, 'ratings' | 'squares'>) => [
  ratings.userFactors,
  ratings.itemFactors,
  ratings.userBias,
  ratings.itemBias,
  squares,
]

behavesLikeReference('learnRatings', { input: ratingsOf, outputs: learned, tolerance: 1e-10 })

behavesLikeReference('learnImplicitRatings', {
  input(length, memory, random) {
    const input = ratingsOf(length, memory, random)
    const { users: owners, items: rated, width } = input.ratings
    const histories = Array.from({ length: users }, (_, user) =>
      [...new Set(rated.filter((_, at) => owners[at] === user))].sort((a, b) => a - b),
    )
    const offsets = [0]
    for (const history of histories) offsets.push(offsets.at(-1)! + history.length)
    return {
      ...input,
      offsets: memory.putIntegers(offsets),
      indices: memory.putIntegers(histories.flat()),
      implicit: memory.putDoubles(Array.from({ length: items * width }, () => random.normal() / 10)),
      scratch: memory.doubles(2 * width),
    }
  },
  outputs: (input) => [...learned(input), input.implicit],
  tolerance: 1e-10,
})

describe('a step on a rating', () => {
  it('is the one of the paper, by hand: r̂ = 3 + 0.5 − 0.5 + 1 · 2, e = 1', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const ratings = {
      users: memory.putIntegers([0]),
      items: memory.putIntegers([0]),
      values: memory.putFloats([6]),
      userFactors: memory.putDoubles([1, 0]),
      itemFactors: memory.putDoubles([2, 0]),
      width: 2,
      userBias: memory.putDoubles([0.5]),
      itemBias: memory.putDoubles([-0.5]),
    }
    const squares = memory.doubles(1)
    const steps = { biased: true, mean: 3, learningRate: 0.5, regularization: 0.5 }
    run('learnRatings', { ratings, from: 0, to: 1, ...steps, squares })
    expect(Array.from(ratings.userFactors)).toEqual([1 + 0.5 * (2 - 0.5), 0])
    expect(Array.from(ratings.itemFactors)).toEqual([2 + 0.5 * (1 - 0.5 * 2), 0])
    expect(ratings.userBias[0]).toBe(0.5 + 0.5 * (1 - 0.25))
    expect(ratings.itemBias[0]).toBe(-0.5 + 0.5 * (1 + 0.25))
    expect(squares[0]).toBe(1)
  })
})
