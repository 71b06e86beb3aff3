import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../../main/contract/settings.ts'
import { clickModels, findClickModel } from '../../../../../main/evaluation/policies/slates/all.ts'
import { cascade } from '../../../../../main/evaluation/policies/slates/cascade.ts'
import { positionBased } from '../../../../../main/evaluation/policies/slates/position-based.ts'
import { averageVisitor, knownAttractions } from '../../../../../main/evaluation/policies/slates/worlds.ts'
import { Random } from '../../../../../main/math/random.ts'

const world = knownAttractions(Float64Array.of(0.2, 0.5, 0.1, 0.4))
const slate = (...arms: number[]) => Int32Array.from(arms)

describe('click models', () => {
  it('pay in a cascade when at least one arm attracts', () => {
    expect(cascade.create(world, 2, {}).value(0, slate(0, 1))).toBeCloseTo(1 - 0.8 * 0.5, 12)
  })

  it('pay by position what is looked at and attracts', () => {
    const model = positionBased.create(world, 2, { decay: 1 })
    expect(model.value(0, slate(0, 1))).toBeCloseTo(0.2 + 0.5 / 2, 12)
    expect(model.value(0, slate(1, 0))).toBeCloseTo(0.5 + 0.2 / 2, 12)
  })

  it.each(clickModels)('$id clicks as often as its value says, and its best slate is the best of all', (kind) => {
    const model = kind.create(world, 2, parseConfiguration(kind.id, kind.settings) as never)
    const [random, clicks] = [new Random('clicks'), new Uint8Array(2)]
    let total = 0
    for (let n = 0; n < 20_000; n++) {
      model.click(0, slate(3, 0), random, clicks)
      total += model.reward(clicks)
    }
    expect(total / 20_000).toBeCloseTo(model.value(0, slate(3, 0)), 1)
    const best = new Int32Array(2)
    model.best(0, best)
    for (const first of [0, 1, 2, 3])
      for (const second of [0, 1, 2, 3])
        if (first !== second)
          expect(model.value(0, best)).toBeGreaterThanOrEqual(model.value(0, slate(first, second)) - 1e-12)
    expect([...best]).toEqual([1, 3])
  })

  it.each(clickModels)('$id is explained', (kind) => {
    expect(findClickModel(kind.id)).toBe(kind)
    expect(kind.summary).toMatch(/^[A-Z].*\.$/)
  })

  it('names the nearest of an unknown model', () => {
    expect(() => findClickModel('cascad')).toThrow('There is no click model "cascad"')
  })

  it('refuses more positions than arms', () => {
    expect(() => cascade.create(world, 5, {})).toThrow('A slate of 5 positions cannot be made of 4 arms')
  })
})

describe('averageVisitor', () => {
  it('attracts by the mean over visitors', () => {
    const two = { ...world, visitors: 2, probabilities: (visitor: number) => Float64Array.of(visitor, 0.5, 0, 0.2) }
    expect([...averageVisitor(two).probabilities(0)]).toEqual([0.5, 0.5, 0, 0.2])
  })
})
