import type { PolicyResult, RunResults } from '../../contract/api/runs.ts'
import { describeError, RecbenchError, toErrorReport } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { hasLens } from '../../contract/policy-plan.ts'
import { readBanditLog } from '../../data/prepared.ts'
import type { BanditLog } from '../../data/service.ts'
import { describeLog, type Feedback } from '../../evaluation/policies/describe-log.ts'
import { learners, valueLearner } from '../../evaluation/policies/learners.ts'
import { estimatePropensities } from '../../evaluation/policies/logging-model.ts'

/** The logged feedback of a run, with propensities estimated where the plan or the log asks for that. */
export async function readFeedback(
  log: BanditLog | null,
  { policies, seed }: Experiment,
  signal: AbortSignal,
): Promise<Feedback | null> {
  if (!log) return null
  const feedback = { log, columns: readBanditLog(log) }
  return policies?.propensities === 'estimated' ? estimatePropensities(feedback, seed, signal) : feedback
}

/** What the log says by itself; null where policies are not valued on it. */
export function summariseLog(feedback: Feedback | null, { policies, seed }: Experiment): RunResults['policyLog'] {
  return feedback && hasLens(policies, 'off-policy') ? describeLog(feedback, seed, policies?.confidence) : null
}

/**
 * Learns policies from the log and values them there, one by one; one that cannot be learned says so.
 *
 * @throws RecbenchError `cancelled`
 */
export async function valueLearners(
  feedback: Feedback | null,
  { policies: plan, seed }: Experiment,
  signal: AbortSignal,
  onValued: (policy: PolicyResult, place: number) => void,
): Promise<void> {
  if (!feedback || !plan?.learners || !hasLens(plan, 'off-policy')) return
  for (const [place, learner] of plan.learners.entries())
    try {
      onValued(await valueLearner(feedback, learner, plan, seed, signal), place)
    } catch (error) {
      if (signal.aborted || !(error instanceof RecbenchError)) throw error
      const nothing = { simulation: null, estimates: [], overlap: [], largestWeight: null }
      const label = learners[learner].title
      const text = describeError(toErrorReport(error))
      onValued({ id: `${learner}-learner`, label, family: 'bandits', ...nothing, error: text }, place)
    }
}
