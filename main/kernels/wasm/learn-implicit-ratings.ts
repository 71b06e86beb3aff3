import type { LearnImplicitRatings } from '../reference/learn-implicit-ratings.ts'
import type { Runner } from '../runner.ts'
import { tablesOf } from './learn-ratings.ts'

export function learnImplicitRatings(run: Runner, input: LearnImplicitRatings): void {
  const { ratings, from, to, mean, learningRate, regularization, squares, offsets, indices, implicit, scratch } = input
  run.call(
    'ratings',
    'learnImplicitRatings',
    ...[from, to, ...tablesOf(run, ratings), mean, learningRate, regularization],
    ...[squares, offsets, indices, implicit, scratch].map(run.address),
  )
}
