import { describe, expect, it } from 'vitest'
import { pack, unpack } from '../../../main/recommenders/archive.ts'

const bytes = pack(
  'x',
  2,
  { mean: 0.1 },
  { a: Int32Array.of(1, -2, 3), b: Float64Array.of(Math.PI), c: new Float32Array(0) },
)

describe('archive', () => {
  it('reads back facts and columns of every type, also from the middle of a larger buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    for (const source of [bytes, shifted.subarray(3)]) {
      const { facts, columns } = unpack('x', 2, source)
      expect(facts).toEqual({ mean: 0.1 })
      expect(columns).toEqual({ a: Int32Array.of(1, -2, 3), b: Float64Array.of(Math.PI), c: new Float32Array(0) })
    }
  })

  it('refuses another model, another version, cut off and foreign bytes, each in a sentence', () => {
    expect(() => unpack('y', 2, bytes)).toThrow('These bytes hold version 2 of a x model')
    expect(() => unpack('x', 3, bytes)).toThrow('this Recbench reads version 3 of x')
    expect(() => unpack('x', 2, bytes.slice(0, -12))).toThrow(/column b is cut off/)
    expect(() => unpack('x', 2, bytes.slice(0, 20))).toThrow(/header is cut off/)
    expect(() => unpack('x', 2, new Uint8Array(3))).toThrow(/do not begin with RBM1/)
  })
})
