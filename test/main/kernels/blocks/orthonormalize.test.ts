import { describe, expect, it } from 'vitest'
import { blockWidth, orthonormalize } from '../../../../main/kernels/blocks/orthonormalize.ts'
import { openKernels } from '../../../../main/kernels/kernels.ts'
import { Random } from '../../../../main/math/random.ts'

const { memory, run } = openKernels({ threads: 1 })
const kernels = { memory, run, threads: 1 }
const random = new Random(5, 'columns')
const size = 60

/** A block whose columns depend on each other where `mix` says so, and how often columns were drawn anew. */
function make(mix: (column: number, draw: () => number, others: (column: number) => number) => number) {
  const block = memory.doubles(size * blockWidth)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < blockWidth; column++)
      block[row * blockWidth + column] = mix(
        column,
        () => random.normal(),
        (other) => block[row * blockWidth + other]!,
      )
  let redrawn = 0
  const redraw = (column: number) => {
    redrawn++
    for (let row = 0; row < size; row++) block[row * blockWidth + column] = random.normal()
  }
  return { block, redraw, count: () => redrawn }
}

/** WᵀW. */
function products(block: Float64Array): Float64Array {
  const into = memory.doubles(blockWidth * blockWidth)
  run('crossProducts', { left: block, leftWidth: blockWidth, right: block, rightWidth: blockWidth, into })
  return into
}

const expectIdentity = (found: Float64Array, ones = blockWidth) =>
  found.forEach((value, cell) => {
    const row = Math.floor(cell / blockWidth)
    expect(value).toBeCloseTo(Number(row === cell % blockWidth && row < ones), 13)
  })

describe('orthonormalize', () => {
  it('makes columns orthonormal that differ in length by a million and lean on each other', () => {
    const { block, redraw, count } = make((column, draw, of) => 10 ** (column - 3) * draw() + (column > 0 ? of(0) : 0))
    orthonormalize(kernels, block, blockWidth, 1e-9, redraw)
    expectIdentity(products(block))
    expect(count()).toBe(0)
  })

  it('draws a column anew that is the sum of two others', () => {
    const { block, redraw, count } = make((column, draw, of) => (column === 5 ? of(1) + of(2) : draw()))
    orthonormalize(kernels, block, blockWidth, 1e-9, redraw)
    expectIdentity(products(block))
    expect(count()).toBe(1)
  })

  it('leaves zeros where the space has no room for more columns', () => {
    const { block, redraw } = make((_, draw) => draw())
    orthonormalize(kernels, block, 3, 1e-9, redraw)
    expectIdentity(products(block), 3)
  })
})
