import { describe, expect, it } from 'vitest'
import { Random } from '../../../main/math/random.ts'

const draws = (random: Random, n: number) => Array.from({ length: n }, () => random.uniform())

describe('Random', () => {
  it('gives the same stream for the same seed', () => {
    expect(draws(new Random(7, 'ease', 2), 20)).toEqual(draws(new Random(7, 'ease', 2), 20))
  })

  it('gives another stream when any part of the seed differs', () => {
    expect(draws(new Random(7, 'ease', 2), 5)).not.toEqual(draws(new Random(7, 'ease', 3), 5))
    expect(draws(new Random('a', 'bc'), 5)).not.toEqual(draws(new Random('ab', 'c'), 5))
  })

  it('is uniform: mean 1/2 and variance 1/12 within four standard errors', () => {
    const sample = draws(new Random(1), 100_000)
    const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length
    const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / sample.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / sample.length))
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002)
  })

  it('draws every integer below the limit equally often', () => {
    const counts = new Float64Array(6)
    const random = new Random(3)
    for (let i = 0; i < 60_000; i++) counts[random.below(6)]!++
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(60_000 * (1 / 6) * (5 / 6)))
  })

  it('is standard normal: mean 0, variance 1, 68.3 % within one deviation', () => {
    const random = new Random(5)
    const sample = Array.from({ length: 100_000 }, () => random.normal())
    expect(Math.abs(sample.reduce((sum, x) => sum + x, 0) / sample.length)).toBeLessThan(0.013)
    expect(Math.abs(sample.reduce((sum, x) => sum + x * x, 0) / sample.length - 1)).toBeLessThan(0.02)
    expect(Math.abs(sample.filter((x) => Math.abs(x) < 1).length / sample.length - 0.6827)).toBeLessThan(0.006)
  })

  it('shuffles without losing a value', () => {
    const values = Int32Array.from({ length: 50 }, (_, i) => i)
    const shuffled = new Random(9).shuffle(values.slice())
    expect(shuffled).not.toEqual(values)
    expect(shuffled.slice().sort()).toEqual(values)
  })
})

describe('words of random bits', () => {
  it('are those of so many single draws, and the generator goes on after them', () => {
    const [one, many] = [new Random('words'), new Random('words')]
    const words = new Uint32Array(7)
    many.fillBits(words, 5)
    expect([...words]).toEqual([...Array.from({ length: 5 }, () => one.bits()), 0, 0])
    expect(many.bits()).toBe(one.bits())
  })
})
