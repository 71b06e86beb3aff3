/** A part of the rows of one side of an alternating least squares problem, and the other side, which stays. */
export interface AlsHalfStep {
  /** The observed columns of row r are `indices[offsets[r] … offsets[r + 1])`. */
  readonly offsets: Int32Array
  readonly indices: Int32Array
  /** One row of `width` floats per column; `width` is a multiple of 4. */
  readonly fixed: Float32Array
  /** One row per row; those of the part are improved. */
  readonly solved: Float32Array
  readonly width: number
  /** w₀ FᵀF of the fixed rows. */
  readonly gram: Float32Array
  /** λ of each row. */
  readonly ridges: Float32Array
  /** c: weight of an observed cell, whose target is 1. */
  readonly confidence: number
  /** w₀: weight of every other cell, whose target is 0. */
  readonly unobserved: number
  /** Steps of the conjugate gradient; exact solutions by Cholesky when 0. */
  readonly steps: number
  /** The part of the objective that each row has, with its ridge: xᵀA x − 2 bᵀx + n c. */
  readonly losses: Float64Array
  readonly from: number
  readonly to: number
}

/**
 * Improves rows x of the least squares problem A x = b, with A = w₀ FᵀF + (c − w₀) Σ f fᵀ + λ I and b = c Σ f over the observed rows f of F: some steps of
 * conjugate gradient from where x is, or the solution. Rows without an observed cell become zero.
 *
 * G. Takács, I. Pilászy, D. Tikk (2011). Applications of the conjugate gradient method for implicit feedback collaborative filtering. RecSys '11.
 * doi:10.1145/2043932.2043987
 */
export function alsHalfStep(input: AlsHalfStep): void {
  const { offsets, indices, solved, width, steps, losses, confidence } = input
  for (let row = input.from; row < input.to; row++) {
    const observed = indices.subarray(offsets[row], offsets[row + 1])
    const x = solved.subarray(row * width, (row + 1) * width)
    losses[row] = 0
    if (observed.length === 0) {
      x.fill(0)
      continue
    }
    const { system, right } = equationsOf(input, row, observed)
    if (steps === 0) x.set(eliminate(system.slice(), right.slice()))
    else descend(system, right, x, steps)
    losses[row] =
      confidence * observed.length +
      sum(x, (value, a) => value * sum(x, (other, b) => other * system[a * width + b]!) - 2 * value * right[a]!)
  }
}

function equationsOf(
  { fixed, width, gram, ridges, confidence, unobserved }: AlsHalfStep,
  row: number,
  observed: Int32Array,
) {
  const system = Float64Array.from(gram)
  const right = new Float64Array(width)
  for (let a = 0; a < width; a++) {
    system[a * width + a]! += ridges[row]!
    for (const column of observed) {
      const value = fixed[column * width + a]!
      right[a]! += confidence * value
      for (let b = 0; b < width; b++)
        system[a * width + b]! += (confidence - unobserved) * value * fixed[column * width + b]!
    }
  }
  return { system, right }
}

function descend(system: Float64Array, right: Float64Array, x: Float32Array, steps: number): void {
  const times = (vector: ArrayLike<number>) =>
    right.map((_, a) => right.reduce((total, _value, b) => total + system[a * right.length + b]! * vector[b]!, 0))
  const start = times(x)
  const residual = right.map((value, a) => value - start[a]!)
  const direction = residual.slice()
  for (let step = 0; step < steps; step++) {
    const size = sum(residual, (value) => value * value)
    if (size <= 1e-20) return
    const product = times(direction)
    const length = size / sum(direction, (value, a) => value * product[a]!)
    for (let a = 0; a < x.length; a++) {
      x[a]! += length * direction[a]!
      residual[a]! -= length * product[a]!
    }
    const share = sum(residual, (value) => value * value) / size
    for (let a = 0; a < x.length; a++) direction[a] = residual[a]! + share * direction[a]!
  }
}

/** The solution of a positive definite system by elimination; an entry without an equation is 0. */
function eliminate(system: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  for (let pivot = 0; pivot < size; pivot++) {
    if (system[pivot * size + pivot] === 0) continue
    for (let row = pivot + 1; row < size; row++) {
      const share = system[row * size + pivot]! / system[pivot * size + pivot]!
      for (let column = pivot; column < size; column++)
        system[row * size + column]! -= share * system[pivot * size + column]!
      right[row]! -= share * right[pivot]!
    }
  }
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row--) {
    let value = right[row]!
    for (let column = row + 1; column < size; column++) value -= system[row * size + column]! * solution[column]!
    solution[row] = system[row * size + row] === 0 ? 0 : value / system[row * size + row]!
  }
  return solution
}

function sum(values: Float32Array | Float64Array, term: (value: number, position: number) => number): number {
  let total = 0
  for (let position = 0; position < values.length; position++) total += term(values[position]!, position)
  return total
}
