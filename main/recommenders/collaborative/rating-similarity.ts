import type { RatingRows } from './rating-rows.ts'

/** How two users or two items are compared, over what both have a rating of. */
export const similarities = ['cosine', 'msd', 'pearson', 'pearson-baseline', 'adjusted-cosine', 'jaccard'] as const

export interface Comparison {
  readonly similarity: (typeof similarities)[number]
  /** Fewer common ratings make the similarity 0. */
  readonly minimumCommon: number
  /** Similarities are multiplied by n / (n + shrinkage), n the common ratings. */
  readonly shrinkage: number
  /** That of pearson-baseline: (n − 1) / (n − 1 + baselineShrinkage). */
  readonly baselineShrinkage: number
}

/** Sums over common ratings, by the number of the row compared with. */
interface Sums {
  readonly common: Int32Array
  /** Σ a b, Σ a², Σ b², Σ a, Σ b; of msd the first is Σ (a − b)². */
  readonly ab: Float64Array
  readonly aa: Float64Array
  readonly bb: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
}

/** One row to compare: its other sides in order of appearance and the ratings, transformed like those of the rest. */
export interface ComparedRow {
  readonly others: Int32Array
  readonly values: Float64Array
}

/**
 * Compares one row with all rows: users by the items they rated, or items by their users. With a and b the two ratings of a common other side and n their
 * number, as the Surprise library computes them:
 *
 *   cosine           Σ ab / √(Σ a² Σ b²), of the ratings as they are
 *   adjusted-cosine  the same of ratings minus the mean of the other side
 *   pearson-baseline the same of ratings minus the baseline, times (n − 1) / (n − 1 + baseline shrinkage), 0 with fewer than 2
 *   pearson          (n Σ ab − Σ a Σ b) / √((n Σ a² − (Σ a)²) (n Σ b² − (Σ b)²)), 0 where a row does not vary
 *   msd              1 / (Σ (a − b)² / n + 1)
 *   jaccard          n / (n_a + n_b − n)
 *
 * Sums run over the common other sides in the order of `others`. A row compared with itself gives what the formula says; set it to 1 where it matters.
 *
 * @param byOther the transformed ratings grouped by the other side
 * @param counts ratings of every row
 */
export function similarityFinder(byOther: RatingRows, counts: Int32Array, comparison: Comparison) {
  const size = counts.length
  const vector = () => new Float64Array(size)
  const sums: Sums = {
    common: new Int32Array(size),
    ab: vector(),
    aa: vector(),
    bb: vector(),
    a: vector(),
    b: vector(),
  }
  const finish = finishers[comparison.similarity]
  const add = adders[comparison.similarity]
  const leastCommon = Math.max(comparison.minimumCommon, comparison.similarity === 'pearson-baseline' ? 2 : 1)
  return (row: ComparedRow, into: Float64Array): void => {
    for (const column of Object.values(sums)) (column as Float64Array).fill(0)
    row.others.forEach((other, position) =>
      add(sums, byOther, byOther.offsets[other]!, byOther.offsets[other + 1]!, row.values[position]!),
    )
    for (let number = 0; number < size; number++) {
      const n = sums.common[number]!
      if (n < leastCommon) {
        into[number] = 0
        continue
      }
      const value = finish(sums, number, n, row.others.length + counts[number]!, comparison)
      into[number] = comparison.shrinkage > 0 ? (value * n) / (n + comparison.shrinkage) : value
    }
  }
}

type Add = (sums: Sums, byOther: RatingRows, from: number, to: number, a: number) => void

const addProducts: Add = ({ common, ab, aa, bb }, { others, values }, from, to, a) => {
  for (let entry = from; entry < to; entry++) {
    const number = others[entry]!
    const b = values[entry]!
    common[number]!++
    ab[number]! += a * b
    aa[number]! += a * a
    bb[number]! += b * b
  }
}

const addMoments: Add = (sums, byOther, from, to, a) => {
  addProducts(sums, byOther, from, to, a)
  const { others, values } = byOther
  for (let entry = from; entry < to; entry++) {
    const number = others[entry]!
    sums.a[number]! += a
    sums.b[number]! += values[entry]!
  }
}

const addDifferences: Add = ({ common, ab }, { others, values }, from, to, a) => {
  for (let entry = from; entry < to; entry++) {
    const number = others[entry]!
    const difference = a - values[entry]!
    common[number]!++
    ab[number]! += difference * difference
  }
}

const addCounts: Add = ({ common }, { others }, from, to) => {
  for (let entry = from; entry < to; entry++) common[others[entry]!]!++
}

const adders: Readonly<Record<Comparison['similarity'], Add>> = {
  cosine: addProducts,
  'adjusted-cosine': addProducts,
  'pearson-baseline': addProducts,
  pearson: addMoments,
  msd: addDifferences,
  jaccard: addCounts,
}

type Finish = (sums: Sums, number: number, common: number, ratings: number, comparison: Comparison) => number

const ratio = (numerator: number, denominator: number): number => (denominator === 0 ? 0 : numerator / denominator)

const cosine: Finish = ({ ab, aa, bb }, number) => ratio(ab[number]!, Math.sqrt(aa[number]! * bb[number]!))

const finishers: Readonly<Record<Comparison['similarity'], Finish>> = {
  cosine,
  'adjusted-cosine': cosine,
  'pearson-baseline': (sums, number, n, ratings, comparison) =>
    cosine(sums, number, n, ratings, comparison) * ((n - 1) / (n - 1 + comparison.baselineShrinkage)),
  pearson: ({ ab, aa, bb, a, b }, number, n) => {
    const spread = (n * aa[number]! - a[number]! * a[number]!) * (n * bb[number]! - b[number]! * b[number]!)
    return ratio(n * ab[number]! - a[number]! * b[number]!, Math.sqrt(spread))
  },
  msd: ({ ab }, number, n) => 1 / (ab[number]! / n + 1),
  jaccard: (_sums, _number, n, ratings) => n / (ratings - n),
}
