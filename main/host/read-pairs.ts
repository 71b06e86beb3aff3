import type { PairedValues } from '../contract/api/runs.ts'
import type { Services } from './services.ts'
import { readingOptionsOf } from './source.ts'

/** Per-user values of a run, computed outside the engine. */
export async function readPairs(
  { store, data, models }: Pick<Services, 'store' | 'data' | 'models'>,
  run: string,
  metric: string,
  signal?: AbortSignal,
): Promise<PairedValues> {
  const record = store.read(run)
  const source = record.experiment.data
  const given = source.folds?.length
    ? await data.call('prepareFolds', { folds: source.folds, options: readingOptionsOf(source) }, { signal })
    : null
  const request = { record, folder: store.folderOf(run), metric, folds: given?.folds ?? null }
  return models.call('pairs', request, { signal })
}
