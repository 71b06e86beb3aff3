import { describe, expect, it } from 'vitest'
import { Random } from '../../../../../main/math/random.ts'
import { Adam } from '../../../../../main/recommenders/bandits/neural/adam.ts'
import { DenseNetwork } from '../../../../../main/recommenders/bandits/neural/dense-network.ts'

describe('DenseNetwork', () => {
  /** h = max(0, (x₁ − x₂, x₁ + 2 x₂ + 1)), y = (h₁ + 3 h₂, −h₂ + 0.5) */
  const byHand = new DenseNetwork([2, 2, 2], Float64Array.of(1, 1, -1, 2, 0, 1, 1, 0, 3, -1, 0, 0.5))

  it('runs layers of weights, biases and rectified units', () => {
    // h = (max(0, −1), 6)
    expect([...byHand.run(Float64Array.of(1, 2))]).toEqual([18, -5.5])
    expect([...byHand.runHidden(Float64Array.of(1, 2))]).toEqual([0, 6])
    expect([byHand.outputOf(0), byHand.outputOf(1)]).toEqual([18, -5.5])
  })

  it('has the gradient that small steps show', () => {
    const network = DenseNetwork.create([3, 5, 4, 2], new Random('gradient'))
    const input = Float64Array.of(0.3, -1.2, 0.8)
    const slopes = Float64Array.of(0.7, -0.4)
    const loss = () => network.run(input).reduce((sum, output, o) => sum + output * slopes[o]!, 0)
    const gradient = new Float64Array(network.parameters.length)
    network.run(input)
    network.addGradient(slopes, gradient)
    for (let i = 0; i < gradient.length; i++) {
      const before = network.parameters[i]!
      network.parameters[i] = before + 1e-6
      const above = loss()
      network.parameters[i] = before - 1e-6
      const below = loss()
      network.parameters[i] = before
      expect(gradient[i]).toBeCloseTo((above - below) / 2e-6, 6)
    }
  })

  it('has for one output the gradient that it has for a loss of that output alone', () => {
    const network = DenseNetwork.create([3, 4, 2], new Random('one output'))
    const [all, one] = [1, 2].map(() => new Float64Array(network.parameters.length))
    network.run(Float64Array.of(1, -0.5, 2))
    network.addGradient(Float64Array.of(0, 0.6), all!)
    network.runHidden(Float64Array.of(1, -0.5, 2))
    network.addGradientOf(1, 0.6, one!)
    expect(one).toEqual(all)
  })

  it('starts within ±√(6 / inputs), with biases 0', () => {
    const { parameters } = DenseNetwork.create([6, 3], new Random('start'))
    for (const weight of parameters.subarray(0, 18)) expect(Math.abs(weight)).toBeLessThanOrEqual(1)
    expect([...parameters.subarray(18)]).toEqual([0, 0, 0])
  })
})

describe('Adam', () => {
  it('takes a first step of the learning rate against the sign of the slope, and clears the gradient', () => {
    const parameters = Float64Array.of(1, 1)
    const gradient = Float64Array.of(0.001, -50)
    Adam.create(2).step(parameters, gradient, 0.1)
    expect(parameters[0]).toBeCloseTo(0.9, 5)
    expect(parameters[1]).toBeCloseTo(1.1, 5)
    expect([...gradient]).toEqual([0, 0])
  })
})
