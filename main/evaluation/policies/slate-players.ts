import type { PolicyResult } from '../../contract/api/policies.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { defaultWorld, type PolicyChoice } from '../../contract/policy-plan.ts'
import { parseConfiguration } from '../../contract/settings.ts'
import { findSlateAlgorithm } from '../../recommenders/bandits/slates/all.ts'
import { SlatePlayer, type Player } from './player.ts'
import type { World } from './world.ts'

type Chosen = Readonly<{ experiment: Experiment; model: number }>

/** Slate policies are numbered after the models of an experiment. */
const choiceOf = ({ experiment, model }: Chosen): PolicyChoice | undefined =>
  experiment.policies?.slates?.[model - experiment.models.length]

/** Makes the player of a slate policy; null for a number that is a model's. */
export function slatePolicyOf(chosen: Chosen): ((world: World) => Player) | null {
  const choice = choiceOf(chosen)
  if (!choice) return null
  const algorithm = findSlateAlgorithm(choice.id)
  const config = parseConfiguration(`slate policy ${choice.id}`, algorithm.settings, choice.config)
  const { positions } = chosen.experiment.policies?.world ?? defaultWorld
  return ({ arms, features }) => new SlatePlayer(algorithm.create({ arms, positions, features }, config as never))
}

/** A slate policy before it is simulated: it has no value on a log. */
export function describeSlatePolicy(chosen: Chosen, world: World): PolicyResult {
  const { id, config } = choiceOf(chosen)!
  const settings = Object.entries(config).map(([name, value]) => `${name} ${String(value)}`)
  return {
    id,
    label: settings.length > 0 ? `${id} (${settings.join(', ')})` : id,
    family: 'bandits',
    simulation: null,
    estimates: [],
    overlap: [],
    largestWeight: null,
    notes: ['Learns whole slates online in the simulation, from nothing.', world.description],
    error: null,
  }
}
