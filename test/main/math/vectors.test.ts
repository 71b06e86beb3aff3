import { describe, expect, it } from 'vitest'
import { Random } from '../../../main/math/random.ts'
import { addRows, addScaled, dot, gramOf, solveInPlace } from '../../../main/math/vectors.ts'

const sizes = [1, 3, 4, 5, 31, 64]
const random = new Random(11)
const draw = (length: number) => Float64Array.from({ length }, () => random.normal())
const close = (actual: Float64Array, wanted: readonly number[]) =>
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 10))

describe.each(sizes)('with %i entries', (size) => {
  it('dot and addScaled agree with their definitions', () => {
    const [x, y] = [draw(size + 2), draw(size + 3)]
    let sum = 0
    for (let k = 0; k < size; k++) sum += x[2 + k]! * y[3 + k]!
    expect(dot(x, 2, y, 3, size)).toBeCloseTo(sum, 10)
    const into = y.slice()
    addScaled(0.5, x, 2, into, 3, size)
    close(
      into,
      [...y].map((value, i) => (i < 3 ? value : value + 0.5 * x[i - 1]!)),
    )
  })

  it('gramOf and addRows agree with their definitions', () => {
    const rows = draw(7 * size)
    const x = draw(size)
    const row = (r: number) => rows.subarray(r * size, (r + 1) * size)
    const gram = gramOf(rows, 7, size)
    const wanted = (weight: (r: number) => number, chosen: readonly number[]) =>
      Array.from({ length: size }, (_, k) => chosen.reduce((sum, r) => sum + weight(r) * row(r)[k]!, 0))
    const every = [0, 1, 2, 3, 4, 5, 6]
    close(
      x.map((_, a) => dot(gram, a * size, x, 0, size)),
      wanted((r) => dot(row(r), 0, x, 0, size), every),
    )
    const chosen = [6, 0, 3, 2, 5]
    const added = new Float64Array(size)
    addRows(rows, Int32Array.from(chosen), 2, added, size)
    close(
      added,
      wanted(() => 2, chosen),
    )
  })

  it('solveInPlace solves a positive definite system', () => {
    const gram = gramOf(draw(2 * size * size), 2 * size, size)
    for (let i = 0; i < size; i++) gram[i * size + i]! += 1
    const x = draw(size)
    const right = x.map((_, a) => dot(gram, a * size, x, 0, size))
    solveInPlace(gram, right, size)
    close(right, [...x])
  })

  it('solveInPlace solves for several right sides, each as if it were alone', () => {
    const gram = gramOf(draw(2 * size * size), 2 * size, size)
    for (let i = 0; i < size; i++) gram[i * size + i]! += 1
    const right = draw(2 * size)
    const alone = right.slice(size)
    solveInPlace(gram.slice(), alone, size)
    solveInPlace(gram, right, size, 2)
    expect(right.slice(size)).toEqual(alone)
  })
})
