import type { Work } from '../work.ts'
import { fitting } from './fit.ts'
import { implicit } from './peers.ts'

/** Item-kNN with 50 neighbours, the item itself among them as in implicit. */
export const knnWorks: readonly Work[] = (['none', 'bm25'] as const).flatMap((weighting) =>
  (['ml-100k-u1', 'gowalla'] as const).map((data) => ({
    id: weighting === 'none' ? `knn/${data}` : `knn-bm25/${data}`,
    title: `Item-kNN, ${weighting === 'none' ? 'cosine' : 'BM25'}, K = 50`,
    data: [data],
    times: 'fit of a sparse matrix in memory',
    goal: 1,
    settings: { neighbours: 50, weighting },
    peer: implicit('knn'),
    ours: fitting('item-knn', (given) => ({
      ...given,
      countSelf: true,
      ...(weighting === 'bm25' && { k1: 1.2, b: 0.75 }),
    })),
  })),
)
