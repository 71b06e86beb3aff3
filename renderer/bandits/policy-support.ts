import type { PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { t } from '../i18n/t.ts'
import { sampleLevel } from './sample-level.ts'

/** Which policies rest on too few rounds, and which are above the log all the same. */
export function describeSupport(
  policies: readonly PolicyResult[],
  estimator: string,
  log: NonNullable<RunResults['policyLog']>,
): string[] {
  const found = policies.flatMap(({ label, estimates }) => {
    const estimate = estimates.find((one) => one.estimator === estimator)
    return estimate && estimate.value !== null ? [{ label, estimate }] : []
  })
  const weak = found.filter(({ estimate }) => sampleLevel(estimate) === 'error')
  if (!weak.length) return []
  const above = found.filter(
    ({ estimate }) => sampleLevel(estimate) === 'ok' && estimate.low !== null && estimate.low > log.value,
  )
  const list = (rows: typeof found) => rows.map(({ label }) => label).join(t(', '))
  const [only] = weak
  return [
    weak.length === 1
      ? t('{name} rests on {sample} effective rounds of {rounds}.', {
          name: only!.label,
          sample: Math.round(only!.estimate.effectiveSample),
          rounds: only!.estimate.rounds,
        })
      : t('{names} rest on fewer than 300 effective rounds, or on less than 3 % of the log.', { names: list(weak) }),
    above.length
      ? t('Above the log with enough support: {names}.', { names: list(above) })
      : t('No policy is above the log with enough support.'),
  ]
}
