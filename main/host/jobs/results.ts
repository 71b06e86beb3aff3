import type {
  LeakAudit,
  ModelResult,
  PolicyResult,
  RunResults,
  SequenceResult,
  TestResult,
} from '../../contract/api/runs.ts'
import type { JobState } from '../../contract/progress.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { hasLens } from '../../contract/policy-plan.ts'
import { describeCandidates } from '../../contract/candidates.ts'
import { describeSplit } from '../../contract/splits.ts'
import { findMetric } from '../../evaluation/all.ts'
import { pickRanking, rankPolicies } from '../../evaluation/policies/rank-policies.ts'
import { summarizeModel } from '../../evaluation/summarize.ts'
import { readAbTests, withoutArm, type TestedPolicy } from '../../evaluation/policies/ab-result.ts'
import type { TaskOutcome } from '../../evaluation/task.ts'
import type { RunPlan } from './protocol.ts'

export interface Findings {
  readonly models: readonly ModelResult[]
  readonly outcomes: readonly TaskOutcome[]
  readonly tests: readonly TestResult[]
  /** By model; those that are not valued yet are missing. */
  readonly policies: readonly (TestedPolicy | undefined)[]
  readonly policyLog: RunResults['policyLog']
  readonly sequences?: readonly SequenceResult[]
  readonly leak: LeakAudit
  readonly folds: number
  readonly testReadAt: string | null
  readonly estimate?: RunResults['estimate']
}

/** Puts together what a run has found so far. */
export function assembleResults(plan: RunPlan, found: Findings): RunResults {
  const { experiment, log } = plan
  const policies = found.policies.flatMap((policy) => (policy ? [withoutArm(policy)] : []))
  const ab = experiment.policies?.ab
  const evaluated = new Set<number>()
  for (const outcome of found.outcomes) for (const user of outcome.users) evaluated.add(user)
  return {
    run: plan.run,
    data: { name: log.name, hash: log.hash, users: log.users, items: log.items, interactions: log.rows },
    protocol: {
      split: describeSplit(experiment.split),
      folds: found.folds,
      candidates: describeCandidates(experiment.candidates),
      ties: experiment.ties === 'seeded' ? 'broken by a seeded hash' : 'lower item number first',
      profile: experiment.profile,
      formulas: Object.fromEntries(
        experiment.metrics.map((name) => [name, findMetric(name, experiment.profile).metric.formula]),
      ),
      seed: experiment.seed,
      threshold: experiment.threshold ?? null,
      usersEvaluated: evaluated.size,
      testReadAt: found.testReadAt,
    },
    models: found.models,
    tests: found.tests,
    policies,
    ...(ab && { abTests: readAbTests(found.policies, ab, experiment.seed) }),
    policyLog: found.policyLog,
    ...describeRankings(policies),
    ...(found.sequences?.length && { sequences: found.sequences }),
    leak: found.leak,
    ...(found.estimate && { estimate: found.estimate }),
    versions: plan.versions,
  }
}

function describeRankings(policies: readonly PolicyResult[]): Pick<RunResults, 'policyRanking' | 'policyRankings'> {
  const policyRankings = rankPolicies(policies)
  const policyRanking = pickRanking(policyRankings)
  return policyRanking ? { policyRanking, policyRankings } : {}
}

/** A model of a run that ranks nothing: it has no metrics, and is done when it was valued as a policy. */
export function describeUnranked(
  experiment: Experiment,
  model: number,
  label: string,
  threads: number,
  policy: PolicyResult | undefined,
  open: JobState,
): ModelResult {
  const state = policy?.error ? 'failed' : policy ? 'done' : open
  return { ...summarizeModel(experiment, model, []), label, threads, metrics: {}, state, error: policy?.error ?? null }
}

/**
 * Ends a run that ranks nothing and in which no model could be valued as a policy.
 *
 * @throws RecbenchError `bad-input` with the first reason
 */
export function refuseWithoutPolicies({ policies: plan }: Experiment, policies: readonly PolicyResult[]): void {
  if (hasLens(plan, 'ranking') || policies.length === 0 || policies.some(({ error }) => !error)) return
  const reason = policies.find(({ error }) => error)?.error ?? ''
  throw new RecbenchError('bad-input', `No model could be valued as a policy. ${reason.replaceAll('\n', ' ')}`)
}
