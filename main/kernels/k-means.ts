import type { Random } from '../math/random.ts'
import { openKernels, type Kernels } from './kernels.ts'

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
export function kMeans(rows: Float64Array, size: number, k: number, random: Random, starts = 4, threads = 1): Clusters {
  const count = rows.length / size
  const clusters = Math.max(1, Math.min(k, count))
  const kernels = openKernels({ threads })
  const placed = kernels.memory.putDoubles(rows)
  let best: Clusters | undefined
  for (let start = 0; start < starts; start++) {
    const found = iterate(kernels, placed, size, drawCentres(kernels, placed, size, clusters, random))
    if (!best || found.inertia < best.inertia) best = found
  }
  return orderBySize(best!, size)
}

/** k-means++: each further centre is a row drawn in proportion to its squared distance from the centres so far. */
function drawCentres({ memory, run }: Kernels, rows: Float64Array, size: number, k: number, random: Random) {
  const count = rows.length / size
  const drawn = new Float64Array(k * size)
  const nearest = new Float64Array(count).fill(Infinity)
  const mark = memory.mark()
  const [centres, of, distances] = [memory.doubles(size), memory.integers(count), memory.doubles(count)]
  let chosen = random.below(count)
  for (let centre = 0; centre < k; centre++) {
    centres.set(rows.subarray(chosen * size, (chosen + 1) * size))
    drawn.set(centres, centre * size)
    run('nearestCentres', { rows, centres, size, nearest: of, distances })
    let total = 0
    for (let row = 0; row < count; row++) {
      nearest[row] = Math.min(nearest[row]!, distances[row]!)
      total += nearest[row]!
    }
    let rest = random.uniform() * total
    chosen = Math.max(
      0,
      nearest.findIndex((distance) => (rest -= distance) < 0),
    )
  }
  memory.release(mark)
  return drawn
}

function iterate({ memory, run }: Kernels, rows: Float64Array, size: number, drawn: Float64Array): Clusters {
  const count = rows.length / size
  const mark = memory.mark()
  const centres = memory.putDoubles(drawn)
  const [nearest, distances] = [memory.integers(count), memory.doubles(count)]
  let of = new Int32Array(count).fill(-1)
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    run('nearestCentres', { rows, centres, size, nearest, distances })
    if (of.every((cluster, row) => cluster === nearest[row])) break
    of = Int32Array.from(nearest)
    moveCentres(rows, size, of, distances, centres)
  }
  const clusters = {
    of,
    centres: Float64Array.from(centres),
    inertia: distances.reduce((sum, distance) => sum + distance, 0),
  }
  memory.release(mark)
  return clusters
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
