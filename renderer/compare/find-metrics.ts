import type { MetricInfo, MetricKind } from '../../main/contract/api/models.ts'
import { t, tCatalogue } from '../i18n/t.ts'

/** Metrics of one kind, in the order of the catalogue. */
export interface MetricGroup {
  readonly kind: MetricKind
  readonly members: readonly MetricInfo[]
}

export function kindTitle(kind: MetricKind): string {
  const titles: Readonly<Record<MetricKind, string>> = {
    ranking: t('Ranking'),
    classification: t('Classification'),
    rating: t('Predicted values'),
    'beyond-accuracy': t('Beyond accuracy'),
    fairness: t('Fairness'),
    'user-experience': t('User experience'),
    policy: t('Policies'),
  }
  return titles[kind]
}

/** The metrics that a comparison can have and that fit every word of the query by title, id, kind or what they measure; kinds without any are left out. */
export function findMetrics(metrics: readonly MetricInfo[], query: string): MetricGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (metric: MetricInfo) => {
    const text = [metric.id, metric.title, tCatalogue(metric.title), kindTitle(metric.kind), tCatalogue(metric.summary)]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const offered = metrics.filter((metric) => metric.kind !== 'policy' && fits(metric))
  return [...Map.groupBy(offered, ({ kind }) => kind)].map(([kind, members]) => ({ kind, members }))
}
