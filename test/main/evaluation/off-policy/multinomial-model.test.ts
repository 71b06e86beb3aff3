import { describe, expect, it } from 'vitest'
import { MultinomialModel } from '../../../../main/evaluation/off-policy/multinomial-model.ts'

const { signal } = new AbortController()
const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i)

describe('multinomial logistic regression', () => {
  it('gives the shares of the actions where there is no context', async () => {
    const action = Int32Array.of(0, 0, 0, 1, 1, 2)
    const rounds = { contexts: new Float64Array(0), features: 0, action, actions: 3 }
    const model = await MultinomialModel.fit(rounds, all(6), signal, { tolerance: 1e-9 })
    const chances = new Float64Array(3)
    model.predict(new Float64Array(0), chances)
    expect(Array.from(chances)).toEqual([3 / 6, 2 / 6, 1 / 6].map((share) => expect.closeTo(share, 6)))
  })

  it('counts rounds by their weight, and leaves out those of weight 0', async () => {
    const action = Int32Array.of(0, 1, 2)
    const weight = Float64Array.of(3, 1, 0)
    const rounds = { contexts: new Float64Array(0), features: 0, action, actions: 2, weight }
    const model = await MultinomialModel.fit(rounds, all(3), signal, { tolerance: 1e-9 })
    const chances = new Float64Array(2)
    model.predict(new Float64Array(0), chances)
    expect(chances[0]).toBeCloseTo(0.75, 6)
  })

  it('is at the point where the penalty balances the loss: two rounds, by hand', async () => {
    // One feature ±1, one action each; by symmetry β = ±b, no intercept, and 2 · (1 − σ(2b)) = b for the penalty 1.
    const rounds = { contexts: Float64Array.of(1, -1), features: 1, action: Int32Array.of(0, 1), actions: 2 }
    const model = await MultinomialModel.fit(rounds, all(2), signal, { tolerance: 1e-10 })
    const b = model.weights[2]!
    expect(2 / (1 + Math.exp(2 * b))).toBeCloseTo(b, 6)
    expect(model.weights[3]).toBeCloseTo(-b, 8)
  })
})
