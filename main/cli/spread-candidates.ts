import type { ModelInfo } from '../contract/api/models.ts'
import type { Experiment, ModelChoice } from '../contract/experiment.ts'
import type { Settings } from '../contract/settings.ts'

/** Without tuning, candidates of a setting, as in `mmr:lambda=0|0.25|0.5`, are models of their own: every combination is one. */
export function spreadCandidates(
  experiment: Experiment,
  known: readonly Pick<ModelInfo, 'id' | 'settings'>[],
): Experiment {
  if (experiment.tuning) return experiment
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
