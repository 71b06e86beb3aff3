import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { abPlan } from '../../../../main/contract/policy-plan.ts'
import { drawCrowd, playAb } from '../../../../main/evaluation/policies/ab-arm.ts'
import { readSimulatedTest } from '../../../../main/evaluation/policies/ab-result.ts'
import type { Environment } from '../../../../main/evaluation/policies/environment.ts'
import { ScorePlayer } from '../../../../main/evaluation/policies/player.ts'
import { captureWorld } from '../../../../main/evaluation/policies/world.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'

const chances = [0.1, 0.2, 0.5]
const world: Environment = {
  visitors: 4,
  arms: 3,
  features: 0,
  users: null,
  items: Int32Array.of(0, 1, 2),
  contextOf: () => anybody,
  probabilities: (visitor) => Float64Array.from(chances, (chance) => (chance * (visitor + 1)) / 4),
  description: 'three arms',
}
/** Shows one arm first, the others after it. */
const always = (arm: number) =>
  new ScorePlayer(
    Float32Array.from([0, 1, 2], (other) => (other === arm ? 9 : -other)),
    3,
  )
const plan = v.parse(abPlan, { visitors: 4000 })
const play = (arm: number, side: 'control' | 'treatment') =>
  playAb(captureWorld(world), always(arm), plan, side, 3, new AbortController().signal)

describe('a simulated A/B test', () => {
  it('finds the better of two models, in the values, after CUPED and interleaved', async () => {
    const [a, b] = [await play(1, 'control'), await play(2, 'treatment')]
    const test = readSimulatedTest({ label: 'A', arm: a }, { label: 'B', arm: b }, plan, 3)
    expect(test).toMatchObject({ a: 'A', b: 'B', verdict: 'B is better.', stoppedAt: expect.any(Number) as number })
    expect(test.visitors.a + test.visitors.b).toBe(4000)
    expect(Math.abs(test.difference.value - 0.3 * 0.625)).toBeLessThan(0.05)
    expect(test.adjusted!.varianceReduction).toBeGreaterThan(0.02)
    expect(test.interleaving!.low).toBeGreaterThan(0.5)
    expect(test.looks).toHaveLength(5)
  })

  it('shows no difference between a model and itself', async () => {
    const [a, b] = [await play(1, 'control'), await play(1, 'treatment')]
    const { difference, interleaving } = readSimulatedTest({ label: 'A', arm: a }, { label: 'A too', arm: b }, plan, 3)
    expect(difference.p).toBeGreaterThan(0.01)
    expect(interleaving!.low).toBeLessThan(0.5)
    expect(interleaving!.high).toBeGreaterThan(0.5)
  })

  it('sends people to A by the allotment', () => {
    const { meetsControl } = drawCrowd(4, { ...plan, allotment: 0.2 }, 1)
    expect(meetsControl.reduce((sum, one) => sum + one, 0) / 4000).toBeCloseTo(0.2, 1)
  })
})
