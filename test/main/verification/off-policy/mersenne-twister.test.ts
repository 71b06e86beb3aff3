import { describe, expect, it } from 'vitest'
import { MersenneTwister } from '../../../../main/verification/off-policy/mersenne-twister.ts'

describe('the generator of RandomState', () => {
  it('gives the first number that is published for seed 5489', () => {
    expect(new MersenneTwister(5489).bits()).toBe(3499211612)
  })

  it('gives the ten thousandth that the C++ standard requires of that seed', () => {
    const generator = new MersenneTwister(5489)
    for (let i = 1; i < 10000; i++) generator.bits()
    expect(generator.bits()).toBe(4123659995)
  })

  it('draws the normal numbers that NumPy shows for seed 12345', () => {
    const drawn = new MersenneTwister(12345).normals(3)
    expect([...drawn].map((value) => +value.toFixed(8))).toEqual([-0.20470766, 0.47894334, -0.51943872])
  })

  it('draws integers below the bound only', () => {
    const drawn = new Int32Array(200)
    new MersenneTwister(1).integers(3, drawn)
    expect([...new Set(drawn)].sort()).toEqual([0, 1, 2])
    new MersenneTwister(1).integers(1, drawn)
    expect(new Set(drawn)).toEqual(new Set([0]))
  })
})
