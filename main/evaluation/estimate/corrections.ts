import type { EstimateCheck } from '../../contract/api/runs.ts'

/** What measured runs on this machine took, as a multiple of what the rules said; 1 where nothing was measured. */
export interface Correction {
  readonly train: number
  readonly evaluate: number
}

export const noCorrection: Correction = { train: 1, evaluate: 1 }

/** What was measured of each recommender, newest last. */
export type Measured = Readonly<
  Record<string, { readonly train: readonly number[]; readonly evaluate: readonly number[] }>
>

/** Runs remembered of each recommender. */
const remembered = 9
/** Shorter times say more of start-up than of the model. */
const leastSeconds = 0.05

/** Adds what a run took. The factor is relative to the rules, so what was corrected already is taken out again. */
export function learn(measured: Measured, checks: readonly EstimateCheck[]): Measured {
  const learned: Record<string, Measured[string]> = { ...measured }
  for (const { id, estimated, taken, correction } of checks) {
    const before = learned[id] ?? { train: [], evaluate: [] }
    const add = (part: 'train' | 'evaluate') =>
      taken[part] < leastSeconds || estimated[part] <= 0
        ? before[part]
        : [...before[part], (taken[part] / estimated[part]) * correction[part]].slice(-remembered)
    learned[id] = { train: add('train'), evaluate: add('evaluate') }
  }
  return learned
}

/** The median of what was measured, which one odd run does not move. */
export function correctionsOf(measured: Measured): Record<string, Correction> {
  return Object.fromEntries(
    Object.entries(measured).map(([id, { train, evaluate }]) => [
      id,
      { train: median(train), evaluate: median(evaluate) },
    ]),
  )
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 1
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : Math.sqrt(sorted[middle - 1]! * sorted[middle]!)
}
