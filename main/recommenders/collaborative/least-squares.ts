import type { Interactions, SparseRows } from '../../data/interactions.ts'
import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { Random } from '../../math/random.ts'
import { addScaled, gramOf } from '../../math/vectors.ts'

/** The weighted least squares problem that alternates between users and items. */
export interface Weights {
  readonly factors: number
  /** Weight of an observed cell, whose target is 1. */
  readonly confidence: number
  /** Weight of every other cell, whose target is 0. */
  readonly unobservedWeight: number
  readonly regularization: number
  /** ν: a row's ridge is λ (n + w₀ m)^ν, n its observed cells of m. */
  readonly frequencyScaling: number
}

export interface Solver extends Weights {
  readonly solver: 'conjugate-gradient' | 'cholesky'
  readonly steps: number
}

/** The ridge of a row with `observed` of `columns` cells observed. */
export const ridgeOf = (
  { regularization, frequencyScaling, unobservedWeight }: Weights,
  observed: number,
  columns: number,
): number => regularization * (frequencyScaling === 0 ? 1 : (observed + unobservedWeight * columns) ** frequencyScaling)

/** w₀ FᵀF: the part of the normal equations that all rows share. */
export function weighedGram(fixed: Float64Array, { factors, unobservedWeight }: Weights): Float64Array {
  return gramOf(fixed, fixed.length / factors, factors).map((value) => unobservedWeight * value)
}

/** A = w₀ FᵀF + (c − w₀) Σ f fᵀ + λ I for the observed rows f of `fixed`. */
export function fillSystem(
  into: Float64Array,
  gram: Float64Array,
  fixed: Float64Array,
  observed: Int32Array,
  { factors, confidence, unobservedWeight }: Weights,
  ridge: number,
): void {
  into.set(gram)
  for (const column of observed) {
    const start = column * factors
    for (let a = 0; a < factors; a++)
      addScaled((confidence - unobservedWeight) * fixed[start + a]!, fixed, start, into, a * factors, a + 1)
  }
  for (let a = 0; a < factors; a++) into[a * factors + a]! += ridge
}

/** One side of the problem, in the memory of kernels. */
interface Side {
  readonly offsets: Int32Array
  readonly indices: Int32Array
  readonly ridges: Float32Array
  readonly losses: Float64Array
  /** One row per user or item, the width a multiple of 4, filled up with zeros. */
  readonly factors: Float32Array
  readonly gram: Float64Array
  /** Rows that are solved in one go: `parts[i]` to `parts[i + 1]`. */
  readonly parts: readonly number[]
}

/** Multiplications between two looks for a cancellation. */
const multiplicationsOfPart = 2 ** 27

/**
 * Users and items that are solved in turn, in single precision; Gram matrices and the objective are sums in double precision. Users start at random, items at
 * zero. The number of threads changes no digit.
 */
export class AlternatingLeastSquares {
  readonly #kernels: Kernels
  readonly #settings: Solver
  readonly #width: number
  readonly #users: Side
  readonly #items: Side

  constructor({ byUser, byItem }: Interactions, settings: Solver, draws: Random, threads: number) {
    this.#kernels = openKernels({ threads })
    this.#settings = settings
    this.#width = 4 * Math.ceil(settings.factors / 4)
    this.#users = this.#place(byUser, byItem.offsets.length - 1)
    this.#items = this.#place(byItem, byUser.offsets.length - 1)
    const { factors } = this.#users
    const scale = 0.1 * Math.sqrt(12 / settings.factors)
    for (let row = 0; row < factors.length; row += this.#width)
      for (let k = 0; k < settings.factors; k++) factors[row + k] = scale * (draws.bits() / 2 ** 32 - 0.5)
  }

  /** Solves the items, then the users. @returns the objective over all cells, those that were not observed included */
  async iterate(pause: () => Promise<void>): Promise<number> {
    await this.#solve(this.#items, this.#users, pause)
    await this.#solve(this.#users, this.#items, pause)
    return this.#users.losses.reduce((sum, loss) => sum + loss, this.#penaltyOfItems())
  }

  get userFactors(): Float32Array {
    return this.#without(this.#users.factors)
  }

  get itemFactors(): Float32Array {
    return this.#without(this.#items.factors)
  }

  #place({ offsets, indices }: Pick<SparseRows, 'offsets' | 'indices'>, columns: number): Side {
    const { memory } = this.#kernels
    const rows = offsets.length - 1
    const ridges = memory.floats(rows)
    for (let row = 0; row < rows; row++)
      ridges[row] = ridgeOf(this.#settings, offsets[row + 1]! - offsets[row]!, columns)
    return {
      offsets: memory.putIntegers(offsets),
      indices: memory.putIntegers(indices),
      ridges,
      losses: memory.doubles(rows),
      factors: memory.floats(rows * this.#width),
      gram: memory.doubles(this.#width ** 2),
      parts: cutRows(offsets, this.#settings, this.#width),
    }
  }

  async #solve(side: Side, other: Side, pause: () => Promise<void>): Promise<void> {
    const { memory, run } = this.#kernels
    const { confidence, unobservedWeight, solver, steps } = this.#settings
    run('gram', { rows: other.factors, width: this.#width, into: other.gram })
    const mark = memory.mark()
    const gram = memory.putFloats(other.gram.map((value) => unobservedWeight * value))
    for (let part = 0; part + 1 < side.parts.length; part++) {
      await pause()
      run('alsHalfStep', {
        ...{ offsets: side.offsets, indices: side.indices, ridges: side.ridges, losses: side.losses },
        ...{ fixed: other.factors, solved: side.factors, width: this.#width, gram },
        ...{ confidence, unobserved: unobservedWeight, steps: solver === 'cholesky' ? 0 : steps },
        ...{ from: side.parts[part]!, to: side.parts[part + 1]! },
      })
    }
    memory.release(mark)
  }

  #penaltyOfItems(): number {
    const { gram, ridges, factors } = this.#items
    const width = this.#width
    let sum = 0
    if (this.#settings.frequencyScaling === 0) {
      for (let k = 0; k < width; k++) sum += gram[k * width + k]!
      return this.#settings.regularization * sum
    }
    for (let row = 0; row < ridges.length; row++)
      for (let cell = row * width; cell < (row + 1) * width; cell++) sum += ridges[row]! * factors[cell]! ** 2
    return sum
  }

  /** A copy without what fills rows up. */
  #without(padded: Float32Array): Float32Array {
    const [width, { factors }] = [this.#width, this.#settings]
    if (width === factors) return padded.slice()
    const rows = new Float32Array((padded.length / width) * factors)
    for (let from = 0, to = 0; from < padded.length; from += width, to += factors)
      rows.set(padded.subarray(from, from + factors), to)
    return rows
  }
}

/** Ends of parts of about equal work. */
function cutRows(offsets: Int32Array, { solver, steps }: Solver, width: number): number[] {
  const exact = solver === 'cholesky'
  const ofRow = exact ? width ** 3 / 3 : (steps + 1) * width ** 2
  const ofEntry = exact ? width ** 2 : 2 * (steps + 1) * width
  const ends = [0]
  let work = 0
  for (let row = 0; row + 1 < offsets.length; row++) {
    work += ofRow + ofEntry * (offsets[row + 1]! - offsets[row]!)
    if (work < multiplicationsOfPart && row + 2 < offsets.length) continue
    ends.push(row + 1)
    work = 0
  }
  return ends
}
