import type { Random } from './random.ts'
import { positiveUniform, zigguratNormal } from './ziggurat.ts'

/**
 * A draw from Gamma(shape, 1), shape > 0, by squeezing a transformed normal; for shape < 1 a draw of shape + 1 is scaled by U^(1/shape).
 *
 * G. Marsaglia, W. W. Tsang (2000). A simple method for generating gamma variables. ACM TOMS 26(3). doi:10.1145/358407.358414
 *
 * @param spread {@link gammaSpread} of the shape
 */
export function sampleGamma(random: Random, shape: number, spread: number = gammaSpread(shape)): number {
  if (shape >= 1) return sampleByRejection(random, shape - 1 / 3, spread)
  return sampleByRejection(random, shape + 2 / 3, spread) * positiveUniform(random) ** (1 / shape)
}

/** How much the normal behind a gamma variable weighs, 1 / √(9 d); worth keeping where the same shape is drawn from often. */
export const gammaSpread = (shape: number): number => 1 / Math.sqrt(9 * (shape >= 1 ? shape : shape + 1) - 3)

/** A draw from Gamma(d + 1/3, 1), d ≥ 2/3. */
function sampleByRejection(random: Random, d: number, spread: number): number {
  for (;;) {
    const x = zigguratNormal(random)
    const root = 1 + spread * x
    if (root <= 0) continue
    const v = root * root * root
    const u = (random.bits() + 0.5) / 4294967296
    const square = x * x
    if (u < 1 - 0.0331 * square * square) return d * v
    if (Math.log(u) < 0.5 * square + d - d * v + d * Math.log(v)) return d * v
  }
}

/**
 * A draw from Beta(a, b), as the share of the first of two gamma variables.
 *
 * @param spreadA {@link gammaSpread} of a
 * @param spreadB that of b
 */
export function sampleBeta(
  random: Random,
  a: number,
  b: number,
  spreadA: number = gammaSpread(a),
  spreadB: number = gammaSpread(b),
): number {
  const x = sampleGamma(random, a, spreadA)
  const y = sampleGamma(random, b, spreadB)
  return x + y === 0 ? 0 : x / (x + y)
}

/**
 * The probability that each of several independent Beta variables is the largest: P_k = ∫ f_k(x) Π_{j≠k} F_j(x) dx, with equal parameters counted together.
 * Integrated over θ with x = sin²θ, in which every Beta has a standard deviation near 1 / (2 √(a + b)), by the trapezoid rule with the
 * Euler–Maclaurin correction for F; the error is below 1e-8 where 2a ≥ 1 and 2b ≥ 1.
 *
 * @param into filled with the probabilities, which sum to 1
 */
export function probabilitiesOfBeingLargest(a: Float64Array, b: Float64Array, into: Float64Array): void {
  const groups = groupEqual(a, b)
  let concentration = 1
  for (let k = 0; k < a.length; k++) concentration = Math.max(concentration, a[k]! + b[k]!)
  const grid = makeGrid(Math.min(32768, Math.max(4096, Math.ceil(25 * Math.sqrt(concentration)))))
  const density = new Float64Array(grid.size + 1)
  const cumulative = new Float64Array(grid.size + 1)
  const logProduct = new Float64Array(grid.size + 1)
  for (const { first, members } of groups) {
    integrateBeta(grid, a[first]!, b[first]!, density, cumulative)
    for (let i = 0; i <= grid.size; i++) logProduct[i]! += members.length * Math.log(cumulative[i]!)
  }
  let total = 0
  for (const { first, members } of groups) {
    let sum = (-integrateBeta(grid, a[first]!, b[first]!, density, cumulative) * grid.step) / 12
    for (let i = 0; i <= grid.size; i++)
      if (logProduct[i]! > -700 && density[i]! > 0)
        sum += density[i]! * Math.exp(logProduct[i]! - Math.log(cumulative[i]!))
    for (const member of members) into[member] = sum
    total += sum * members.length
  }
  for (let k = 0; k < into.length; k++) into[k]! /= total
}

interface Grid {
  readonly size: number
  readonly step: number
  readonly logSine: Float64Array
  readonly logCosine: Float64Array
  readonly tangent: Float64Array
}

function makeGrid(size: number): Grid {
  const step = Math.PI / 2 / size
  const angles = Float64Array.from({ length: size + 1 }, (_, i) => i * step)
  const logSine = angles.map((angle) => Math.log(Math.sin(angle)))
  const logCosine = angles.map((_, i) => logSine[size - i]!)
  return { size, step, logSine, logCosine, tangent: angles.map(Math.tan) }
}

/**
 * Density and distribution function of θ on the grid, both scaled so that the distribution ends at 1.
 *
 * @returns slope of the density at the upper end
 */
function integrateBeta(grid: Grid, a: number, b: number, density: Float64Array, cumulative: Float64Array): number {
  const { size, step, logSine, logCosine, tangent } = grid
  const p = 2 * a - 1
  const q = 2 * b - 1
  const square = Math.min(1, Math.max(0, p / Math.max(1e-9, p + q)))
  const peak = logPower(p, Math.log(square) / 2) + logPower(q, Math.log(1 - square) / 2)
  for (let i = 0; i <= size; i++) {
    const exponent = logPower(p, logSine[i]!) + logPower(q, logCosine[i]!) - peak
    density[i] = exponent < -700 ? 0 : Math.exp(exponent)
  }
  const firstSlope = p === 1 ? Math.exp(-peak) : 0
  const lastSlope = q === 1 ? -Math.exp(-peak) : 0
  let sum = 0
  cumulative[0] = 0
  for (let i = 1; i <= size; i++) {
    sum += (density[i - 1]! + density[i]!) / 2
    const slope = i === size ? lastSlope : density[i]! * (p / tangent[i]! - q * tangent[i]!)
    cumulative[i] = Math.max(0, sum * step - (step * step * (slope - firstSlope)) / 12)
  }
  const total = cumulative[size]!
  for (let i = 0; i <= size; i++) {
    density[i]! /= total
    cumulative[i] = Math.min(1, cumulative[i]! / total)
  }
  return lastSlope / total
}

/** log(base^exponent), with 0⁰ = 1. */
const logPower = (exponent: number, logBase: number) => (exponent === 0 ? 0 : exponent * logBase)

function groupEqual(a: Float64Array, b: Float64Array): { first: number; members: number[] }[] {
  const groups = new Map<string, { first: number; members: number[] }>()
  for (let k = 0; k < a.length; k++) {
    const key = `${a[k]} ${b[k]}`
    const group = groups.get(key)
    if (group) group.members.push(k)
    else groups.set(key, { first: k, members: [k] })
  }
  return [...groups.values()]
}
