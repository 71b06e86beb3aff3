/** How scores of different models are made comparable for one person. */
export const scales = ['min-max', 'z-score', 'rank', 'none'] as const
export type Scale = (typeof scales)[number]

/** x ↦ (x − shift) · factor */
export interface Affine {
  readonly shift: number
  readonly factor: number
}

/**
 * What brings one person's scores to a common scale: min-max (x − min)/(max − min), z-score (x − mean)/deviation over all items that have a score. Scores
 * that are all equal become 0.
 */
export function findScale(scores: Float64Array, scale: Exclude<Scale, 'rank'>): Affine {
  if (scale === 'none') return { shift: 0, factor: 1 }
  let [count, sum, squares, least, most] = [0, 0, 0, Infinity, -Infinity]
  for (const score of scores) {
    if (!Number.isFinite(score)) continue
    count++
    sum += score
    least = Math.min(least, score)
    most = Math.max(most, score)
  }
  if (count === 0) return { shift: 0, factor: 0 }
  if (scale === 'min-max') return { shift: least, factor: most > least ? 1 / (most - least) : 0 }
  const mean = sum / count
  for (const score of scores) if (Number.isFinite(score)) squares += (score - mean) ** 2
  const deviation = Math.sqrt(squares / count)
  return { shift: mean, factor: deviation > 1e-12 * Math.abs(mean) ? 1 / deviation : 0 }
}

/**
 * Scores of one person on a common scale, in place. Rank gives (number of items scored lower + half of the equal ones) / items, the Borda count. An item without
 * a score gets what the lowest has.
 */
export function rescale(scores: Float64Array, scale: Scale): Float64Array {
  if (scale === 'rank') return toRanks(scores)
  const { shift, factor } = findScale(scores, scale)
  let least = Infinity
  for (let i = 0; i < scores.length; i++) {
    const value = (scores[i]! - shift) * factor
    scores[i] = value
    if (value < least) least = value
  }
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i]!)) scores[i] = Number.isFinite(least) ? least : 0
  return scores
}

function toRanks(scores: Float64Array): Float64Array {
  const order = Array.from(scores, (_, item) => item)
  const value = (item: number) => (Number.isNaN(scores[item]!) ? -Infinity : scores[item]!)
  order.sort((a, b) => value(a) - value(b))
  const ranks = new Float64Array(scores.length)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && value(order[to]!) === value(order[from]!)) to++
    for (let place = from; place < to; place++) ranks[order[place]!] = (from + to - 1) / 2 / scores.length
    from = to
  }
  scores.set(ranks)
  return scores
}
