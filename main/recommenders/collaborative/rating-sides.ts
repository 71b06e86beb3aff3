import { fitBiases, noBiases, usualBiasSettings, type Biases, type RatedPairs } from '../baseline/biases.ts'
import { deviationOf, meanOf, type RatedHistory, type ValueRange } from '../rated.ts'
import { groupRatings, orderOfAppearance, turnRatings, type RatingRows } from './rating-rows.ts'
import { similarityFinder, type Comparison } from './rating-similarity.ts'

/** What is taken from a rating before neighbours are averaged. */
export const centerings = ['none', 'mean', 'z-score', 'baseline'] as const

export interface NeighbourSettings extends Comparison {
  readonly between: 'users' | 'items'
  readonly centering: (typeof centerings)[number]
  readonly neighbours: number
  readonly minimumNeighbours: number
}

/** What is known of one user or item of the compared side. */
export interface Party {
  readonly mean: number
  /** Standard deviation of a population; that of all ratings where it would be 0. */
  readonly deviation: number
  readonly bias: number
}

/** Ratings, statistics and similarities of the compared side (x) against the other (y). */
export interface Sides {
  readonly range: ValueRange
  readonly biases: Biases
  readonly between: 'users' | 'items'
  readonly centering: NeighbourSettings['centering']
  /** Ratings of each x and of each y, as they are. */
  readonly byX: RatingRows
  readonly byY: RatingRows
  /** Of each rating of `byY`, what it contributes as a neighbour's. */
  readonly contributions: Float64Array
  partyOf(x: number): Party
  party(values: Float64Array, bias: number): Party
  /** Similarities of x to every other; x itself counts 1. Kept while there is room. */
  similaritiesOf(x: number): Float64Array
  /** Similarities of somebody new to everybody, when users are compared. */
  similaritiesTo(history: RatedHistory, bias: number): Float64Array
}

/** Bytes of similarities that are kept. */
const room = 2 ** 29

/** Biases where the settings need them, by the alternating least squares of the Surprise library. */
export const biasesFor = (
  pairs: RatedPairs,
  mean: number,
  { similarity, centering }: Pick<NeighbourSettings, 'similarity' | 'centering'>,
): Biases =>
  similarity === 'pearson-baseline' || centering === 'baseline'
    ? fitBiases(pairs, mean, usualBiasSettings.epochs, usualBiasSettings)
    : noBiases(pairs)

export function buildSides(
  pairs: RatedPairs,
  range: ValueRange,
  biases: Biases,
  settings: Omit<NeighbourSettings, 'neighbours' | 'minimumNeighbours'>,
): Sides {
  const { between, centering, similarity } = settings
  const compareUsers = between === 'users'
  const [x, y] = compareUsers ? [pairs.user, pairs.item] : [pairs.item, pairs.user]
  const [xCount, yCount] = compareUsers ? [pairs.users, pairs.items] : [pairs.items, pairs.users]
  const [xBias, yBias] = compareUsers ? [biases.user, biases.item] : [biases.item, biases.user]
  const first = orderOfAppearance(y)
  const byY = groupRatings(y, x, pairs.value, yCount)
  const byX = turnRatings(byY, first, xCount)
  const overall = deviationOf(pairs.value)
  const party = (values: Float64Array, bias: number): Party => ({
    mean: meanOf(values),
    deviation: deviationOf(values) || overall,
    bias,
  })
  const parties = Array.from(xBias, (bias, number) => party(valuesIn(byX, number), bias))
  const yMeans = Float64Array.from(yBias, (_, number) => meanOf(valuesIn(byY, number)))
  const transform = (value: number, of: number, bias: number): number => {
    if (similarity === 'adjusted-cosine') return value - yMeans[of]!
    return similarity === 'pearson-baseline' ? value - (range.mean + yBias[of]! + bias) : value
  }
  const transformed = mapRatings(byY, (value, of, number) => transform(value, of, xBias[number]!))
  const compared = turnRatings(transformed, first, xCount)
  const counts = Int32Array.from(xBias, (_, number) => byX.offsets[number + 1]! - byX.offsets[number]!)
  const find = similarityFinder(transformed, counts, settings)
  const kept = new Map<number, Float64Array>()
  const most = Math.max(1, Math.floor(room / (8 * xCount)))
  return {
    range,
    biases,
    between,
    centering,
    byX,
    byY,
    contributions: mapRatings(byY, (value, of, number) => {
      const base = range.mean + xBias[number]! + yBias[of]!
      return contributionOf(centering, value, parties[number]!, base)
    }).values,
    partyOf: (number) => parties[number]!,
    party,
    similaritiesOf(number) {
      const found = kept.get(number)
      if (found) return found
      const row = new Float64Array(xCount)
      find({ others: rowOf(compared.others, compared, number), values: valuesIn(compared, number) }, row)
      row[number] = 1
      if (kept.size >= most) kept.delete(kept.keys().next().value!)
      kept.set(number, row)
      return row
    },
    similaritiesTo({ items, values }, bias) {
      const row = new Float64Array(xCount)
      find({ others: items, values: values.map((value, position) => transform(value, items[position]!, bias)) }, row)
      return row
    },
  }
}

/** A neighbour's rating, centred; `base` is the baseline of that rating. */
export function contributionOf(
  centering: NeighbourSettings['centering'],
  value: number,
  { mean, deviation }: Party,
  base: number,
): number {
  switch (centering) {
    case 'none':
      return value
    case 'mean':
      return value - mean
    case 'z-score':
      return (value - mean) / deviation
    case 'baseline':
      return value - base
    default:
      return centering satisfies never
  }
}

const rowOf = <A extends Int32Array | Float64Array>(values: A, { offsets }: RatingRows, number: number) =>
  values.subarray(offsets[number], offsets[number + 1]) as A

const valuesIn = (rows: RatingRows, number: number): Float64Array => rowOf(rows.values, rows, number)

function mapRatings(rows: RatingRows, map: (value: number, row: number, other: number) => number): RatingRows {
  const values = new Float64Array(rows.values.length)
  for (let row = 0; row + 1 < rows.offsets.length; row++)
    for (let entry = rows.offsets[row]!; entry < rows.offsets[row + 1]!; entry++)
      values[entry] = map(rows.values[entry]!, row, rows.others[entry]!)
  return { ...rows, values }
}
