import type { ModelChoice } from './experiment.ts'

/** What tables call the models of an experiment: the id, followed by the given settings where one model appears more than once. */
export function labelModels(models: readonly ModelChoice[]): string[] {
  const labels = models.map(({ id, config }) => {
    const twins = models.filter((other) => other.id === id)
    const keys = Object.keys(config ?? {}).filter((key) =>
      twins.some((twin) => JSON.stringify(twin.config?.[key]) !== JSON.stringify(config?.[key])),
    )
    if (twins.length === 1 || !keys.length) return id
    return `${id} (${keys.map((key) => `${key} ${String(config?.[key])}`).join(', ')})`
  })
  return labels.map((label, index) => {
    const earlier = labels.slice(0, index).filter((other) => other === label).length
    return earlier ? `${label} #${earlier + 1}` : label
  })
}
