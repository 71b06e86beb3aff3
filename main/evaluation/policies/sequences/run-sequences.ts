import type { SequenceResult } from '../../../contract/api/policies.ts'
import type { PolicyPlan } from '../../../contract/policy-plan.ts'
import { parseConfiguration } from '../../../contract/settings.ts'
import type { Interactions } from '../../../data/interactions.ts'
import { findSequenceAlgorithm } from '../../../recommenders/bandits/sequences/all.ts'
import { findSequenceWorld } from './all.ts'
import { simulateSequences } from './simulate-sequences.ts'

const evaluationEpisodes = 500
/** Steps after which a sequence is broken off. */
const mostSteps = 50

/** Simulates one policy of an experiment's plan for sequences, in a world with its default settings. */
export async function runSequences(
  { sequences, repeats }: Pick<PolicyPlan, 'sequences' | 'repeats'>,
  policy: number,
  train: Interactions,
  seed: number,
  watch: { readonly signal: AbortSignal; progress(fraction: number): void },
): Promise<SequenceResult> {
  const { policies, world: id, episodes, discount } = sequences!
  const choice = policies[policy]!
  const algorithm = findSequenceAlgorithm(choice.id)
  const config = parseConfiguration(`sequence policy ${choice.id}`, algorithm.settings, choice.config)
  const kind = findSequenceWorld(id)
  const world = kind.create(train, parseConfiguration(`world ${id}`, kind.settings, {}) as never)
  const { states, actions, features } = world
  const size = { states, actions, features, discount }
  const plan = { episodes, evaluationEpisodes, repeats, seed, discount, mostSteps }
  const create = (random: Parameters<typeof algorithm.create>[2]) => algorithm.create(size, config as never, random)
  const found = await simulateSequences(world, create, plan, watch)
  const settings = Object.entries(choice.config).map(([name, value]) => `${name} ${String(value)}`)
  return {
    id: choice.id,
    label: settings.length > 0 ? `${choice.id} (${settings.join(', ')})` : choice.id,
    episodes: found.episodes,
    returns: found.returns,
    low: found.low,
    high: found.high,
    meanSteps: found.meanSteps,
    learned: found.learned,
    optimal: found.optimal,
    description: world.description,
    error: null,
  }
}
