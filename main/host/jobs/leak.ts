import type { LeakAudit } from '../../contract/api/runs.ts'
import type { SplitPlan } from '../../contract/splits.ts'
import { openPrepared } from '../../data/prepared.ts'
import type { PreparedLog } from '../../data/service.ts'
import { auditLeaks } from '../../evaluation/leaks.ts'
import { makeFolds } from '../../evaluation/splits/all.ts'

export interface LeakRequest {
  readonly log: PreparedLog
  readonly split: SplitPlan
  readonly seed: number
}

/** Events looked at, so that a meter answers while a person chooses. */
const mostEvents = 5_000_000

/** What a split would let through, before a run; of a long log the first folds stand for all, and `counts.folds` says how many were looked at. */
export function leakOf({ log, split, seed }: LeakRequest): LeakAudit {
  const columns = openPrepared(log)
  const folds = makeFolds(columns, split, seed)
  return auditLeaks(columns, folds.slice(0, Math.max(1, Math.floor(mostEvents / log.rows))))
}
