import type { Runner } from '../runner.ts'

interface PivotedMatrix {
  readonly matrix: Float64Array
  readonly size: number
  readonly from?: number
  readonly to?: number
}

/** Pivots that are taken together; a multiple of 4. */
const together = 64
/** Groups of four rows that one thread updates at a time. */
const grain = 8

/** Every row of a matrix is swept; Cholesky's factorisation leaves those behind the pivots alone. */
const kinds = {
  sweep: { pivots: 'invertPivots', startsAtPivots: false },
  cholesky: { pivots: 'factorPivots', startsAtPivots: true },
} as const

/** Takes the pivots block by block. Returns the first that is not positive, or −1. */
export function takePivots(run: Runner, kind: keyof typeof kinds, input: PivotedMatrix): number {
  const { matrix, size, from = 0, to = size } = input
  const { pivots, startsAtPivots } = kinds[kind]
  const at = run.address(matrix)
  const groups = Math.ceil(size / 4)
  const mark = run.memory.mark()
  const take = (doubles: number) => run.address(run.memory.doubles(doubles))
  const [block, packed] = [take(2 * together * together), take(together * together)]
  const [w, v, scratch] = [take(4 * groups * together), take(4 * groups * together), take(16 * run.threads)]
  let failed = -1
  for (let first = from; first < to && failed < 0; first += together) {
    const count = Math.min(together, to - first)
    failed = run.call('symmetric', pivots, at, size, first, count, block, packed)
    if (failed >= 0) break
    const base = startsAtPivots ? Math.ceil((first + count) / 4) : 0
    const place = [base, at, size, first, count] as const
    run.share('symmetric', 'takePanels', groups - base, 4 * grain, ...place, packed, w, v)
    run.share('symmetric', 'updateLower', groups - base, grain, ...place, startsAtPivots ? v : w, v, scratch)
  }
  run.memory.release(mark)
  return failed
}
