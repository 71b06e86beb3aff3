import type { Experiment } from '../contract/experiment.ts'

/**
 * What a table shows for each model of an experiment: its id; two of the same id are told apart by the settings given, two with the same settings by number.
 */
export function labelModels({ models }: Pick<Experiment, 'models'>): string[] {
  const labels = models.map(({ id, config }) => {
    if (models.filter((other) => other.id === id).length === 1) return id
    const settings = Object.entries(config).map(([key, value]) => `${key} ${String(value)}`)
    return settings.length === 0 ? id : `${id} (${settings.join(', ')})`
  })
  return labels.map((label, position) => {
    const earlier = labels.slice(0, position).filter((other) => other === label).length
    return earlier === 0 ? label : `${label} #${earlier + 1}`
  })
}
