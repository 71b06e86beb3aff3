import type { RunDetail } from '../../main/contract/api/runs.ts'
import { metricsOf } from '../../main/figures/comparison.ts'
import { formatMetric, higherIsBetter, metricTitle } from '../../main/figures/format.ts'
import { RanksChart } from '../compare/ranks-chart.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Banner } from '../components/notice.tsx'
import { t } from '../i18n/t.ts'

/** Models of several runs in one table; it says when they were not made under the same conditions. */
export function SideBySide({ details }: { readonly details: readonly RunDetail[] }) {
  const found = details.flatMap(({ results, summary }) => (results ? [{ results, summary }] : []))
  if (found.length < 2) return <p class="quiet">{t('Select two or more runs with results.')}</p>
  const metrics = [...new Set(found.flatMap(({ results }) => metricsOf(results)))]
  const rows = found.flatMap(({ results, summary }) => results.models.map((model) => ({ model, title: summary.title })))
  const several = new Set(found.map(({ results }) => results.data.name)).size > 1
  const best = (metric: string) => {
    const means = rows.flatMap(({ model }) => model.metrics[metric]?.mean ?? [])
    return means.length ? (higherIsBetter(metric) ? Math.max(...means) : Math.min(...means)) : undefined
  }
  const conditions = new Set(
    found.map(({ results: { data, protocol } }) => [data.hash, protocol.split, protocol.seed, protocol.profile].join()),
  )
  return (
    <div class="side-by-side">
      {several && (
        <section aria-label={t('Ranks over data sets')}>
          <h3>{t('Ranks over data sets')}</h3>
          <RanksChart
            runs={found.map(({ results }) => results.run)}
            metric={metrics[0] ?? ''}
            visible
            height={110 + 30 * Math.max(...found.map(({ results }) => results.models.length))}
          />
        </section>
      )}
      {conditions.size > 1 && (
        <Banner level="warning">
          {t('These runs differ in data, split, seed or metric definitions: their values do not compare.')}
        </Banner>
      )}
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('Run')}</th>
            <th scope="col">{t('Model')}</th>
            {metrics.map((metric) => (
              <th key={metric} scope="col" class="right">
                {metricTitle(metric)}
                <span class="unit">{t('95 % interval')}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ model, title }, at) => (
            <tr key={at}>
              <td>{title}</td>
              <td>
                <FamilyMark family={model.family} /> {model.label}
              </td>
              {metrics.map((metric) => {
                const value = model.metrics[metric]
                return (
                  <td key={metric} class="right">
                    <span class={value?.mean !== undefined && value.mean === best(metric) ? 'best' : ''}>
                      {formatMetric(value?.mean, metric)}
                    </span>
                    {value && value.low !== null && (
                      <span class="quiet">
                        {' '}
                        {formatMetric(value.low, metric)} – {formatMetric(value.high, metric)}
                      </span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
