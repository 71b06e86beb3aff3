import { describe, expect, it } from 'vitest'
import { mrdrWeight } from '../../../../main/evaluation/off-policy/mrdr.ts'
import { RewardModel, type ModelRounds } from '../../../../main/evaluation/off-policy/reward-model.ts'
import { hasReference, referenceArray, referenceRows } from '../../../helpers/bandit-reference.ts'

const places = (n: number) => Int32Array.from({ length: n }, (_, i) => i)

describe('the model of the reward', () => {
  it('shrinks the mean of each action without contexts', () => {
    // no penalty on the intercept: 3 rounds of action 0 pay 2, 2, 2, one of action 1 pays 6; α₀ = −α₁ by symmetry of the penalty's gradient
    const rounds: ModelRounds = {
      contexts: new Float64Array(0),
      features: 0,
      action: Int32Array.of(0, 0, 0, 1),
      actions: 3,
      reward: Float64Array.of(2, 2, 2, 6),
    }
    const model = RewardModel.fit(rounds, places(4))
    expect(model.logistic).toBe(false)
    // α_a = n_a (mean_a − β₀) / (n_a + 1) and Σ α = 0: 3/4 (2 − β₀) + 1/2 (6 − β₀) = 0, so β₀ = 3.6
    expect(model.weights[0]).toBeCloseTo(3.6, 4)
    expect([...model.levels].map((level) => +level.toFixed(4))).toEqual([-1.2, 1.2, 0])
  })

  it('is logistic for rewards 0 and 1, and stays between them', () => {
    const rounds: ModelRounds = {
      contexts: Float64Array.of(-2, -1, 1, 2),
      features: 1,
      action: Int32Array.of(0, 0, 0, 0),
      actions: 1,
      reward: Float64Array.of(0, 0, 1, 1),
    }
    const model = RewardModel.fit(rounds, places(4))
    expect(model.logistic).toBe(true)
    const predicted = [0, 3].map((place) => model.predict(model.shared(rounds, place), 0))
    expect(predicted[0]!).toBeGreaterThan(0)
    expect(predicted[0]!).toBeLessThan(0.3)
    expect(predicted[1]!).toBeCloseTo(1 - predicted[0]!, 9)
  })

  it('settles when all rewards are 0', () => {
    const rounds: ModelRounds = {
      contexts: new Float64Array(0),
      features: 0,
      action: Int32Array.of(0, 1),
      actions: 2,
      reward: new Float64Array(2),
    }
    expect(RewardModel.fit(rounds, places(2)).predict(RewardModel.fit(rounds, places(2)).weights[0]!, 0)).toBeLessThan(
      1e-4,
    )
  })

  it.skipIf(!hasReference)(
    'reaches the optimum that scikit-learn nears (skipped without ../shared/reference/bandits)',
    () => {
      for (const data of ['syn-12345', 'syn-1', 'hard-3', 'deficient-4']) {
        const action = Int32Array.from(referenceArray(`${data}.action`))
        const n = action.length
        const expected = referenceArray(`${data}.q-nocf`, 65536)
        const actions = expected.length / n
        const reward = referenceArray(`${data}.reward`)
        const contexts = referenceArray(`${data}.context`)
        const rounds: ModelRounds = { contexts, features: 5, action, actions, reward }
        const model = RewardModel.fit(rounds, places(n))
        let objective = [...model.weights.subarray(1), ...model.levels].reduce((sum, w) => sum + (w * w) / 2, 0)
        let largest = 0
        for (let i = 0; i < n; i++) {
          const shared = model.shared(rounds, i)
          const q = model.predict(shared, action[i]!)
          objective -= Math.log(reward[i] === 1 ? q : 1 - q)
          for (let a = 0; a < actions; a++)
            largest = Math.max(largest, Math.abs(model.predict(shared, a) - expected[i * actions + a]!))
        }
        // the stored fit stopped early: at its coefficients the gradient is up to 0.02, and the objective is larger than ours
        const { objective: stored } = referenceRows('ope-synthetic.json').get(`${data}.regression.q-nocf`)!.value as {
          objective: number
        }
        expect(objective, data).toBeLessThan(stored)
        expect(objective, data).toBeGreaterThan(stored - 1e-3)
        expect(largest, data).toBeLessThan(3e-4)
      }
    },
  )

  it('counts a round as often as its weight says, and bends to an offset', () => {
    const twice: ModelRounds = {
      contexts: Float64Array.of(-1, 1, 1),
      features: 1,
      action: Int32Array.of(0, 0, 0),
      actions: 1,
      reward: Float64Array.of(0, 1, 1),
    }
    const once = {
      ...twice,
      contexts: Float64Array.of(-1, 1),
      action: new Int32Array(2),
      reward: Float64Array.of(0, 1),
    }
    const weighted = RewardModel.fit(once, places(2), Float64Array.of(1, 2))
    expect(weighted.weights[1]).toBeCloseTo(RewardModel.fit(twice, places(3)).weights[1]!, 8)
    const shifted = RewardModel.fit({ ...once, offset: Float64Array.of(-20, 20) }, places(2))
    expect(Math.abs(shifted.weights[1]!)).toBeLessThan(1e-6)
  })

  it.skipIf(!hasReference)(
    'is the MRDR model of Open Bandit Pipeline with its weights (skipped without ../shared/reference/bandits)',
    () => {
      const data = 'hard-3'
      const action = Int32Array.from(referenceArray(`${data}.action`))
      const n = action.length
      const expected = referenceArray(`${data}.q-mrdr3`, 65536)
      const policy = referenceArray(`${data}.pi_e`, 65536)
      const propensity = referenceArray(`${data}.pscore`)
      const actions = expected.length / n
      const contexts = referenceArray(`${data}.context`)
      const rounds = {
        contexts,
        features: contexts.length / n,
        action,
        actions,
        reward: referenceArray(`${data}.reward`),
      }
      const weight = propensity.map((p, i) => mrdrWeight(policy[i * actions + action[i]!]! / p, p))
      const fold = referenceArray(`${data}.fold`)
      const model = RewardModel.fit(
        rounds,
        places(n).filter((i) => fold[i] !== 0),
        weight,
      )
      for (const i of places(n).filter((round) => fold[round] === 0))
        for (let a = 0; a < actions; a++)
          expect(Math.abs(model.predict(model.shared(rounds, i), a) - expected[i * actions + a]!)).toBeLessThan(1e-3)
    },
  )
})
