import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import {
  drawLargestOfDirichlet,
  probabilitiesOfLargestOfDirichlet,
} from '../../../../main/recommenders/bandits/dirichlet-draw.ts'

const probabilitiesOf = (...shapes: number[]) => {
  const into = new Float64Array(shapes.length)
  probabilitiesOfLargestOfDirichlet(Float64Array.from(shapes), into)
  return into
}

describe('the largest entry of a Dirichlet draw', () => {
  it('is as likely for each arm when all shapes are equal', () => {
    for (const share of probabilitiesOf(0.25, 0.25, 0.25, 0.25)) expect(share).toBeCloseTo(0.25, 12)
  })

  it('is with two arms the one above ½ of a beta draw: 1 − I_½(½ + ¼, ¼)', () => {
    // Beta(¾, ¼): ∫ from ½ to 1 of x^(−¼) (1 − x)^(−¾) / B(¾, ¼), B = π √2; u = (1 − x)^¼ gives 4 ∫ from 0 to ½^¼ of (1 − u⁴)^(−¼) du / (π √2)
    const [end, steps] = [0.5 ** 0.25, 2000]
    let sum = 0
    for (let i = 0; i < steps; i++) sum += (1 - (((i + 0.5) * end) / steps) ** 4) ** -0.25
    expect(probabilitiesOf(0.75, 0.25)[0]).toBeCloseTo((4 * sum * end) / steps / (Math.PI * Math.SQRT2), 7)
  })

  it('is never an arm of shape 0, and hardly one of a very small shape', () => {
    const [none, small, rest] = probabilitiesOf(0, 1e-12, 1 - 1e-12)
    expect(none).toBe(0)
    expect(small).toBeLessThan(1e-9)
    expect(rest).toBeCloseTo(1, 9)
  })

  it('comes as often as its probability says', () => {
    const shapes = [0.6, 0.3, 0.1]
    const random = new Random('draws')
    const shares = new Float64Array(3)
    for (let n = 0; n < 40_000; n++) shares[drawLargestOfDirichlet(Float64Array.from(shapes), random)]! += 1 / 40_000
    probabilitiesOf(...shapes).forEach((p, arm) => expect(Math.abs(shares[arm]! - p)).toBeLessThan(0.01))
  })
})
