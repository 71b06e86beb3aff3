import type { Pause } from '../../math/pause.ts'
import { GramSolver, solvedTogether, type GramSystem } from './gram-solver.ts'

/** The solutions for {@link solvedTogether} rows of X in a sequence. */
export interface SolvedRows {
  /** The number of the block. */
  readonly block: number
  /** Entries of K⁻¹ X where X is 1, in the order of X. */
  readonly entries: Float32Array
  /** The block of solutions, where it is to be kept. */
  readonly solutions: Float32Array | null
}

/** Solves K z = e for every row e of the identity, on some threads, and hands over each block once. */
export async function solveRows(
  system: GramSystem,
  { threads, keep }: { readonly threads: number; readonly keep: boolean },
  take: (rows: SolvedRows) => void,
  pause: Pause,
): Promise<void> {
  const count = Math.ceil((system.byRow.offsets.length - 1) / solvedTogether)
  const solver = new GramSolver(system, threads)
  for (let block = 0; block < count; block++) {
    await pause(block / count)
    take(solveBlock(solver, system, block, keep))
  }
}

function solveBlock(solver: GramSolver, { byRow }: GramSystem, block: number, keep: boolean): SolvedRows {
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
