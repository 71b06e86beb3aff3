import { findEstimator } from '../../evaluation/off-policy/all.ts'
import { noBounds, valueOf } from '../../evaluation/off-policy/estimator.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { RewardModel } from '../../evaluation/off-policy/reward-model.ts'
import { Random } from '../../math/random.ts'
import { compareBand, type VerifiedRow } from '../row.ts'
import { drawWorld, softmax, type Extent } from './logistic-rounds.ts'
import { toRounds } from './rounds.ts'
import { learnActions } from './weighted-classifier.ts'

const folds = 3

/**
 * Relative errors of estimators in one simulated world: |V̂ − V| / V. The policy valued is the softmax of the class probabilities that a logistic classifier learned from
 * another log of that world; the reward model is ours, fitted to the other two thirds of the rounds.
 */
export function simulateErrors(extent: Extent, estimators: readonly string[], seed: number): number[] {
  const { rounds: n, actions, features } = extent
  const random = new Random(seed, 'logistic world')
  const draw = drawWorld(extent, random)
  const classify = learnActions(draw(), actions, features)
  const test = draw()
  const policy = classify(test.contexts)
  for (let i = 0; i < n; i++) softmax(policy.subarray(i * actions, (i + 1) * actions))
  const truth = policy.reduce((sum, chance, cell) => sum + chance * test.expected[cell]!, 0) / n
  const order = Int32Array.from({ length: n }, (_, i) => i)
  random.shuffle(order)
  const logged = { ...test, features, actions }
  const predicted = new Float64Array(n * actions)
  for (let fold = 0; fold < folds; fold++) {
    const model = RewardModel.fit(
      logged,
      order.filter((_, at) => at % folds !== fold),
    )
    for (const i of order.filter((_, at) => at % folds === fold)) {
      const shared = model.shared(logged, i)
      for (let a = 0; a < actions; a++) predicted[i * actions + a] = model.predict(shared, a)
    }
  }
  const log = {
    actions,
    action: Float64Array.from(test.action),
    reward: test.reward,
    propensity: Float64Array.from(test.action, (a, i) => test.behaviour[i * actions + a]!),
    policy,
  }
  const seen = toRounds(log, predicted)
  return estimators.map((id) => Math.abs(valueOf(findEstimator(id).terms(seen, noBounds)) - truth) / truth)
}

/** Means and standard deviations that the example of Open Bandit Pipeline publishes for 20 such worlds (its examples/synthetic/README.md). */
export const published = {
  extent: { rounds: 10_000, actions: 30, features: 5, temperature: -3 },
  runs: 20,
  errors: {
    dm: [0.0744, 0.0245],
    ips: [0.0095, 0.0069],
    snips: [0.0067, 0.0045],
    dr: [0.0062, 0.0042],
    sndr: [0.0061, 0.004],
  },
} as const

/** The mean error of each estimator over worlds of our own, within two standard deviations of the published mean. */
export function comparePublished(
  id: string,
  extent: Extent = published.extent,
  runs: number = published.runs,
): VerifiedRow[] {
  const estimators = Object.keys(published.errors)
  const errors = Array.from({ length: runs }, (_, seed) => simulateErrors(extent, estimators, seed))
  return Object.entries(published.errors).map(([name, [mean, spread]], at) => {
    const ours = momentsOf(Float64Array.from(errors, (run) => run[at]!)).mean
    const band = [Math.max(0, mean - 2 * spread), mean + 2 * spread] as const
    return compareBand(
      id,
      `relative error of ${name}`,
      ours,
      mean,
      band,
      'The published mean, two standard deviations about it.',
    )
  })
}
