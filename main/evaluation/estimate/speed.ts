import { Random } from '../../math/random.ts'

/** Nanoseconds per multiply-add on the machine on which the cost rules were fitted. */
const reference = 0.65

const steps = 2 ** 18
const rounds = 200

/**
 * How many times longer this machine takes than the one on which the cost rules were fitted: products of rows of 64 numbers, the best of 200 rounds, so that other
 * work on the machine counts little. Takes about 40 ms.
 */
export function measureSpeed(): number {
  const random = new Random('speed')
  const rows = Float64Array.from({ length: 64 * 1024 }, () => random.uniform())
  let fastest = Infinity
  let sum = 0
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    sum += products(rows)
    fastest = Math.min(fastest, performance.now() - began)
  }
  return sum > 0 ? (fastest * 1e6) / steps / reference : 1
}

function products(rows: Float64Array): number {
  let sum = 0
  for (let step = 0; step < steps; step += 64) {
    const start = step & (rows.length - 1)
    let dot = 0
    for (let f = 0; f < 64; f++) dot += rows[start + f]! * rows[f]!
    sum += dot
  }
  return sum
}
