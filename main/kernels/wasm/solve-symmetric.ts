import type { SolveSymmetric } from '../reference/solve-symmetric.ts'
import type { Runner } from '../runner.ts'
import { takePivots } from './pivot-blocks.ts'

export function solveSymmetric(run: Runner, { matrix, size, right }: SolveSymmetric): number {
  const failed = takePivots(run, 'cholesky', { matrix, size })
  if (failed >= 0 || size === 0) return failed
  const columns = right.length / size
  const mark = run.memory.mark()
  const scratch = run.address(run.memory.doubles(4 * size * run.threads))
  const places = [run.address(matrix), size, run.address(right), columns, scratch]
  run.share('symmetric', 'solveFactored', Math.ceil(columns / 4), 1, ...places)
  run.memory.release(mark)
  return failed
}
