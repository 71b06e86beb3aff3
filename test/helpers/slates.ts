import { Random } from '../../main/math/random.ts'
import { anybody } from '../../main/recommenders/policy.ts'
import type { SlatePolicy } from '../../main/recommenders/bandits/slates/slate-policy.ts'

/** Tells a policy that slates were shown and where they were clicked. */
export function teachSlates(policy: SlatePolicy, rounds: readonly (readonly [slate: number[], clicks: number[]])[]) {
  for (const [slate, clicks] of rounds) policy.update(anybody, Int32Array.from(slate), Uint8Array.from(clicks))
}

export function chosenSlate(policy: SlatePolicy): number[] {
  const slate = new Int32Array(policy.positions)
  policy.select(anybody, new Random('slate'), slate)
  return [...slate]
}

export function attractionsOf(policy: SlatePolicy): number[] {
  const into = new Float64Array(policy.arms)
  policy.expected(anybody, into)
  return [...into]
}
