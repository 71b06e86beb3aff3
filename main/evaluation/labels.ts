import type { Experiment } from '../contract/experiment.ts'

/**
 * What a table shows for each model of an experiment: its id; two of the same id are told apart by the settings given, two with the same settings by number.
 */
export function labelModels({ models }: Pick<Experiment, 'models'>): string[] {
  const labels = models.map(({ id, config }) => {
    if (models.filter((other) => other.id === id).length === 1) return id
    const settings = Object.entries(config).map(([key, value]) => `${key} ${show(value)}`)
    return settings.length === 0 ? id : `${id} (${settings.join(', ')})`
  })
  return labels.map((label, position) => {
    const earlier = labels.slice(0, position).filter((other) => other === label).length
    return earlier === 0 ? label : `${label} #${earlier + 1}`
  })
}

/** A value, candidates as a|b|c, a range as its ends. */
function show(value: Experiment['models'][number]['config'][string]): string {
  if (Array.isArray(value))
    return value
      .map((entry) => (Array.isArray(entry) ? entry.join('-') : String(entry)))
      .join(isList(value) ? '-' : '|')
  return typeof value === 'object' ? `${value.from}–${value.to}` : String(value)
}

const isList = (values: readonly unknown[]) => values.every((entry) => Number.isInteger(entry))
