import type { Client } from '../contract/client.ts'
import type { Experiment, ModelChoice } from '../contract/experiment.ts'
import type { Settings } from '../contract/settings.ts'

/** Without tuning, candidates of a setting, as in `mmr:lambda=0|0.25|0.5`, are models of their own: every combination is one. */
export async function spreadCandidates(client: Client, experiment: Experiment): Promise<Experiment> {
  if (experiment.tuning) return experiment
  if (!experiment.models.some(({ config }) => Object.values(config).some(Array.isArray))) return experiment
  const known = await client.call('models/list', {})
  const models = experiment.models.flatMap((model) =>
    spread(model, known.find(({ id }) => id === model.id)?.settings ?? {}),
  )
  return { ...experiment, models }
}

function spread({ id, config }: ModelChoice, settings: Settings): ModelChoice[] {
  let choices: ModelChoice['config'][] = [{}]
  for (const [name, value] of Object.entries(config)) {
    const kind = settings[name]?.kind
    const candidates = Array.isArray(value) && kind !== undefined && kind !== 'integers' ? value : [value]
    choices = choices.flatMap((choice) => candidates.map((candidate) => ({ ...choice, [name]: candidate })))
  }
  return choices.map((choice) => ({ id, config: choice }))
}
