import type { Lane, PolicyResult } from '../../main/contract/api/runs.ts'
import type { Simulated } from '../../main/figures/policies-simulation.ts'
import type { RunHistory } from '../compare/run-events.ts'

/** Curves of policies: those that are valued, and of the others what their simulation has told so far. */
export function simulatedSoFar(
  policies: readonly PolicyResult[],
  { simulations }: Pick<RunHistory, 'simulations'>,
  lanes: readonly Lane[],
): Simulated[] {
  const known = new Set(policies.map(({ label }) => label))
  const underWay = [...simulations].flatMap(([model, { label, simulation }]): Simulated[] => {
    const lane = lanes.find((one) => one.model === model)
    const shown = lane?.label ?? label
    return known.has(shown) || known.has(label) ? [] : [{ label: shown, family: lane?.family ?? 'bandits', simulation }]
  })
  return [...policies, ...underWay]
}
