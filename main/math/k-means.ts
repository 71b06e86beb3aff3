import type { Random } from './random.ts'

export interface Clusters {
  /** Number of each row's cluster; the largest cluster is 0. */
  readonly of: Int32Array
  /** Row-major centres. */
  readonly centres: Float64Array
  /** Sum of the squared distances of the rows to their centres. */
  readonly inertia: number
}

const mostIterations = 100

/**
 * k-means: Lloyd's iteration from centres drawn by k-means++, until no row changes its cluster; the best of several starts. An equal distance goes to the lower
 * cluster; a cluster that loses all its rows takes the row furthest from its centre.
 *
 * D. Arthur, S. Vassilvitskii (2007). k-means++: The Advantages of Careful Seeding. SODA '07. doi:10.5555/1283383.1283494
 *
 * @param rows row-major, `size` numbers a row
 */
export function kMeans(rows: Float64Array, size: number, k: number, random: Random, starts = 4): Clusters {
  const count = rows.length / size
  const clusters = Math.max(1, Math.min(k, count))
  let best: Clusters | undefined
  for (let start = 0; start < starts; start++) {
    const found = iterate(rows, size, drawCentres(rows, size, clusters, random))
    if (!best || found.inertia < best.inertia) best = found
  }
  return orderBySize(best!, size)
}

function squaredDistance(rows: Float64Array, row: number, centres: Float64Array, centre: number, size: number): number {
  let sum = 0
  for (let d = 0; d < size; d++) sum += (rows[row * size + d]! - centres[centre * size + d]!) ** 2
  return sum
}

/** k-means++: each further centre is a row drawn in proportion to its squared distance from the centres so far. */
function drawCentres(rows: Float64Array, size: number, k: number, random: Random): Float64Array {
  const count = rows.length / size
  const centres = new Float64Array(k * size)
  const nearest = new Float64Array(count).fill(Infinity)
  let chosen = random.below(count)
  for (let centre = 0; centre < k; centre++) {
    centres.set(rows.subarray(chosen * size, (chosen + 1) * size), centre * size)
    let total = 0
    for (let row = 0; row < count; row++) {
      nearest[row] = Math.min(nearest[row]!, squaredDistance(rows, row, centres, centre, size))
      total += nearest[row]!
    }
    let rest = random.uniform() * total
    chosen = Math.max(
      0,
      nearest.findIndex((distance) => (rest -= distance) < 0),
    )
  }
  return centres
}

function iterate(rows: Float64Array, size: number, centres: Float64Array): Clusters {
  const count = rows.length / size
  const k = centres.length / size
  const of = new Int32Array(count).fill(-1)
  const distances = new Float64Array(count)
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    let changed = 0
    for (let row = 0; row < count; row++) {
      let nearest = 0
      let least = Infinity
      for (let centre = 0; centre < k; centre++) {
        const distance = squaredDistance(rows, row, centres, centre, size)
        if (distance < least) [nearest, least] = [centre, distance]
      }
      if (of[row] !== nearest) changed++
      of[row] = nearest
      distances[row] = least
    }
    if (changed === 0) break
    moveCentres(rows, size, of, distances, centres)
  }
  return { of, centres, inertia: distances.reduce((sum, distance) => sum + distance, 0) }
}

function moveCentres(rows: Float64Array, size: number, of: Int32Array, distances: Float64Array, centres: Float64Array) {
  const k = centres.length / size
  const sizes = new Int32Array(k)
  centres.fill(0)
  of.forEach((centre, row) => {
    sizes[centre]!++
    for (let d = 0; d < size; d++) centres[centre * size + d]! += rows[row * size + d]!
  })
  for (let centre = 0; centre < k; centre++) {
    if (sizes[centre] === 0) {
      const furthest = distances.reduce((most, distance, row) => (distance > distances[most]! ? row : most), 0)
      centres.set(rows.subarray(furthest * size, (furthest + 1) * size), centre * size)
      distances[furthest] = 0
    } else for (let d = 0; d < size; d++) centres[centre * size + d]! /= sizes[centre]!
  }
}

function orderBySize({ of, centres, inertia }: Clusters, size: number): Clusters {
  const k = centres.length / size
  const sizes = new Int32Array(k)
  for (const centre of of) sizes[centre]!++
  const order = Array.from(sizes, (_, centre) => centre).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const place = new Int32Array(k)
  order.forEach((centre, rank) => (place[centre] = rank))
  const sorted = new Float64Array(centres.length)
  order.forEach((centre, rank) => sorted.set(centres.subarray(centre * size, (centre + 1) * size), rank * size))
  return { of: of.map((centre) => place[centre]!), centres: sorted, inertia }
}
