import type { LoggedPolicy } from './logged-policy.ts'

/** Probabilities that are kept at most, 32 MB of them. */
export const mostRemembered = 4_000_000

/** Keeps what a policy says of each round, so that it is asked once, where that fits into memory. */
export function rememberPolicy(
  policy: LoggedPolicy,
  { rounds, actions }: { readonly rounds: number; readonly actions: number },
): LoggedPolicy {
  const differs = rounds > 1 && policy.sameAs(0) !== policy.sameAs(1)
  if (!differs || rounds * actions > mostRemembered) return policy
  const table = new Float64Array(rounds * actions)
  const isKnown = new Uint8Array(rounds)
  return {
    distribution(round, into) {
      const row = table.subarray(round * actions, (round + 1) * actions)
      if (isKnown[round] === 0) policy.distribution(round, row)
      isKnown[round] = 1
      into.set(row)
    },
    sameAs: (round) => policy.sameAs(round),
  }
}
