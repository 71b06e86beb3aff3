import { useMemo, useState } from 'preact/hooks'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { RunSummary } from '../../main/contract/api/runs.ts'
import { formatMetric, metricTitle } from '../../main/figures/format.ts'
import { openScreen } from '../app/navigate.ts'
import { useModels } from '../compare/use-models.ts'
import { Chip } from '../components/chip.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { StateBadge, stateWord } from '../components/state-badge.tsx'
import { VirtualTable, type Sorting, type TableColumn } from '../components/virtual-table.tsx'
import { formatSeconds, formatTime } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'

interface RunTableProps {
  readonly runs: readonly RunSummary[]
  readonly selected: readonly string[]
  readonly onSelect: (run: string) => void
  /** A box per row that shows whether it is selected. */
  readonly ticks?: boolean
}

const keys: Readonly<Record<string, (run: RunSummary) => string | number>> = {
  started: ({ startedAt }) => startedAt,
  title: ({ title }) => title,
  data: ({ data }) => data,
  state: ({ state }) => state,
  best: ({ best }) => best?.value ?? -Infinity,
  time: ({ seconds }) => seconds ?? -1,
}

/** The runs, newest first until another column is sorted; Enter opens, Space selects. */
export function RunTable({ runs, selected, onSelect, ticks = true }: RunTableProps) {
  const [sort, setSort] = useState<readonly Sorting[]>([{ column: 'started', descending: true }])
  const models = useModels()
  const sorted = useMemo(() => {
    const compare = (a: RunSummary, b: RunSummary) => {
      for (const { column, descending } of sort) {
        const [left, right] = [keys[column]!(a), keys[column]!(b)]
        if (left !== right) return (left < right ? -1 : 1) * (descending ? -1 : 1)
      }
      return 0
    }
    return runs.toSorted(compare)
  }, [runs, sort])
  const columns = useMemo(
    () => makeColumns(models ?? [], selected).slice(ticks ? 0 : 1),
    [models, selected, ticks, language.value],
  )
  return (
    <VirtualTable
      label={t('Runs')}
      columns={columns}
      count={sorted.length}
      row={(index) => sorted[index]}
      sort={sort}
      onSort={(column, add) => {
        const old = sort.find((one) => one.column === column)
        const next = { column, descending: old ? !old.descending : column !== 'title' }
        setSort(add ? [...sort.filter((one) => one.column !== column), next] : [next])
      }}
      selected={({ id }) => selected.includes(id)}
      onSelect={({ id }) => onSelect(id)}
      onOpen={({ id, policies }) => openScreen(policies ? 'bandits' : 'compare', { run: id })}
    />
  )
}

function makeColumns(models: readonly ModelInfo[], selected: readonly string[]): TableColumn<RunSummary>[] {
  const titleOf = (id: string) => models.find((model) => model.id === id)?.title ?? id
  const familyOf = (id: string) => models.find((model) => model.id === id)?.family
  return [
    {
      key: 'tick',
      name: t('Selected'),
      title: '',
      width: 34,
      text: () => '',
      cell: ({ id }) => (
        <span class="rank-cell">
          <i class={`tick-box${selected.includes(id) ? ' on' : ''}`} aria-hidden="true" />
        </span>
      ),
    },
    {
      key: 'state',
      name: t('State'),
      title: t('State'),
      width: 108,
      sortable: true,
      text: ({ state }) => stateWord(state),
      cell: ({ state, damage }) => <StateBadge state={damage === null ? state : 'warning'} plain />,
    },
    { key: 'title', name: t('Run'), title: t('Run'), width: 200, sortable: true, text: ({ title }) => title },
    {
      key: 'models',
      name: t('Models'),
      title: t('Models'),
      width: 150,
      text: ({ models: ids }) => ids.map(titleOf).join(', '),
      cell: ({ models: ids }) => (
        <span class="model-name">
          {[...new Set(ids.map(familyOf))].map((family) => family && <FamilyMark key={family} family={family} />)}
          <span class="elide">{ids.map(titleOf).join(', ')}</span>
        </span>
      ),
    },
    { key: 'data', name: t('Data'), title: t('Data'), width: 110, sortable: true, text: ({ data }) => data },
    { key: 'split', name: t('Split'), title: t('Split'), width: 80, text: ({ split }) => split },
    {
      key: 'best',
      name: t('Best'),
      title: t('Best'),
      width: 190,
      sortable: true,
      text: ({ best, metric }) =>
        best === null ? '–' : `${metricTitle(metric)} ${formatMetric(best.value, metric)}, ${titleOf(best.label)}`,
    },
    {
      key: 'time',
      name: t('Time'),
      title: t('Time'),
      width: 84,
      align: 'right',
      sortable: true,
      text: ({ seconds }) => formatSeconds(seconds),
    },
    {
      key: 'started',
      name: t('Start'),
      title: t('Start'),
      unit: 'UTC',
      width: 140,
      align: 'right',
      sortable: true,
      text: ({ startedAt }) => formatTime(startedAt),
    },
    {
      key: 'tags',
      name: t('Tags'),
      title: t('Tags'),
      width: 90,
      text: ({ tags }) => tags.join(', '),
      cell: ({ tags }) => tags.map((tag) => <Chip key={tag}>{tag}</Chip>),
    },
  ]
}
