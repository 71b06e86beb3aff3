import type { Feedback } from './describe-log.ts'
import type { ArmChooser, PolicyContext } from '../../recommenders/policy.ts'

/** A policy over the actions of a log, ready to be valued: its probabilities in each round, which must not depend on what that round paid. */
export interface LoggedPolicy {
  /** Writes the probability of every action in a round. */
  distribution(round: number, into: Float64Array): void
  /** Rounds with the same number have the same distribution; so it is computed once for rounds that follow each other. */
  sameAs(round: number): number
}

/**
 * Contexts of the rounds: a constant 1, then the log's columns. Columns within 0 and 1 stay as they are, others are divided by their root mean square, so that
 * zeros stay zeros and no column dominates by its unit.
 */
export function scaledContexts({ log, columns }: Feedback): { values: Float64Array; features: number } {
  const { rounds, contextSize } = log
  const features = contextSize + 1
  const values = new Float64Array(rounds * features)
  for (let round = 0; round < rounds; round++) values[round * features] = 1
  for (let column = 0; column < contextSize; column++) {
    let squares = 0
    let unit = true
    for (let round = 0; round < rounds; round++) {
      const value = columns.context![round * contextSize + column]!
      squares += value * value
      unit &&= value >= 0 && value <= 1
    }
    const scale = unit ? 1 : 1 / Math.sqrt(squares / rounds)
    for (let round = 0; round < rounds; round++)
      values[round * features + column + 1] = columns.context![round * contextSize + column]! * scale
  }
  return { values, features }
}

/**
 * A bandit policy valued on the log it learned from, without having seen what it is valued on: one copy learns all rounds of the first half and is valued on the
 * second, another learns the second half and is valued on the first.
 */
export function crossFitPolicy(
  feedback: Feedback,
  contexts: { values: Float64Array; features: number },
  create: () => ArmChooser,
): LoggedPolicy {
  const { rounds } = feedback.log
  const { action, reward } = feedback.columns
  const middle = Math.floor(rounds / 2)
  const halves = [
    { policy: create(), start: middle, end: rounds },
    { policy: create(), start: 0, end: middle },
  ] as const
  const uses = halves[0].policy.features > 0
  const contextOf = (round: number): PolicyContext => ({
    user: -1,
    features: uses
      ? contexts.values.subarray(round * contexts.features, (round + 1) * contexts.features)
      : new Float64Array(0),
  })
  for (const { policy, start, end } of halves)
    for (let round = start; round < end; round++) policy.update(contextOf(round), action[round]!, reward[round]!)
  const halfOf = (round: number) => (round < middle ? 0 : 1)
  return {
    distribution: (round, into) => halves[halfOf(round)].policy.distribution(contextOf(round), into),
    sameAs: (round) => (uses ? round : halfOf(round)),
  }
}

/** A policy that shows actions with the same probabilities in every round. */
export const constantPolicy = (distribution: Float64Array): LoggedPolicy => ({
  distribution: (_, into) => into.set(distribution),
  sameAs: () => 0,
})
