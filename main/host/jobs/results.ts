import type { LeakAudit, ModelResult, PolicyResult, RunResults, TestResult } from '../../contract/api/runs.ts'
import { describeCandidates } from '../../contract/candidates.ts'
import { describeSplit } from '../../contract/splits.ts'
import { findMetric } from '../../evaluation/all.ts'
import type { TaskOutcome } from '../../evaluation/task.ts'
import type { RunPlan } from './protocol.ts'

export interface Findings {
  readonly models: readonly ModelResult[]
  readonly outcomes: readonly TaskOutcome[]
  readonly tests: readonly TestResult[]
  readonly policies: readonly PolicyResult[]
  readonly policyLog: RunResults['policyLog']
  readonly leak: LeakAudit
  readonly folds: number
  readonly testReadAt: string | null
  readonly estimate?: RunResults['estimate']
}

/** Puts together what a run has found so far. */
export function assembleResults(plan: RunPlan, found: Findings): RunResults {
  const { experiment, log } = plan
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
    policies: found.policies,
    policyLog: found.policyLog,
    leak: found.leak,
    ...(found.estimate && { estimate: found.estimate }),
    versions: plan.versions,
  }
}
