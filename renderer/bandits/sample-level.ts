import type { PolicyEstimate } from '../../main/contract/api/runs.ts'

/** Below 1,000 effective rounds or 10 % of the log an estimate is shaky; below 300 or 3 % it says little. */
export function sampleLevel({
  effectiveSample,
  rounds,
}: Pick<PolicyEstimate, 'effectiveSample' | 'rounds'>): 'ok' | 'warn' | 'error' {
  if (effectiveSample < 300 || effectiveSample < 0.03 * rounds) return 'error'
  return effectiveSample < 1000 || effectiveSample < 0.1 * rounds ? 'warn' : 'ok'
}
