import { describe, expect, it } from 'vitest'
import { normalTail } from '../../../main/math/distributions.ts'
import { noncentralT } from '../../../main/math/noncentral-t.ts'
import { studentTail } from '../../../main/math/student-t.ts'

describe('noncentralT', () => {
  it('is Φ(−δ) at 0, whatever the degrees of freedom', () => {
    for (const delta of [-3, -0.5, 0.5, 4]) {
      expect(noncentralT(0, 7, delta)).toBeCloseTo(normalTail(delta), 13)
      expect(noncentralT(0, 200, delta)).toBeCloseTo(normalTail(delta), 13)
    }
  })

  it("is Student's t without noncentrality", () => {
    for (const t of [-2, 0.3, 5]) expect(noncentralT(t, 9, 0)).toBeCloseTo(1 - studentTail(t, 9), 13)
  })

  it('is the share of normal pairs below t for one degree of freedom', () => {
    // T = (Z + δ) / |W|: P(T ≤ t) = ∫ 2 φ(w) Φ(t w − δ) dw over w ≥ 0, by Simpson's rule.
    const [t, delta, steps, width] = [1.5, 0.8, 4000, 10]
    let sum = 0
    for (let i = 0; i <= steps; i++) {
      const w = (i / steps) * width
      const density = (2 * Math.exp((-w * w) / 2)) / Math.sqrt(2 * Math.PI)
      sum += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * density * normalTail(delta - t * w)
    }
    expect(noncentralT(t, 1, delta)).toBeCloseTo((sum * width) / steps / 3, 10)
  })

  it('mirrors at 0 and stays between 0 and 1 for a large noncentrality', () => {
    expect(noncentralT(-1.2, 5, 0.7)).toBeCloseTo(1 - noncentralT(1.2, 5, -0.7), 14)
    expect(noncentralT(1.96, 5000, 45)).toBeCloseTo(0, 12)
    expect(noncentralT(60, 5000, 45)).toBeCloseTo(1, 12)
  })
})
