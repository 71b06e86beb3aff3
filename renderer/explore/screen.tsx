import { Code, Columns3, Filter as FilterIcon, NotebookPen } from 'lucide-preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ColumnSummary, DatasetDetail, Filter, QualityFinding } from '../../main/contract/api/data.ts'
import { openScreen } from '../app/navigate.ts'
import { screens, type ScreenProps, type ScreenTab } from '../app/screens.ts'
import { call, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Segmented } from '../components/fields.tsx'
import { Toolbar } from '../components/layout.tsx'
import { MenuButton } from '../components/menu.tsx'
import { Banner, EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Split } from '../components/split.tsx'
import type { Sorting } from '../components/virtual-table.tsx'
import { formatNumber, formatPercent } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { currentDataset } from '../state/datasets.ts'
import { recall, remember } from '../state/memory.ts'
import { announce } from '../state/notices.ts'
import { changeRecipe, recipeOf } from '../state/recipe.ts'
import { statusNote } from '../state/status.ts'
import { DataCard, TableList } from './data-card.tsx'
import { FilterDialog } from './filter-dialog.tsx'
import { brushFilter, describeFilter, withFilter } from './filters.ts'
import { ProfilePanel } from './profile-panel.tsx'
import { QualityPanel } from './quality-panel.tsx'
import { RecipePanel } from './recipe-panel.tsx'
import { RowTable } from './row-table.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { useRows } from './use-rows.ts'
import './explore.css'

/** Know the log before modelling it: rows, distributions, quality, and what is done to it first. */
export function Screen({ parameters, tab }: ScreenProps) {
  const name = typeof parameters['data'] === 'string' ? parameters['data'] : currentDataset.value?.name
  if (!name)
    return (
      <EmptyState action={<Button onClick={() => openScreen('data')}>{t('Choose a data set')}</Button>}>
        {t('The rows, distributions and quality of a data set are shown here.')}
      </EmptyState>
    )
  return <Explore key={name} name={name} tab={tab} />
}

interface View {
  readonly table: string
  readonly filters: readonly Filter[]
  readonly sort: readonly Sorting[]
  readonly hidden: readonly string[]
}

const firstView: View = { table: 'interactions', filters: [], sort: [], hidden: [] }

function Explore({ name, tab }: { readonly name: string; readonly tab: ScreenTab }) {
  const asked = useAnswer(`detail ${name}`, (signal) => call('data/get', { name }, signal))
  const [prepared, setPrepared] = useState<DatasetDetail>()
  const detail = prepared ?? asked.value
  const [view, setViewState] = useState<View>(firstView)
  useEffect(() => {
    void recall<View>(`explore:${name}`).then((kept) => kept && setViewState({ ...firstView, ...kept }))
  }, [name])
  useEffect(() => {
    if (detail) tab.setTitle(detail.title)
  }, [detail?.title])
  if (asked.error && !detail)
    return (
      <ErrorNotice
        error={asked.error}
        actions={
          <Button variant="primary" onClick={() => openScreen('data')}>
            {t('Choose another data set')}
          </Button>
        }
      />
    )
  if (!detail) return <Skeleton rows={16} />
  const setView = (next: Partial<View>) => {
    const merged = { ...view, ...next }
    setViewState(merged)
    remember(`explore:${name}`, merged)
  }
  return <Loaded detail={detail} view={view} setView={setView} tab={tab} onPrepared={setPrepared} />
}

interface LoadedProps {
  readonly detail: DatasetDetail
  readonly view: View
  readonly setView: (view: Partial<View>) => void
  readonly tab: ScreenTab
  readonly onPrepared: (detail: DatasetDetail) => void
}

