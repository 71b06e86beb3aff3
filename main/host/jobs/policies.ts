import type { PolicyResult, RunResults } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import type { RunEventWithoutPlace } from '../../runs/journal.ts'
import type { RunPlan } from './protocol.ts'

/** Values every model of the run as a policy. */
export async function valuePolicies(
  _plan: RunPlan,
  _log: InteractionColumns,
  _signal: AbortSignal,
  _tell: (event: RunEventWithoutPlace) => void,
): Promise<{ results: PolicyResult[]; log: RunResults['policyLog'] }> {
  throw new RecbenchError('unsupported', 'Policies cannot be valued yet.')
}
