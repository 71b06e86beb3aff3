import { describe, expect, it } from 'vitest'
import { decodeState, encodeState } from '../../../../main/recommenders/bandits/state.ts'

describe('the state of a policy as bytes', () => {
  const arrays = {
    a: Float64Array.of(1.5, -2),
    b: Int32Array.of(7, 8, 9),
    c: Float32Array.of(0.5),
    d: Uint8Array.of(1, 2, 3),
    none: new Float64Array(0),
  }
  const bytes = encodeState('thing', 3, { size: 4, on: true }, arrays)

  it('gives back numbers, flags and arrays', () => {
    const state = decodeState('thing', 3, bytes)
    expect(state.number('size')).toBe(4)
    expect(state.flag('on')).toBe(true)
    for (const [name, array] of Object.entries(arrays)) expect(state.array(name)).toEqual(array)
  })

  it('reads bytes that lie anywhere in a larger buffer', () => {
    const moved = new Uint8Array(bytes.length + 3)
    moved.set(bytes, 3)
    expect(decodeState('thing', 3, moved.subarray(3)).array('a')).toEqual(arrays.a)
  })

  it('names kind and version that do not fit', () => {
    expect(() => decodeState('other', 3, bytes)).toThrow('The bytes hold thing version 3, not other version 3.')
    expect(() => decodeState('thing', 4, bytes)).toThrow('thing version 3, not thing version 4')
  })

  it('says where cut bytes end', () => {
    expect(() => decodeState('thing', 3, bytes.subarray(0, bytes.length - 16))).toThrow(/ends after \d+ bytes/)
    expect(() => decodeState('thing', 3, new Uint8Array(0))).toThrow('something else')
  })
})
