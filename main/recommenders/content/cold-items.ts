import type { Pause } from '../../math/pause.ts'
import { invertPositiveDefinite } from '../../kernels/positive-definite.ts'
import { cosineOf, type ItemVectors } from './item-vectors.ts'

/** Scores of cold items as sums over those of warm ones: row c of the sparse rows says what item `cold[c]` takes of which warm items. */
export interface ColdMap {
  readonly cold: Int32Array
  readonly offsets: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

/** Items without training events whose features are known, and those with events. */
export function splitByEvents(popularity: Float32Array, { offsets }: ItemVectors) {
  const known = (item: number) => offsets[item + 1]! > offsets[item]!
  const items = Int32Array.from(popularity, (_, item) => item)
  return {
    cold: items.filter((item) => popularity[item] === 0 && known(item)),
    warm: items.filter((item) => popularity[item]! > 0),
  }
}

/**
 * Nearest neighbours in content: a cold item takes the mean of the scores of its k most similar warm items, weighted by the cosine.
 */
export async function mapByNeighbours(
  vectors: ItemVectors,
  { cold, warm }: { readonly cold: Int32Array; readonly warm: Int32Array },
  neighbours: number,
  pause: Pause,
): Promise<ColdMap> {
  const rows: [number, number][][] = []
  for (const [place, item] of cold.entries()) {
    if (place % 32 === 0) await pause(place / cold.length)
    const near = Array.from(warm, (other): [number, number] => [other, cosineOf(vectors, item, other)])
      .filter(([, similarity]) => similarity > 0)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, neighbours)
    const total = near.reduce((sum, [, similarity]) => sum + similarity, 0)
    rows.push(near.map(([other, similarity]) => [other, similarity / total]))
  }
  return toMap(cold, rows)
}

/**
 * Ridge regression from features to factors: with X the features of the warm items and x those of a cold one,
 *
 *   s(u, cold) = Σ_i m_i s(u, i),   m = X (XᵀX + λ I)⁻¹ x
 *
 * For a model of factors, s(u, i) = p_uᵀ q_i, this is p_uᵀ q̂ with q̂ the ridge regression of the factors on the features; no factor is needed to compute it.
 * Only the `features` features that most items have take part.
 */
export async function mapByRidge(
  vectors: ItemVectors,
  { cold, warm }: { readonly cold: Int32Array; readonly warm: Int32Array },
  { regularization, features }: { readonly regularization: number; readonly features: number },
  pause: Pause,
): Promise<ColdMap> {
  const place = frequentFeatures(vectors, features)
  const size = Math.max(...place) + 1
  const gram = new Float64Array(size * size)
  for (let feature = 0; feature < size; feature++) gram[feature * size + feature] = regularization
  for (const item of warm) {
    const row = denseRow(vectors, item, place, size)
    const filled = [...row.keys()].filter((feature) => row[feature] !== 0)
    for (const a of filled) for (const b of filled) gram[a * size + b]! += row[a]! * row[b]!
  }
  const inverse = await invertPositiveDefinite(gram, size, (fraction) => pause(fraction / 2))
  const rows: [number, number][][] = []
  const warmRows = Array.from(warm, (item) => sparseRow(vectors, item, place))
  for (const [position, item] of cold.entries()) {
    if (position % 32 === 0) await pause(0.5 + position / cold.length / 2)
    const own = sparseRow(vectors, item, place)
    const solved = new Float64Array(size)
    for (const [feature, value] of own)
      for (let other = 0; other < size; other++) solved[other]! += value * inverse[feature * size + other]!
    rows.push(
      Array.from(warm, (other, w): [number, number] => [
        other,
        warmRows[w]!.reduce((sum, [feature, value]) => sum + value * solved[feature]!, 0),
      ]).filter(([, weight]) => weight !== 0),
    )
  }
  return toMap(cold, rows)
}

/** The number that each feature has among the `most` most frequent ones; −1 for the others. */
function frequentFeatures({ names, indices }: ItemVectors, most: number): Int32Array {
  const counts = new Int32Array(names.length)
  for (const feature of indices) counts[feature]!++
  const order = Array.from(counts, (_, feature) => feature).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const place = new Int32Array(names.length).fill(-1)
  order.slice(0, most).forEach((feature, number) => (place[feature] = number))
  return place
}

function sparseRow({ offsets, indices, values }: ItemVectors, item: number, place: Int32Array): [number, number][] {
  const row: [number, number][] = []
  for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++)
    if (place[indices[entry]!]! >= 0) row.push([place[indices[entry]!]!, values[entry]!])
  return row
}

function denseRow(vectors: ItemVectors, item: number, place: Int32Array, size: number): Float64Array {
  const row = new Float64Array(size)
  for (const [feature, value] of sparseRow(vectors, item, place)) row[feature] = value
  return row
}

function toMap(cold: Int32Array, rows: readonly (readonly [number, number])[][]): ColdMap {
  const offsets = new Int32Array(cold.length + 1)
  rows.forEach((row, place) => (offsets[place + 1] = offsets[place]! + row.length))
  const flat = rows.flat()
  return {
    cold,
    offsets,
    indices: Int32Array.from(flat, ([item]) => item),
    values: Float64Array.from(flat, ([, value]) => value),
  }
}

/** Writes the scores of the cold items that have something to take from over what a row of scores has for them. */
export function fillCold(map: ColdMap, row: Float64Array | Float32Array): void {
  const { cold, offsets, indices, values } = map
  for (let place = 0; place < cold.length; place++) {
    if (offsets[place] === offsets[place + 1]) continue
    let sum = 0
    for (let entry = offsets[place]!; entry < offsets[place + 1]!; entry++)
      sum += values[entry]! * row[indices[entry]!]!
    row[cold[place]!] = sum
  }
}
