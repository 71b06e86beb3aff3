import type { SegmentResult } from '../contract/api/runs.ts'
import type { Figure, FigurePoint } from './figure.ts'
import { metricTitle } from './format.ts'
import { safe } from './leaderboard.ts'
import type { NamedModel } from './pairs.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

const titles: Readonly<Record<string, string>> = {
  activity: 'User activity',
  rfm: 'Recency, frequency, value',
  interest: 'Interest',
}

/** What a grouping of users is called: of a column of the table of users its name. */
export const segmentationTitle = (by: string, t: Translate = english): string =>
  titles[by] === undefined ? by.replace(/^user:/, '') : t(titles[by])

/** Names that come from the engine are translated; those that come from the data stay. */
export const segmentTitle = (by: string, name: string, t: Translate = english): string =>
  by === 'activity' || by === 'rfm' ? t(name) : name

/** Rows that have room for a second line. */
const mostDetailed = 4

/** The mean of each model among the users of each segment, with normal 95 % intervals. */
export function segmentationFigure(
  { by, segments, models }: SegmentResult,
  metric: string,
  named: readonly NamedModel[],
  t: Translate = english,
): Figure {
  const name = metricTitle(metric)
  const cells = segments.flatMap((segment, row) =>
    named.flatMap((model, at) => {
      const found = models.find(({ label }) => label === model.label)
      const mean = found?.metrics[metric]?.[row] ?? null
      const half = found?.halfWidths[metric]?.[row] ?? null
      const y = row + (at - (named.length - 1) / 2) * Math.min(0.22, 0.8 / Math.max(1, named.length))
      return mean === null ? [] : [{ title: segmentTitle(by, segment.name, t), model, y, mean, half }]
    }),
  )
  return {
    id: `segments-${safe(by)}-${safe(metric)}`,
    title: t('{metric} of {count} models by {segmentation}, with 95 % intervals', {
      metric: name,
      count: String(named.length),
      segmentation: segmentationTitle(by, t),
    }),
    x: {
      title: t('{metric} (mean, 95 % interval)', { metric: name }),
      scale: 'linear',
      format: 'number',
      fromZero: true,
    },
    y: {
      title: '',
      scale: 'category',
      format: 'count',
      categories: segments.map(({ name: segment, tested }) => {
        const text = segmentTitle(by, segment, t)
        return segments.length > mostDetailed ? { text: `${text}, ${tested}` } : { text, detail: `n = ${tested}` }
      }),
    },
    marks: [
      {
        kind: 'points',
        points: cells.map(({ model, y, mean, half }): FigurePoint => ({
          x: mean,
          y,
          name: model.label,
          look: { colour: model.family, marker: familyMarker[model.family] },
          ...(half === null ? {} : { xInterval: [mean - half, mean + half] }),
        })),
      },
    ],
    key: named.map(({ label, family }) => ({ text: label, look: { colour: family, marker: familyMarker[family] } })),
    table: {
      columns: [t('Users'), t('Model'), name, t('Low'), t('High')],
      rows: cells.map(({ title, model, mean, half }) => [
        title,
        model.label,
        mean,
        half === null ? null : mean - half,
        half === null ? null : mean + half,
      ]),
    },
  }
}
