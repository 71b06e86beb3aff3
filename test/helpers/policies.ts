import type { Policy, PolicyContext } from '../../main/recommenders/policy.ts'

/** Nobody known, with these features. */
export const at = (...features: readonly number[]): PolicyContext => ({
  user: -1,
  features: Float64Array.from(features),
})

export function expectedIn(policy: Policy, context: PolicyContext): number[] {
  const into = new Float64Array(policy.arms)
  policy.expected(context, into)
  return [...into]
}

export function distributionIn(policy: Policy, context: PolicyContext): number[] {
  const into = new Float64Array(policy.arms)
  policy.distribution(context, into)
  return [...into]
}
