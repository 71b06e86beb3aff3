import { Worker } from 'node:worker_threads'
import type { Pause } from '../../math/pause.ts'
import { GramSolver, solvedTogether, type Deflation } from './gram-solver.ts'
import type { SparsePattern } from './singular-vectors.ts'

/** What a {@link GramSolver} is made of, in a form that goes to a thread. */
export interface GramSystem {
  readonly byRow: SparsePattern
  readonly byColumn: SparsePattern
  readonly ridge: number
  readonly deflation: Deflation
}

/** The solutions for {@link solvedTogether} rows of X in a sequence. */
export interface SolvedRows {
  /** The number of the block. */
  readonly block: number
  /** Entries of K⁻¹ X where X is 1, in the order of X. */
  readonly entries: Float32Array<ArrayBuffer>
  /** The block of solutions, where it is to be kept. */
  readonly solutions: Float32Array<ArrayBuffer> | null
}

/** What a thread is given. `next` is a shared counter of blocks. */
export interface SolvingPlan {
  readonly system: GramSystem
  readonly keep: boolean
  readonly next: Int32Array
}

export const makeSolver = ({ byRow, byColumn, ridge, deflation }: GramSystem): GramSolver =>
  new GramSolver(byRow, byColumn, ridge, deflation)

export const countBlocks = ({ byRow }: GramSystem): number => Math.ceil((byRow.offsets.length - 1) / solvedTogether)

/** Solves K z = e for every row e of the identity, on some threads, and hands over each block once. The blocks do not depend on the number of threads. */
export async function solveRows(
  system: GramSystem,
  { threads, keep }: { readonly threads: number; readonly keep: boolean },
  take: (rows: SolvedRows) => void,
  pause: Pause,
): Promise<void> {
  const count = countBlocks(system)
  if (threads < 2 || count < 2) {
    const solver = makeSolver(system)
    for (let block = 0; block < count; block++) {
      await pause(block / count)
      take(solveBlock(solver, system, block, keep))
    }
    return
  }
  const plan: SolvingPlan = { system, keep, next: new Int32Array(new SharedArrayBuffer(4)) }
  const workers = Array.from(
    { length: Math.min(threads, count) },
    () => new Worker(new URL('./solve-worker.ts', import.meta.url), { workerData: plan }),
  )
  try {
    await collect(workers, count, take, pause)
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function collect(
  workers: readonly Worker[],
  count: number,
  take: (rows: SolvedRows) => void,
  pause: Pause,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = 0
    for (const worker of workers) {
      worker.on('error', reject)
      worker.on('message', (rows: SolvedRows) => {
        take(rows)
        done++
        Promise.resolve(pause(done / count)).catch(reject)
        if (done === count) resolve()
      })
    }
  })
}

export function solveBlock(solver: GramSolver, { byRow }: GramSystem, block: number, keep: boolean): SolvedRows {
  const { offsets, indices } = byRow
  const first = block * solvedTogether
  const last = Math.min(first + solvedTogether, offsets.length - 1)
  const width = solver.solve(Array.from({ length: last - first }, (_, side) => Int32Array.of(first + side)))
  const images = solver.images(width)
  const entries = new Float32Array(offsets[last]! - offsets[first]!)
  for (let row = first, at = 0; row < last; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      entries[at++] = images[indices[entry]! * width + row - first]!
  return { block, entries, solutions: keep ? solver.solutions(width).slice() : null }
}
