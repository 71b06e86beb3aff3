import { parse, stringify } from 'yaml'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { fromShorthand, toShorthand } from './models.ts'

export function spellYaml(experiment: Experiment): string {
  const { data, prepare, split, models, ...rest } = experiment
  const parts = { data, prepare, split, models: models.map(toShorthand), ...rest }
  const ordered = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
  return stringify(ordered, { lineWidth: 0, blockQuote: false })
}

/** Reads the shape of `experiment.yaml`; short forms (a data set's name, a model's name, `{ kCore: 5 }`) are expanded. */
export function parseYaml(text: string): unknown {
  let value: unknown
  try {
    value = parse(text)
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `The experiment is not YAML: ${(cause as Error).message}`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RecbenchError('invalid-parameter', 'The experiment file holds no mapping.', {
      remedy: 'Start with "data:", "split:", "models:" and "metrics:"; docs/experiments.md has an example.',
    })
  return expandExperiment(value as Record<string, unknown>)
}

export function expandExperiment(value: Record<string, unknown>): Record<string, unknown> {
  const { data, models, prepare, ...rest } = value
  return {
    ...rest,
    data: typeof data === 'string' ? { name: data } : data,
    ...(prepare === undefined ? {} : { prepare: Array.isArray(prepare) ? prepare.map(expandStep) : prepare }),
    models: Array.isArray(models) ? models.map(fromShorthand) : models,
  }
}

function expandStep(step: unknown): unknown {
  if (typeof step !== 'object' || step === null || 'step' in step) return step
  const [entry, ...more] = Object.entries(step)
  if (!entry || more.length > 0) return step
  const [name, setting] = entry
  if (name === 'deduplicate' && typeof setting === 'string') return { step: name, keep: setting }
  if (name === 'kCore' && typeof setting === 'number') return { step: name, user: setting, item: setting }
  if (name === 'events') return { step: name, weights: setting }
  return typeof setting === 'object' ? { step: name, ...setting } : step
}
