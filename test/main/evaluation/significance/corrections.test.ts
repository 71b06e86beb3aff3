import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corrections } from '../../../../main/evaluation/significance/all.ts'
import { benjaminiHochberg } from '../../../../main/evaluation/significance/benjamini-hochberg.ts'
import { benjaminiYekutieli } from '../../../../main/evaluation/significance/benjamini-yekutieli.ts'
import { bonferroni } from '../../../../main/evaluation/significance/bonferroni.ts'
import { hommel } from '../../../../main/evaluation/significance/hommel.ts'

const near = (ours: readonly number[], wanted: readonly number[]) =>
  ours.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 12))

describe('corrections of several p-values', () => {
  it('Bonferroni multiplies by their number', () => near(bonferroni([0.01, 0.4, 0.02]), [0.03, 1, 0.06]))

  it('Benjamini–Hochberg takes m p / rank, from the largest down', () =>
    near(benjaminiHochberg([0.01, 0.04, 0.03]), [0.03, 0.04, 0.04]))

  it('Benjamini–Yekutieli multiplies by 1 + 1/2 + 1/3 more', () =>
    near(benjaminiYekutieli([0.01, 0.04, 0.03]), [0.055, 0.11 * (2 / 3), 0.11 * (2 / 3)]))

  it('Hommel gives 0.0225 = 3 · 0.015 / 2 and 0.03 = 2 · 0.015 where Holm gives 0.03 twice', () =>
    near(hommel([0.01, 0.015, 0.2]), [0.0225, 0.03, 0.2]))

  it.each(Object.entries(corrections))(
    '%s keeps order, never lowers a p and leaves undefined ones out',
    (_, adjust) => {
      fc.assert(
        fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 }), (p) => {
          const adjusted = adjust(p)
          p.forEach((value, i) => {
            expect(adjusted[i]).toBeGreaterThanOrEqual(value - 1e-15)
            expect(adjusted[i]).toBeLessThanOrEqual(1)
            p.forEach((other, j) => {
              if (value < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]! + 1e-15)
            })
          })
          const [first, ...rest] = adjust([NaN, ...p])
          expect(first).toBeNaN()
          expect(rest).toEqual(adjusted)
        }),
        { numRuns: 50 },
      )
    },
  )
})
