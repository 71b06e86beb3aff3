import { formatMetric, metricTitle } from '../../figures/format.ts'
import { segmentationTitle, segmentTitle } from '../../figures/segments.ts'
import { cell, column, type Block } from '../document.ts'
import type { Context } from '../input.ts'

/** One table per grouping of users: a row per segment, a column per model. */
export function segmentTables({ results, metric, t }: Context): Block[] {
  return (results.segments ?? []).map(({ by, segments, models }): Block => {
    const shown = models.filter(({ metrics }) => metrics[metric])
    return {
      kind: 'table',
      id: `segments-${by.replace(/\W+/g, '-')}`,
      caption: t('{metric} among the users of each segment, by {segmentation}.', {
        metric: metricTitle(metric),
        segmentation: segmentationTitle(by, t),
      }),
      columns: [column(t('Segment'), false), column(t('Users tested')), ...shown.map(({ label }) => column(label))],
      rows: segments.map(({ name, tested }, row) => {
        const values = shown.map(({ metrics }) => metrics[metric]![row] ?? null)
        return [
          { text: segmentTitle(by, name, t) },
          cell(String(tested), tested),
          ...values.map((value) => cell(formatMetric(value, metric), value)),
        ]
      }),
    }
  })
}
