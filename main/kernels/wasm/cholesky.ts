import type { Cholesky } from '../reference/cholesky.ts'
import type { Runner } from '../runner.ts'
import { takePivots } from './pivot-blocks.ts'

export const cholesky = (run: Runner, input: Cholesky): number => takePivots(run, 'cholesky', input)
