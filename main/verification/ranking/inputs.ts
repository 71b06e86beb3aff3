import { readFolds, type ReadFolds } from '../read-folds.ts'
import type { FoldFiles } from '../reference-files.ts'
import type { Places } from '../section.ts'

let last: { key: string; read: ReadFolds } | null = null

/** Reads folds, or gives those of the last call with the same files: jobs that follow each other mostly share them. */
export function readOnce(
  files: readonly FoldFiles[],
  threshold: number | null,
  places: Places,
  folder: string,
): ReadFolds {
  const key = JSON.stringify([files, threshold, places, folder])
  if (last?.key !== key) last = { key, read: readFolds(files, threshold, places, folder) }
  return last.read
}
