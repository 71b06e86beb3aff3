import { Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { MetricInfo } from '../../main/contract/api/models.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { call, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { NumberField, TextField } from '../components/fields.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import { findMetrics, kindTitle } from './find-metrics.ts'

interface MetricPickerProps {
  readonly chosen: readonly string[]
  readonly metrics: readonly MetricInfo[]
  /** Whose definitions are shown. */
  readonly profile: string
  readonly onChange: (next: readonly string[]) => void
}

/** The metrics of the comparison, the first of which ranks the table, and a list to add from: searched, by kind, with the formula of the one looked at. */
export function MetricPicker({ chosen, metrics: own, profile, onChange }: MetricPickerProps) {
  const defined = useAnswer(
    `metrics ${profile}`,
    profile === 'recbench' ? undefined : (signal) => call('models/metrics', { profile }, signal),
  )
  const metrics = (profile === 'recbench' ? undefined : defined.value) ?? own
  const [query, setQuery] = useState('')
  const [id, setId] = useState('ndcg')
  const [looked, look] = useState<string>()
  const [cutoff, setCutoff] = useState<number | null>(10)
  const info = metrics.find((metric) => metric.id === id)
  const shown = metrics.find((metric) => metric.id === looked) ?? info
  const name = info?.takesCutoff ? `${id}@${cutoff}` : id
  const valid = info !== undefined && (!info.takesCutoff || (cutoff !== null && Number.isInteger(cutoff) && cutoff > 0))
  const groups = findMetrics(metrics, query)
  const add = () => valid && !chosen.includes(name) && onChange([...chosen, name])
  return (
    <div class="column metric-picker">
      <span class="field-label">{t('Metrics')}</span>
      <div class="metric-picks">
        {chosen.map((metric) => (
          <Chip
            key={metric}
            title={describe(metric, metrics)}
            removeLabel={t('Remove {metric}', { metric: metricTitle(metric) })}
            onRemove={() => onChange(chosen.filter((one) => one !== metric))}
          >
            {metricTitle(metric)}
          </Chip>
        ))}
      </div>
      <TextField
        label={t('Find a metric')}
        hideLabel
        type="search"
        value={query}
        placeholder={t('Find a metric')}
        onInput={(text) => {
          setQuery(text)
          const first = findMetrics(metrics, text)[0]?.members[0]
          if (first && text) setId(first.id)
        }}
        onEnter={add}
      />
      <div class="metric-options" role="radiogroup" aria-label={t('Metric')} onMouseLeave={() => look(undefined)}>
        {groups.map(({ kind, members }) => (
          <div key={kind} role="group" aria-label={kindTitle(kind)}>
            <div class="metric-kind" aria-hidden>
              {kindTitle(kind)}
            </div>
            {members.map((metric) => (
              <label
                key={metric.id}
                class={metric.id === id ? 'chosen' : ''}
                title={metric.formula}
                onMouseEnter={() => look(metric.id)}
              >
                <input
                  type="radio"
                  name="metric"
                  class="visually-hidden"
                  checked={metric.id === id}
                  onChange={() => setId(metric.id)}
                />
                {tCatalogue(metric.title)}
              </label>
            ))}
          </div>
        ))}
        {groups.length === 0 && <p class="quiet">{t('No metric fits "{query}".', { query })}</p>}
      </div>
      {shown && (
        <p class="metric-definition" aria-live="polite">
          {tCatalogue(shown.summary)} <span class="formula">{shown.formula}</span>
        </p>
      )}
      <div class="row">
        {info?.takesCutoff && (
          <span class="cutoff">
            <NumberField label={t('List length')} hideLabel value={cutoff} minimum={1} step={1} onInput={setCutoff} />
          </span>
        )}
        <Button
          icon={Plus}
          disabled={!valid || chosen.includes(name)}
          reason={chosen.includes(name) ? t('{metric} is in the list.', { metric: metricTitle(name) }) : undefined}
          onClick={add}
        >
          {t('Add {metric}', { metric: info ? metricTitle(name) : '' })}
        </Button>
      </div>
    </div>
  )
}

function describe(metric: string, metrics: readonly MetricInfo[]): string {
  const info = metrics.find(({ id }) => id === metric.split('@')[0])
  return info ? `${tCatalogue(info.summary)} ${info.formula}` : metric
}
