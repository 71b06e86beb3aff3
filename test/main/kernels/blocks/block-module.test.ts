import { describe, expect, it } from 'vitest'
import { Heap } from '../../../../main/kernels/blocks/heap.ts'
import * as plain from '../../../../main/kernels/blocks/reference.ts'
import { RowProducts } from '../../../../main/kernels/blocks/row-products.ts'
import { Random } from '../../../../main/math/random.ts'

const random = new Random(3, 'blocks')
const draw = (length: number) => Float64Array.from({ length }, () => random.normal())
const single = (values: Float64Array) => Float64Array.from(values, Math.fround)
const close = (actual: ArrayLike<number>, wanted: Float64Array, within: number) => {
  expect(actual.length).toBe(wanted.length)
  wanted.forEach((value, i) => expect(Math.abs(actual[i]! - value), `entry ${i}`).toBeLessThan(within))
}

/** 7 rows over 5 columns, one row empty. */
const pattern = {
  offsets: Int32Array.of(0, 2, 2, 3, 7, 8, 9, 12),
  indices: Int32Array.of(0, 3, 1, 0, 1, 2, 4, 4, 2, 0, 2, 3),
}

const floatsOn = (heap: Heap, values: Float64Array) => {
  const address = heap.allocate(4 * values.length)
  heap.floats(address, values.length).set(values)
  return address
}
const doublesOn = (heap: Heap, values: Float64Array) => {
  const address = heap.allocate(8 * values.length)
  heap.doubles(address, values.length).set(values)
  return address
}

describe('kernels on blocks, against their plain definitions', () => {
  it.each([16, 32, 48])('sumRows: %i columns', (width) => {
    const heap = new Heap()
    const source = single(draw(5 * width))
    const [offsets, indices] = [heap.put(pattern.offsets), heap.put(pattern.indices)]
    const from = floatsOn(heap, source)
    const out = heap.allocate(4 * 7 * width)
    heap.kernels.sumRows(offsets, indices, 4 * 7, from, 4 * width, out)
    close(heap.floats(out, 7 * width), plain.sumRows(pattern, source, width), 1e-5)
  })

  it.each([8, 16])('sumRowsOfDoubles: %i columns', (width) => {
    const heap = new Heap()
    const source = draw(5 * width)
    const [offsets, indices] = [heap.put(pattern.offsets), heap.put(pattern.indices)]
    const from = doublesOn(heap, source)
    const out = heap.allocate(8 * 7 * width)
    heap.kernels.sumRowsOfDoubles(offsets, indices, 4 * 7, from, 8 * width, out)
    close(heap.doubles(out, 7 * width), plain.sumRows(pattern, source, width), 1e-14)
  })

  it.each([1, 5, 32])('addProduct: %i columns on the left', (inner) => {
    const heap = new Heap()
    const width = 32
    const [left, coefficients, into] = [single(draw(6 * inner)), single(draw(inner * width)), single(draw(6 * width))]
    const at = [left, coefficients, into].map((values) => floatsOn(heap, values))
    heap.kernels.addProduct(at[0]!, 4 * inner, at[1]!, at[2]!, 4 * 6 * width, 4 * width)
    const product = plain.multiply(left, coefficients, inner, width)
    close(
      heap.floats(at[2]!, 6 * width),
      into.map((value, cell) => value + product[cell]!),
      1e-4,
    )
  })

  it.each([1, 5, 8])('project: %i columns on the left', (inner) => {
    const heap = new Heap()
    const width = 32
    const [left, from, out] = [single(draw(6 * inner)), single(draw(6 * width)), single(draw(inner * width))]
    const at = [left, from, out].map((values) => floatsOn(heap, values))
    heap.kernels.project(at[0]!, 4 * inner, at[1]!, at[2]!, 4 * 6 * width, 4 * width)
    const product = plain.multiply(plain.turn(left, inner), from, 6, width)
    close(
      heap.floats(at[2]!, inner * width),
      out.map((value, cell) => value + product[cell]!),
      1e-4,
    )
  })

  it('addRidge, advance and turn: one step of conjugate gradient, column by column', () => {
    const heap = new Heap()
    const [rows, width] = [9, 16]
    const [z, p, r, q] = Array.from({ length: 4 }, () => single(draw(rows * width))) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const amounts = single(draw(width))
    const at = [z, p, r, q, amounts, new Float64Array(width), Float64Array.of(3)].map((values) =>
      floatsOn(heap, values),
    )
    const [zAt, pAt, rAt, qAt, amountsAt, dots, ridge] = at as [number, number, number, number, number, number, number]
    const extent = 4 * rows * width
    const view = (address: number) => heap.floats(address, rows * width)

    heap.kernels.addRidge(ridge, pAt, qAt, extent, 4 * width, dots)
    const image = plain.addScaledColumns(q, p, new Float64Array(width).fill(3))
    close(view(qAt), image, 1e-5)
    close(heap.floats(dots, width), plain.columnProducts(p, image, width), 1e-4)

    heap.floats(dots, width).fill(0)
    heap.kernels.advance(amountsAt, zAt, pAt, rAt, qAt, extent, 4 * width, dots)
    const residual = plain.addScaledColumns(
      r,
      image,
      amounts.map((value) => -value),
    )
    close(view(zAt), plain.addScaledColumns(z, p, amounts), 1e-5)
    close(view(rAt), residual, 1e-4)
    close(heap.floats(dots, width), plain.columnProducts(residual, residual, width), 1e-2)

    heap.kernels.turn(amountsAt, pAt, rAt, extent, 4 * width)
    close(view(pAt), plain.addScaledColumns(residual, p, amounts), 1e-4)
  })

  it('projectDoubles and subtractDoubles: Qᵀ W, and W − Q C', () => {
    const heap = new Heap()
    const [q, w] = [draw(6 * 8), draw(6 * 8)]
    const [qAt, wAt, out] = [doublesOn(heap, q), doublesOn(heap, w), heap.allocate(8 * 64)]
    heap.kernels.projectDoubles(qAt, wAt, 8 * 48, out)
    const projected = plain.multiply(plain.turn(q, 8), w, 6, 8)
    close(heap.doubles(out, 64), projected, 1e-13)
    heap.kernels.subtractDoubles(qAt, out, wAt, 8 * 48)
    const product = plain.multiply(q, projected, 8, 8)
    close(
      heap.doubles(wAt, 48),
      w.map((value, cell) => value - product[cell]!),
      1e-13,
    )
  })

  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [33, 10, 64],
    [70, 41, 6],
  ])('multiplyPanels: %i rows by %i rows of %i entries', (rows, others, width) => {
    const [left, right] = [draw(rows * width), draw(others * width)]
    const into = new Float64Array(rows * others)
    new RowProducts(right, width).multiply(left, into)
    close(into, plain.multiply(left, plain.turn(right, width), width, others), 1e-12)
  })
})

describe('a heap', () => {
  it('says how much memory was asked for beyond what the kernels address', () => {
    expect(() => new Heap().allocate(5 * 2 ** 30)).toThrow(/5\.0 GB are needed/)
  })
})
