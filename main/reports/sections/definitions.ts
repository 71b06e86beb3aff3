import { metricsOf } from '../../figures/comparison.ts'
import { metricTitle } from '../../figures/format.ts'
import type { Block } from '../document.ts'
import { ranksModels, type Context } from '../input.ts'

/** The formula of every metric in the tables, and of every model. */
export function definitionsSection(context: Context): Block[] {
  const { results, metrics, models, t } = context
  const used = metricsOf(results)
  const entries = used.flatMap((name) => {
    const info = metrics.find(({ id }) => id === name.split('@')[0])
    return info ? [{ term: metricTitle(name), text: t(info.summary), formula: info.formula }] : []
  })
  const ids = [...new Set(results.models.map(({ id }) => id))]
  const described = ids.flatMap((id) => {
    const info = models.find((model) => model.id === id)
    return info ? [{ term: t(info.title), text: `${t(info.summary)} ${info.reference}`, formula: info.formula }] : []
  })
  const ofModels: Block[] = [
    { kind: 'paragraph', text: t('Models:') },
    { kind: 'definitions', entries: described },
  ]
  if (!ranksModels(context)) return ofModels
  return [
    { kind: 'paragraph', text: t('Metrics, by the definitions "{profile}":', { profile: results.protocol.profile }) },
    { kind: 'definitions', entries },
    ...ofModels,
  ]
}
