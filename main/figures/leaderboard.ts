import type { RunResults } from '../contract/api/runs.ts'
import { rankModels } from './comparison.ts'
import type { Figure } from './figure.ts'
import { formatMetric, metricTitle, metricUnit } from './format.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

/** Each model's value as a bar from zero with its 95 % interval, best on top. */
export function leaderboardFigure(results: RunResults, metric: string, t: Translate = english, limit = 30): Figure {
  const rows = rankModels(results, metric)
    .filter(({ rank }) => rank !== null)
    .slice(0, limit)
  const name = metricTitle(metric)
  return {
    id: `leaderboard-${safe(metric)}`,
    title: t('{metric} of {count} models with 95 % intervals, best first', {
      metric: name,
      count: String(rows.length),
    }),
    x: {
      title: t('{metric} (mean, 95 % interval)', { metric: name }),
      scale: 'linear',
      format: metricUnit(metric) === '%' ? 'percent' : 'number',
      fromZero: true,
    },
    y: { title: '', scale: 'category', format: 'count', categories: rows.map(({ model }) => ({ text: model.label })) },
    marks: [
      {
        kind: 'bars',
        bars: rows.map(({ model, value }, row) => ({
          row,
          name: model.label,
          value: value!.mean!,
          ...(value!.low === null || value!.high === null ? {} : { interval: [value!.low, value!.high] as const }),
          text: formatMetric(value!.mean, metric),
          look: { colour: model.family, marker: familyMarker[model.family] },
        })),
      },
    ],
    table: {
      columns: [t('Model'), name, t('Low'), t('High')],
      rows: rows.map(({ model, value }) => [model.label, value!.mean, value!.low, value!.high]),
    },
  }
}

/** An identifier for SVG: letters, digits and dashes. */
export const safe = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '-')
