import type { EstimatorInfo } from '../contract/api/models.ts'
import type { PolicyLogSummary, PolicyRanking, PolicyResult } from '../contract/api/policies.ts'
import { RecbenchError } from '../contract/errors.ts'
import type { ExperimentInput } from '../contract/experiment.ts'
import { crossValidate, type ModelSpecification } from './cross-validate.ts'
import type { Log } from './log.ts'
import { currentRuntime } from './runtime.ts'

type Plan = NonNullable<ExperimentInput['policies']>

const usualEstimators = ['ips', 'snips', 'dm', 'dr']

/** How policies are valued on a log; the run appears in Runs. */
export type OffPolicyOptions = Pick<
  Plan,
  'estimators' | 'clip' | 'interval' | 'confidence' | 'selection' | 'propensities' | 'learners'
> & {
  /** What the models learn from, and with `feedback` absent what they are valued on. */
  readonly log: Log
  /** A log of what was shown, where it is another one. */
  readonly feedback?: Log
  readonly policies: readonly ModelSpecification[]
  readonly seed?: number
  readonly threads?: number
}

/** What a log says of policies. */
export class PolicyValues {
  readonly run: string
  /** The log by itself. */
  readonly log: PolicyLogSummary
  readonly policies: readonly PolicyResult[]
  /** The order of the policies by every estimator. */
  readonly rankings: readonly PolicyRanking[]

  constructor(
    run: string,
    log: PolicyLogSummary,
    policies: readonly PolicyResult[],
    rankings: readonly PolicyRanking[],
  ) {
    this.run = run
    this.log = log
    this.policies = policies
    this.rankings = rankings
  }

  /** One record per policy and estimator. */
  table(): Record<string, string | number | null>[] {
    return this.policies.flatMap((policy) =>
      policy.estimates.map(({ estimator, value, low, high, effectiveSample, note }) => ({
        policy: policy.label,
        estimator,
        value: round(value),
        low: round(low),
        high: round(high),
        'effective sample': Math.round(effectiveSample),
        'largest weight': round(policy.largestWeight),
        unsupported: round(policy.support?.unsupportedShare ?? null),
        note,
      })),
    )
  }

  toMimeBundle() {
    return {
      'text/plain': `Values of ${this.policies.map(({ label }) => label).join(', ')} on ${this.log.name}. Call table().`,
    }
  }
}

/**
 * Values policies that never ran on a log of what was shown, with which probability, and what it paid: off-policy evaluation.
 *
 * @throws RecbenchError with a sentence for a log without propensities, or an unknown policy or estimator
 */
export async function ope(options: OffPolicyOptions): Promise<PolicyValues> {
  const { log, feedback, policies, seed, threads, ...plan } = options
  if (policies.length === 0) throw new RecbenchError('invalid-parameter', 'No policy was named to value.')
  const { results } = await crossValidate(log.ratio(0.8, seed === undefined ? {} : { seed }), policies, {
    policies: {
      estimators: usualEstimators,
      ...plan,
      lenses: ['off-policy'],
      ...(feedback && { log: feedback.name }),
    },
    ...(threads !== undefined && { threads }),
  })
  return new PolicyValues(results.run, results.policyLog!, results.policies, results.policyRankings ?? [])
}

/** The off-policy estimators, with formulas and what they need. */
export const estimators = async (): Promise<readonly EstimatorInfo[]> =>
  (await currentRuntime().client()).call('models/estimators', {})

const round = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)))
