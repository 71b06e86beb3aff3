import type { SweepSymmetric } from '../reference/sweep-symmetric.ts'
import type { Runner } from '../runner.ts'
import { takePivots } from './pivot-blocks.ts'

export const sweepSymmetric = (run: Runner, input: SweepSymmetric): number => takePivots(run, 'sweep', input)
