import type { Random } from './random.ts'

/**
 * A draw from Gamma(shape, 1), shape > 0, by squeezing a transformed normal; that of shape 1 is −ln U, and for shape < 1 a draw of shape + 1 is scaled by
 * U^(1/shape).
 *
 * G. Marsaglia, W. W. Tsang (2000). A simple method for generating gamma variables. ACM TOMS 26(3). doi:10.1145/358407.358414
 */
export function sampleGamma(random: Random, shape: number): number {
  if (shape === 1) return -Math.log(1 - random.uniform())
  if (shape < 1) return sampleGamma(random, shape + 1) * (1 - random.uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    const u = 1 - random.uniform()
    const square = x * x
    if (u < 1 - 0.0331 * square * square) return d * v
    if (Math.log(u) < 0.5 * square + d - d * v + d * Math.log(v)) return d * v
  }
}

/**
 * A draw from Beta(a, b): by rejection from a log-logistic variable where both parameters are above 1, by inversion where one is 1, and otherwise as the share of
 * two gamma variables.
 *
 * R. C. H. Cheng (1978). Generating Beta Variates with Nonintegral Shape Parameters. Communications of the ACM 21(4), algorithm BB.
 * doi:10.1145/359460.359482
 *
 * @param spread {@link betaSpread} of the parameters
 */
export function sampleBeta(random: Random, a: number, b: number, spread: number = betaSpread(a, b)): number {
  if (a > 1 && b > 1)
    return a < b ? sampleByRejection(random, a, b, spread) : 1 - sampleByRejection(random, b, a, spread)
  if (a === 1) return 1 - (1 - random.uniform()) ** (1 / b)
  if (b === 1) return random.uniform() ** (1 / a)
  const x = sampleGamma(random, a)
  const y = sampleGamma(random, b)
  return x + y === 0 ? 0 : x / (x + y)
}

/** Of the log-logistic variable from which Beta(a, b) is drawn; worth keeping where the same parameters are drawn from often. */
export const betaSpread = (a: number, b: number): number => Math.sqrt((a + b - 2) / (2 * a * b - a - b))

const log4 = Math.log(4)
const onePlusLog5 = 1 + Math.log(5)

/** A draw from Beta(a, b), 1 < a ≤ b. */
function sampleByRejection(random: Random, a: number, b: number, beta: number): number {
  const sum = a + b
  const gamma = a + 1 / beta
  for (;;) {
    const u = random.uniform()
    const v = beta * Math.log(u / (1 - u))
    const w = a * Math.exp(v)
    const z = u * u * ((random.bits() + 0.5) / 4294967296)
    const r = gamma * v - log4
    const s = a + r - w
    if (s + onePlusLog5 < 5 * z) {
      const t = Math.log(z)
      if (s < t && r + sum * Math.log(sum / (b + w)) < t) continue
    }
    return w / (b + w)
  }
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
