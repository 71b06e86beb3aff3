import type { Fold } from '../../evaluation/task.ts'

/** A fold whose rows lie in shared memory, so that threads need no copy. */
export const shareFold = ({ train, test, foldIn, validation }: Fold): Fold => ({
  train: toShared(train),
  test: toShared(test),
  ...(foldIn && { foldIn: toShared(foldIn) }),
  ...(validation && { validation: toShared(validation) }),
})

function toShared(rows: Int32Array): Int32Array {
  if (rows.buffer instanceof SharedArrayBuffer) return rows
  const shared = new Int32Array(new SharedArrayBuffer(rows.byteLength))
  shared.set(rows)
  return shared
}