function Loaded({ detail, view, setView, tab, onPrepared }: LoadedProps) {
  const { name } = detail
  const info = detail.tables.find((one) => one.name === view.table) ?? detail.tables[0]!
  const filters = view.filters.filter(({ column }) => info.columns.some((one) => one.name === column))
  const key = JSON.stringify(filters)
  const rows = useRows({ name, table: info.name, filters, sort: view.sort })
  const summaries = useAnswer(`${name} ${info.name} ${key}`, (signal) =>
    call('data/summaries', { name, table: info.name, filters: [...filters] }, signal),
  )
  const chartFilters = info.name === 'interactions' ? filters : []
  const profile = useAnswer(`${name} ${JSON.stringify(chartFilters)}`, (signal) =>
    call('data/profile', { name, filters: [...chartFilters] }, signal),
  )
  const findings = useAnswer(`quality ${name}`, (signal) => call('data/quality', { name }, signal))
  const [adding, setAdding] = useState<{ column: string | undefined }>()
  const [applied, setApplied] = useState<string>()
  const [below, setBelow] = useState('quality')

  const share = rows.total > 0 ? rows.matching / rows.total : null
  useEffect(() => {
    if (!tab.visible.value || !rows.ready) return
    const time = rows.milliseconds === undefined ? '' : t('Query {time} ms', { time: formatNumber(rows.milliseconds) })
    statusNote.value = time
    return () => void (statusNote.value = '')
  }, [tab.visible.value, rows.ready, rows.milliseconds])

  const brush = useCallback(
    (summary: ColumnSummary, first: number, last: number) =>
      setView({ filters: withFilter(view.filters, brushFilter(summary, first, last)) }),
    [view],
  )

  function act({ action, name: finding }: QualityFinding) {
    if (!action) return
    if (action.filters) setView({ table: 'interactions', filters: [...action.filters] })
    if (action.step) {
      changeRecipe(name, [...recipeOf(name).peek().steps, action.step])
      setApplied(t('A step for “{finding}” was added to the recipe. Prepare the log to see its effect.', { finding }))
    }
    if (action.split) openScreen('compare', { data: name, split: action.split })
  }

  const views = (
    <Segmented
      label={t('View')}
      value={below}
      options={[
        { value: 'quality', label: t('Quality') },
        { value: 'rules', label: t('Rules') },
      ]}
      onChange={setBelow}
    />
  )
  const canOpenNotebook = screens.some((screen) => screen.id === 'notebook')
  const copySql = async () => {
    await navigator.clipboard.writeText(rows.sql)
    announce(t('The query was copied'))
  }
  return (
    <>
      <Toolbar label={t('Filters')}>
        <FilterIcon size={14} strokeWidth={1.5} aria-hidden="true" />
        <div class="filter-chips">
          {filters.map((filter) => {
            const text = describeFilter(filter)
            return (
              <Chip
                key={text}
                tone="info"
                title={text}
                removeLabel={t('Remove filter {filter}', { filter: text })}
                onRemove={() => setView({ filters: view.filters.filter((one) => one !== filter) })}
              >
                <span class="elide">{text}</span>
              </Chip>
            )
          })}
          <Button variant="link" onClick={() => setAdding({ column: undefined })}>
            {t('Add filter')}
          </Button>
        </div>
        <span class="spacer" />
        <span class="nowrap numbers">
          <span class="strong">{formatNumber(rows.matching)}</span>{' '}
          {t('of {total} rows ({share})', { total: rows.total, share: formatPercent(share) })}
        </span>
        <MenuButton
          variant="ghost"
          icon={Columns3}
          label={t('Columns')}
          items={info.columns.map((column) => ({
            label: column.name,
            checked: !view.hidden.includes(column.name),
            run: () =>
              setView({
                hidden: view.hidden.includes(column.name)
                  ? view.hidden.filter((one) => one !== column.name)
                  : [...view.hidden, column.name],
              }),
          }))}
        />
        <Button variant="ghost" icon={Code} disabled={rows.sql === ''} onClick={() => void copySql()}>
          {t('Copy as SQL')}
        </Button>
        {canOpenNotebook && (
          <Button icon={NotebookPen} onClick={() => openScreen('notebook', { sql: rows.sql, data: name })}>
            {t('Open in notebook')}
          </Button>
        )}
      </Toolbar>
      {applied && (
        <Banner level="ok" onDismiss={() => setApplied(undefined)}>
          {applied}
        </Banner>
      )}
      <Split
        direction="row"
        fixed="first"
        size={236}
        minimum={190}
        name="explore-left"
        label={t('Width of the recipe')}
      >
        <div class="column grow side-ground explore-left">
          <RecipePanel detail={detail} profile={profile.value} onPrepared={onPrepared} />
          <TableList detail={detail} current={info.name} onChoose={(table) => setView({ table, sort: [] })} />
          <DataCard detail={detail} profile={profile.value} filtered={chartFilters.length > 0} />
        </div>
        <Split
          direction="row"
          fixed="second"
          size={376}
          minimum={240}
          name="explore-right"
          label={t('Width of the charts')}
        >
          <Split
            direction="column"
            fixed="second"
            size={250}
            minimum={120}
            name="explore-quality"
            label={t('Height of the quality report')}
          >
            <div class="column grow">
              {rows.error ? (
                <ErrorNotice
                  error={rows.error}
                  actions={
                    <Button variant="primary" onClick={() => setView({ filters: [], sort: [] })}>
                      {t('Remove filters')}
                    </Button>
                  }
                />
              ) : rows.ready && rows.matching === 0 ? (
                <EmptyState action={<Button onClick={() => setView({ filters: [] })}>{t('Remove filters')}</Button>}>
                  {t('No row has all of these properties.')}
                </EmptyState>
              ) : (
                <RowTable
                  info={info}
                  rows={rows}
                  summaries={summaries.value}
                  sort={view.sort}
                  hidden={view.hidden}
                  onSort={(sort) => setView({ sort })}
                  onHide={(column) => setView({ hidden: [...view.hidden, column] })}
                  onFilter={(column) => setAdding({ column })}
                  onBrush={brush}
                />
              )}
            </div>
            {below === 'rules' ? (
              <RulesPanel detail={detail} filters={chartFilters} views={views} />
            ) : (
              <QualityPanel findings={findings} onAction={act} views={views} />
            )}
          </Split>
          <ProfilePanel profile={profile} />
        </Split>
      </Split>
      {adding && summaries.value && (
        <FilterDialog
          columns={summaries.value}
          column={adding.column}
          onClose={() => setAdding(undefined)}
          onSave={(filter) => {
            setView({ filters: withFilter(view.filters, filter) })
            setAdding(undefined)
          }}
        />
      )}
    </>
  )
}
