import { TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { RunResults } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { findings, type Finding } from '../../main/figures/findings.ts'
import { openScreen } from '../app/navigate.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { t } from '../i18n/t.ts'
import { currentDataset } from '../state/datasets.ts'

interface FindingsBarProps {
  readonly results: RunResults
  readonly metric: string
  readonly experiment: Experiment
}

/** What the numbers say, in a line, and what to know before quoting them. */
export function FindingsBar({ results, metric, experiment }: FindingsBarProps) {
  const found = findings(results, metric)
  const said = found.filter(({ severity, id }) => severity === 'finding' && id !== 'baseline')
  const warnings = found.filter(({ severity, id }) => severity === 'warning' && id !== 'cold')
  const cure = warnings.some(({ id }) => id === 'leak') && experiment.split.kind !== 'time' && hasTimes(results)
  return (
    <div class="findings" role="status">
      <span class="findings-text">
        {said.map((finding) => (
          <span key={finding.key}>{emphasise(finding)} </span>
        ))}
      </span>
      {warnings.map((finding) => (
        <Chip key={finding.id} tone="warn" icon={TriangleAlert} title={t(finding.key, finding.values)}>
          <span class="elide">{t(finding.key, finding.values)}</span>
        </Chip>
      ))}
      {cure && (
        <Button
          variant="link"
          onClick={() => openScreen('compare', { setup: { ...experiment, split: { kind: 'time', train: 0.8 } } })}
        >
          {t('Use a time split')}
        </Button>
      )}
    </div>
  )
}

const hasTimes = (results: RunResults) =>
  results.leak.futureOfOthers !== null ||
  (currentDataset.value?.name === results.data.name && currentDataset.value.hasTimes)

/** The sentence with the names of models in bold. */
export function emphasise({ key, values, names }: Finding): ComponentChildren {
  const marked = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, names.includes(name) ? `\u0001${value}\u0001` : value]),
  )
  return t(key, marked)
    .split('\u0001')
    .map((part, at) => (at % 2 ? <b key={at}>{part}</b> : part))
}
