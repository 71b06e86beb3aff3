import type { PairedValues } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { readPrepared, readVocabulary } from '../../data/prepared.ts'
import { makeFolds } from '../../evaluation/splits/all.ts'
import { pairValues } from '../../evaluation/summarize.ts'
import type { Fold } from '../../evaluation/task.ts'
import type { RunRecord } from '../../runs/record.ts'
import { readOutcomes } from './outcomes.ts'

/** Per-user values of a run, from the outcomes its tasks left. */
export async function readPairs(request: {
  record: RunRecord
  folder: string
  metric: string
  folds: readonly Fold[] | null
}): Promise<PairedValues> {
  const { record, folder, metric } = request
  const { experiment, log } = record
  if (!log) throw new RecbenchError('not-found', `The run ${record.id} ended before its data were prepared.`)
  const { outcomes } = await readOutcomes(folder)
  const columns = readPrepared(log)
  const folds = request.folds ?? makeFolds(columns, experiment.split, experiment.seed)
  return pairValues(experiment, metric, outcomes, columns, folds, readVocabulary(log).users)
}
