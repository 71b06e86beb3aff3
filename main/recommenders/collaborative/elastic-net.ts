import { WorkingSet } from './working-set.ts'

/** Weights of the entries of a penalised least-squares problem that is given by its Gram matrix. */
export interface ElasticNet {
  /** XᵀX, row-major, symmetric; counts below 2²⁴ are exact. */
  readonly gram: Float32Array
  readonly size: number
  /** Weight of Σ|w|, in the scale of the Gram matrix. */
  readonly l1: number
  /** Weight of ½ Σw². */
  readonly l2: number
  readonly positive: boolean
  /** Sweeps end when no weight changes by more than this share of the largest. */
  readonly tolerance: number
}

/** The non-zero weights of one target, ascending by number. */
export interface SparseColumn {
  readonly indices: Int32Array
  readonly values: Float64Array
}

/** Coordinates that a working set begins with; it may double in each round. */
const firstCoordinates = 64

/**
 * Regression of one column of X on the others by cyclic coordinate descent on the Gram matrix G.
 *
 *   min_w ½ ‖x_j − X w‖² + l1 |w|₁ + ½ l2 ‖w‖²,   w_j = 0, optionally w ≥ 0
 *   w_k ← S(G_kj − Σ_{m ≠ k} G_km w_m, l1) / (G_kk + l2),   S soft thresholding
 *
 * Sweeps run over a working set; between rounds the coordinates outside that break the optimality conditions most join it, until none does.
 *
 * J. Friedman, T. Hastie, R. Tibshirani (2010). Regularization Paths for Generalized Linear Models via Coordinate Descent. JSS 33(1). doi:10.18637/jss.v033.i01
 */
export function elasticNetSolver(problem: ElasticNet): (target: number) => SparseColumn {
  const { gram, size, l1, positive, tolerance } = problem
  const products = new Float64Array(size)
  const isActive = new Uint8Array(size)
  const working = new WorkingSet(problem)
  return (target) => {
    const targetRow = gram.subarray(target * size, (target + 1) * size)
    products.fill(0)
    isActive.fill(0)
    working.clear()
    for (let room = firstCoordinates; ; room = Math.max(firstCoordinates, working.count)) {
      const slack = tolerance * (gram[target * size + target]! + l1)
      const joining = findViolators(targetRow, target, room, slack)
      if (joining.length === 0) return working.toColumn()
      working.extend(joining, targetRow)
      working.sweep()
      isActive.fill(0)
      for (let place = 0; place < working.count; place++) isActive[working.items[place]!] = 1
      working.multiply(products)
    }
  }

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
