/** What {@link minimise} minimises: returns f(x) and writes its gradient. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

const memory = 10
const sufficient = 1e-4
const mostHalvings = 40

/**
 * Minimises a smooth function by limited-memory BFGS with backtracking until the largest entry of the gradient is at most `tolerance`, no step lowers it, or the iterations are used up.
 * The last is returned with what was reached.
 *
 * D. C. Liu, J. Nocedal (1989). On the limited memory BFGS method for large scale optimization. Mathematical Programming 45. doi:10.1007/BF01589116
 *
 * @param onStep awaited after every step
 */
export async function minimise(
  start: Float64Array,
  objective: Objective,
  { tolerance, iterations }: { readonly tolerance: number; readonly iterations: number },
  onStep: () => Promise<void>,
): Promise<{ readonly x: Float64Array; readonly settled: boolean }> {
  const n = start.length
  let x = start.slice()
  let gradient = new Float64Array(n)
  let value = objective(x, gradient)
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = []
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (largest(gradient) <= tolerance) return { x, settled: true }
    const direction = descend(gradient, pairs)
    const slope = dot(direction, gradient)
    let step = pairs.length ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)))
    const next = new Float64Array(n)
    const nextGradient = new Float64Array(n)
    const reach = () => {
      for (let i = 0; i < n; i++) next[i] = x[i]! + step * direction[i]!
      return objective(next, nextGradient)
    }
    let lowered = reach()
    for (let halving = 0; halving < mostHalvings && !(lowered <= value + sufficient * step * slope); halving++) {
      step /= 2
      lowered = reach()
    }
    if (!(lowered < value)) return { x, settled: true }
    const s = next.map((to, i) => to - x[i]!)
    const y = nextGradient.map((to, i) => to - gradient[i]!)
    const curvature = dot(s, y)
    if (curvature > 0) pairs.push({ s, y, rho: 1 / curvature })
    if (pairs.length > memory) pairs.shift()
    x = next
    gradient = nextGradient
    value = lowered
    await onStep()
  }
  return { x, settled: false }
}

/** −H g by the two loops. */
function descend(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((value) => -value)
  const alphas = pairs.map(() => 0)
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k]!
    alphas[k] = rho * dot(s, q)
    add(q, y, -alphas[k]!)
  }
  const last = pairs.at(-1)
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y))
    for (let i = 0; i < q.length; i++) q[i]! *= scale
  }
  for (const [k, { s, y, rho }] of pairs.entries()) add(q, s, alphas[k]! - rho * dot(y, q))
  return q
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function add(into: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < into.length; i++) into[i]! += factor * other[i]!
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
