import type { LearnRatings, RatingTables } from '../reference/learn-ratings.ts'
import type { Runner } from '../runner.ts'

export function learnRatings(run: Runner, input: LearnRatings): void {
  const { ratings, from, to, biased, mean, learningRate, regularization, squares } = input
  run.call(
    'ratings',
    'learnRatings',
    ...[from, to, ...tablesOf(run, ratings)],
    ...[Number(biased), mean, learningRate, regularization, run.address(squares)],
  )
}

/** Arguments of the compiled kernels. */
export const tablesOf = (run: Runner, ratings: RatingTables): number[] => [
  ...[ratings.users, ratings.items, ratings.values, ratings.userFactors, ratings.itemFactors].map(run.address),
  8 * ratings.width,
  ...[ratings.userBias, ratings.itemBias].map(run.address),
]
