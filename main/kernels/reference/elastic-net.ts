import { WorkingSet } from './elastic-net-working-set.ts'

/** Penalised regressions of columns of X on the others, given by their Gram matrix. */
export interface ElasticNet {
  /** XᵀX, row-major, symmetric; counts below 2²⁴ are exact. */
  readonly gram: Float32Array
  /** Columns that are explained. */
  readonly targets: Int32Array
  /** Weight of Σ|w|, in the scale of the Gram matrix. */
  readonly l1: number
  /** Weight of ½ Σw². */
  readonly l2: number
  readonly positive: boolean
  /** Sweeps end when no weight changes by more than this share of the largest. */
  readonly tolerance: number
  /** Row-major, one row per target. */
  readonly weights: Float64Array
}

/** Coordinates that a working set begins with; it may double in each round. */
const firstCoordinates = 64

/**
 * Regression of columns of X on the others by cyclic coordinate descent on the Gram matrix G.
 *
 *   min_w ½ ‖x_j − X w‖² + l1 |w|₁ + ½ l2 ‖w‖²,   w_j = 0, optionally w ≥ 0
 *   w_k ← S(G_kj − Σ_{m ≠ k} G_km w_m, l1) / (G_kk + l2),   S soft thresholding
 *
 * Sweeps run over a working set; between rounds the coordinates outside that break the optimality conditions most join it, until none does.
 *
 * J. Friedman, T. Hastie, R. Tibshirani (2010). Regularization Paths for Generalized Linear Models via Coordinate Descent. JSS 33(1). doi:10.18637/jss.v033.i01
 */
export function elasticNet(problem: ElasticNet): void {
  const { gram, targets, l1, positive, tolerance } = problem
  const size = Math.sqrt(gram.length)
  const products = new Float64Array(size)
  const isActive = new Uint8Array(size)
  const working = new WorkingSet(problem)
  targets.forEach((target, at) => {
    const targetRow = gram.subarray(target * size, (target + 1) * size)
    const slack = tolerance * (gram[target * size + target]! + l1)
    products.fill(0)
    isActive.fill(0)
    working.clear()
    for (let room = firstCoordinates; ; room = Math.max(firstCoordinates, working.count)) {
      const joining = findViolators(targetRow, target, room, slack)
      if (joining.length === 0) break
      working.extend(joining, targetRow)
      working.sweep()
      isActive.fill(0)
      for (let place = 0; place < working.count; place++) isActive[working.items[place]!] = 1
      working.multiply(products)
    }
    const row = problem.weights.subarray(at * size, (at + 1) * size)
    row.fill(0)
    working.write(row)
  })

  function findViolators(targetRow: Float32Array, target: number, room: number, slack: number): number[] {
    const found: { item: number; excess: number }[] = []
    for (let item = 0; item < size; item++) {
      if (item === target || isActive[item] === 1) continue
      const gradient = targetRow[item]! - products[item]!
      const excess = (positive ? gradient : Math.abs(gradient)) - l1
      if (excess > slack) found.push({ item, excess: excess / Math.sqrt(gram[item * size + item]!) })
    }
    found.sort((a, b) => b.excess - a.excess || a.item - b.item)
    return found.slice(0, room).map(({ item }) => item)
  }
}
