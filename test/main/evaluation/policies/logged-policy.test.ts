import { describe, expect, it } from 'vitest'
import { constantPolicy, crossFitPolicy, scaledContexts } from '../../../../main/evaluation/policies/logged-policy.ts'
import type { ArmChooser } from '../../../../main/recommenders/policy.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'

describe('contexts of logged rounds', () => {
  it('begin with 1, keep shares as they are and scale the rest by their root mean square', () => {
    const feedback = makeFeedback({ rounds: 2, rates: [0.5] })
    const log = { ...feedback.log, contextSize: 3 }
    const columns = { ...feedback.columns, context: Float32Array.of(1, 30, 0, 0, -40, 0) }
    const { values, features } = scaledContexts({ log, columns })
    const scale = Math.sqrt((900 + 1600) / 2)
    expect(features).toBe(4)
    expect([...values]).toEqual([1, 1, 30 / scale, 0, 1, 0, -40 / scale, 0])
  })
})

describe('a policy on the log it learned from', () => {
  it('is valued on each half by the copy that learned the other', () => {
    const feedback = makeFeedback({ rounds: 5, rates: [0.5, 0.5] })
    const learned: number[] = []
    const create = (): ArmChooser => {
      const copy = learned.push(0) - 1
      return {
        arms: 2,
        features: 0,
        select: () => 0,
        update: () => void learned[copy]!++,
        distribution: (_, into) => into.fill(copy),
      }
    }
    const policy = crossFitPolicy(feedback, scaledContexts(feedback), create)
    expect(learned).toEqual([3, 2])
    const into = new Float64Array(2)
    const copies = [0, 1, 2, 3, 4].map((round) => {
      policy.distribution(round, into)
      return into[0]
    })
    expect(copies).toEqual([0, 0, 1, 1, 1])
    expect([0, 1, 2].map((round) => policy.sameAs(round))).toEqual([0, 0, 1])
  })

  it('can be the same in every round', () => {
    const into = new Float64Array(2)
    constantPolicy(Float64Array.of(0.3, 0.7)).distribution(9, into)
    expect([...into]).toEqual([0.3, 0.7])
  })
})
