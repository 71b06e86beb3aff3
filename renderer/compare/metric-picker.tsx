import { Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { MetricInfo } from '../../main/contract/api/models.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { NumberField, Select } from '../components/fields.tsx'
import { t, tCatalogue } from '../i18n/t.ts'

interface MetricPickerProps {
  readonly chosen: readonly string[]
  readonly metrics: readonly MetricInfo[]
  readonly onChange: (next: readonly string[]) => void
}

/** The metrics of the comparison; the first one ranks the table. */
export function MetricPicker({ chosen, metrics, onChange }: MetricPickerProps) {
  const offered = metrics.filter(({ kind }) => kind !== 'policy')
  const [id, setId] = useState(offered[0]?.id ?? '')
  const [cutoff, setCutoff] = useState<number | null>(10)
  const info = offered.find((metric) => metric.id === id)
  const name = info?.takesCutoff ? `${id}@${cutoff}` : id
  const valid = info !== undefined && (!info.takesCutoff || (cutoff !== null && Number.isInteger(cutoff) && cutoff > 0))
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
      <div class="row">
        <span class="grow">
          <Select
            label={t('Metric')}
            hideLabel
            value={id}
            options={offered.map((metric) => ({ value: metric.id, label: tCatalogue(metric.title) }))}
            onChange={setId}
          />
        </span>
        {info?.takesCutoff && (
          <span class="cutoff">
            <NumberField label={t('List length')} hideLabel value={cutoff} minimum={1} step={1} onInput={setCutoff} />
          </span>
        )}
        <Button
          icon={Plus}
          disabled={!valid || chosen.includes(name)}
          reason={chosen.includes(name) ? t('{metric} is in the list.', { metric: metricTitle(name) }) : undefined}
          onClick={() => onChange([...chosen, name])}
        >
          {t('Add')}
        </Button>
      </div>
    </div>
  )
}

function describe(metric: string, metrics: readonly MetricInfo[]): string {
  const info = metrics.find(({ id }) => id === metric.split('@')[0])
  return info ? `${tCatalogue(info.summary)} ${info.formula}` : metric
}
