import { cutRules, similarityFormulas, type SparseSimilarity } from '../reference/sparse-similarity.ts'
import type { Runner } from '../runner.ts'

/** Rows that a thread takes at a time. */
const grain = 8

export function sparseSimilarity(run: Runner, input: SparseSimilarity): void {
  const { rows, columns, keptColumns } = input
  const at = run.address
  const most = Math.floor(keptColumns.length / Math.max(1, rows.length))
  const mark = run.memory.mark()
  // Sums, values and kept values of every column, the heap; common features, columns met and columns kept.
  const stride = 48 * columns + 8 * most + 64
  const scratch = run.memory.bytes(stride * run.threads)
  run.share(
    'sparse-similarity',
    'sparseSimilarity',
    rows.length,
    grain,
    at(input.rowOffsets),
    at(input.rowFeatures),
    at(input.rowWeights),
    at(input.featureOffsets),
    at(input.featureColumns),
    at(input.featureWeights),
    at(rows),
    columns,
    similarityFormulas.indexOf(input.formula),
    at(input.rowScale),
    at(input.columnScale),
    input.shrinkage,
    input.minimum,
    at(input.selves),
    cutRules.indexOf(input.rule),
    sumsOf(input),
    most,
    at(input.counts),
    at(keptColumns),
    at(input.keptValues),
    at(scratch),
    stride,
  )
  run.memory.release(mark)
}

/** How sums are taken: 0 of positive products in double precision, 1 of any, 2 in single precision; with 1 and 2 features are counted. */
function sumsOf({ single, shrinkage, positive }: SparseSimilarity): number {
  if (single) return 2
  return shrinkage === 0 && positive ? 0 : 1
}
