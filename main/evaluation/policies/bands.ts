import { studentQuantile } from '../../math/student-t.ts'

const mostPoints = 50

/** Evenly spaced numbers from 1 to `rounds`, at most 50, the last one included. */
export function spreadPoints(rounds: number): number[] {
  const count = Math.min(mostPoints, rounds)
  return Array.from({ length: count }, (_, point) => Math.round(((point + 1) * rounds) / count))
}

/** Mean and its 95 % interval by Student's t; a single value has no band. */
export function bandOf(values: readonly number[]): { mean: number; low: number; high: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n === 1) return { mean, low: mean, high: mean }
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1))
  const half = (studentQuantile(0.05, n - 1) * deviation) / Math.sqrt(n)
  return { mean, low: mean - half, high: mean + half }
}
