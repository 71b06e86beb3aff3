import type { LearnRanks } from '../reference/learn-ranks.ts'
import type { Runner } from '../runner.ts'

export function learnRanks(run: Runner, input: LearnRanks): void {
  const { random, pairs, draws, weights, factors, userSquares, itemSquares, itemBias, biasSquares, loss } = input
  run.call(
    'ranks',
    'learnRanks',
    ...[random, pairs.users, pairs.items, pairs.offsets].map(run.address),
    ...[pairs.users.length, itemBias.length, draws],
    ...[run.address(weights), weights.length],
    ...[run.address(factors.users), run.address(factors.items), 4 * factors.width],
    ...[userSquares, itemSquares, itemBias, biasSquares].map(run.address),
    ...[input.learningRate, input.longest, run.address(loss)],
  )
}
