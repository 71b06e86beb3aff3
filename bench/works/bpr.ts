import type { Work } from '../work.ts'
import { fitting } from './fit.ts'
import { implicit } from './peers.ts'

/** BPR by stochastic gradient descent. */
export const bprWorks: readonly Work[] = (
  [
    ['ml-100k-u1', 100, 0.01],
    ['gowalla', 10, 0.05],
  ] as const
).map(([data, epochs, learningRate]) => ({
  id: `bpr/${data}`,
  title: `BPR, 64 factors, ${epochs} epochs`,
  data: [data],
  times: 'fit of a sparse matrix in memory',
  goal: 1,
  settings: { factors: 64, epochs, learningRate, regularization: 0.01 },
  peer: implicit('bpr'),
  ours: fitting('bpr', (given) => ({ ...given, negatives: 'popularity', verifyNegatives: true })),
}))
