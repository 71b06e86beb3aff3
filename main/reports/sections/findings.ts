import { rankModels } from '../../figures/comparison.ts'
import { findings } from '../../figures/findings.ts'
import { formatMetric, metricTitle } from '../../figures/format.ts'
import type { Block } from '../document.ts'
import type { Context } from '../input.ts'

/** What the numbers say, and what to know before quoting them. */
export function findingsSection({ results, metric, t }: Context): Block[] {
  const found = findings(results, metric)
  const said = found.filter(({ severity }) => severity === 'finding').map(({ key, values }) => t(key, values))
  const coverage = Object.keys(results.models[0]?.metrics ?? {}).find((name) => name.startsWith('coverage'))
  const leaders = rankModels(results, metric).filter(({ best, tied }) => best || tied)
  const broadest =
    coverage && leaders.length > 1
      ? rankModels({ ...results, models: leaders.map(({ model }) => model) }, coverage)[0]
      : undefined
  const text = [
    ...said,
    ...(broadest?.value
      ? [
          t('Among the leaders, {a} shows most of the catalogue: {metric} {value}.', {
            a: broadest.model.label,
            metric: metricTitle(coverage!),
            value: formatMetric(broadest.value.mean, coverage!),
          }),
        ]
      : []),
  ]
  const warnings = found.filter(({ severity }) => severity === 'warning')
  return [
    { kind: 'paragraph', text: text.length ? text.join(t(' ')) : t('No model has a value yet.') },
    ...warnings.map(({ id, key, values }): Block => {
      const sentence = t('{sentence}.', { sentence: t(key, values) })
      return {
        kind: 'warning',
        text:
          id === 'leak'
            ? `${sentence}${t(' ')}${t('Read these numbers as a comparison of models, not as a forecast.')}`
            : sentence,
      }
    }),
  ]
}
