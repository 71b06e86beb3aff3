import { GitCompareArrows, Play, Tag, Trash2, Upload } from 'lucide-preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { RunSummary } from '../../main/contract/api/runs.ts'
import { formatBytes } from '../../main/figures/format.ts'
import { openScreen } from '../app/navigate.ts'
import type { ScreenProps } from '../app/screens.ts'
import { call, useAnswer, watch } from '../client/client.ts'
import { saveText } from '../client/files.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { TextField } from '../components/fields.tsx'
import { ScreenHeader } from '../components/layout.tsx'
import { Banner, EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Split } from '../components/split.tsx'
import { formatCount } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'
import { statusNote } from '../state/status.ts'
import { Facets, noFacets, passesFacets, type FacetChoice } from './facets.tsx'
import { matchesQuery } from './query.ts'
import { RunDetails } from './run-details.tsx'
import { RunTable } from './run-table.tsx'
import '../compare/compare.css'
import './runs.css'

/** A thousand runs, fluid and findable. The selection is one thing in table, coordinates and curves. */
export function Screen({ tab }: ScreenProps) {
  const answer = useAnswer('runs', (signal) => call('runs/list', {}, signal))
  const { reload } = answer
  const [query, setQuery] = useState('')
  const [facets, setFacets] = useState<FacetChoice>(noFacets)
  const [selected, select] = useState<readonly string[]>([])
  const [removed, setRemoved] = useState<readonly string[]>([])
  const [dialog, show] = useState<'tag' | 'delete'>()
  useEffect(() => tab.setTitle(t('Runs')), [language.value])
  useEffect(() => {
    const stops = [
      watch('changed', ({ what }) => what === 'runs' && reload()),
      watch('job', ({ kind }) => kind === 'run' && reload()),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
  const all = answer.value ?? []
  const found = useMemo(
    () => all.filter((run) => matchesQuery(run, query) && passesFacets(run, facets)),
    [answer.value, query, facets],
  )
  const visible = tab.visible.value
  useEffect(() => {
    if (visible) statusNote.value = t('{count} of {total} runs', { count: found.length, total: all.length })
    return () => void (statusNote.value = '')
  }, [visible, found.length, all.length, language.value])
  if (answer.error && !answer.value) return <ErrorNotice error={answer.error} />
  if (!answer.value) return <Skeleton rows={12} />
  if (!all.length && !removed.length)
    return (
      <EmptyState
        action={
          <Button variant="primary" onClick={() => openScreen('compare')}>
            {t('New comparison')}
          </Button>
        }
      >
        {t('Every comparison is kept here with its curves and results. There is none yet.')}
      </EmptyState>
    )
  const chosen = all.filter(({ id }) => selected.includes(id))
  const size = formatBytes(chosen.reduce((sum, { bytes }) => sum + bytes, 0))
  const interrupted = all.filter(({ state, damage }) => state === 'interrupted' && damage === null)
  const resume = async () => {
    for (const { id } of interrupted) await call('runs/resume', { run: id })
    reload()
  }
  const remove = async () => {
    const ids = chosen.map(({ id }) => id)
    await call('runs/remove', { runs: ids })
    setRemoved(ids)
    select([])
    reload()
  }
  const restore = async () => {
    await call('runs/restore', { runs: [...removed] })
    setRemoved([])
    reload()
  }
  return (
    <div class="screen">
      <ScreenHeader
        title={t('Runs')}
        actions={
          <>
            <Button
              icon={GitCompareArrows}
              disabled={chosen.length !== 1}
              reason={
                chosen.length === 1 ? undefined : t('Select one run to open it; several stand side by side below.')
              }
              onClick={() => openScreen('compare', { run: chosen[0]!.id })}
            >
              {t('Open')}
            </Button>
            <Button variant="ghost" icon={Tag} disabled={!chosen.length} onClick={() => show('tag')}>
              {t('Tag')}
            </Button>
            <Button
              variant="ghost"
              icon={Upload}
              disabled={!chosen.length}
              onClick={() => void exportRuns(chosen).catch(report)}
            >
              {t('Export')}
            </Button>
            <Button variant="ghost" icon={Trash2} disabled={!chosen.length} onClick={() => show('delete')}>
              {t('Delete…')}
            </Button>
            {interrupted.length > 0 && (
              <Button icon={Play} onClick={() => void resume().catch(report)}>
                {t('Resume {count} interrupted', { count: interrupted.length })}
              </Button>
            )}
          </>
        }
      >
        <span>
          <b>{formatCount(found.length)}</b> {found.length === 1 ? t('run, newest first') : t('runs, newest first')}
        </span>
        {chosen.length > 0 && <span>{t('{count} selected', { count: chosen.length })}</span>}
      </ScreenHeader>
      {removed.length > 0 && (
        <Banner
          level="info"
          actions={
            <Button variant="link" onClick={() => void restore().catch(report)}>
              {t('Undo')}
            </Button>
          }
          onDismiss={() => setRemoved([])}
        >
          {removed.length === 1
            ? t('1 run was deleted. This can be undone for 10 minutes.')
            : t('{count} runs were deleted. This can be undone for 10 minutes.', { count: removed.length })}
        </Banner>
      )}
      <Split direction="row" fixed="first" size={216} minimum={160} name="runs-facets" label={t('Filters')}>
        <Facets runs={all} query={query} onQuery={setQuery} choice={facets} onChoice={setFacets} />
        <Split direction="column" fixed="second" size={320} minimum={140} name="runs-details" label={t('Details')}>
          <RunTable
            runs={found}
            selected={selected}
            onSelect={(id) => select(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id])}
          />
          <RunDetails runs={found} selected={selected} visible={tab.visible.value} />
        </Split>
      </Split>
      {dialog === 'delete' && (
        <Dialog
          title={chosen.length === 1 ? t('Delete 1 run?') : t('Delete {count} runs?', { count: chosen.length })}
          onClose={() => show(undefined)}
          actions={
            <>
              <Button onClick={() => show(undefined)}>{t('Keep')}</Button>
              <Button
                variant="danger"
                onClick={() => {
                  show(undefined)
                  void remove().catch(report)
                }}
              >
                {chosen.length === 1
                  ? t('Delete 1 run, {size}', { size })
                  : t('Delete {count} runs, {size}', { count: chosen.length, size })}
              </Button>
            </>
          }
        >
          <p>{t('Records, curves, models and per-user values go. This can be undone for 10 minutes.')}</p>
        </Dialog>
      )}
      {dialog === 'tag' && (
        <TagDialog
          runs={chosen}
          onClose={() => {
            show(undefined)
            reload()
          }}
        />
      )}
    </div>
  )
}

async function exportRuns(runs: readonly RunSummary[]) {
  const details = await Promise.all(runs.map(({ id }) => call('runs/get', { run: id })))
  const content = details.map(({ experiment, results, summary, machine }) => ({
    summary,
    experiment,
    results,
    machine,
  }))
  await saveText(runs.length === 1 ? `${runs[0]!.id}.json` : 'runs.json', JSON.stringify(content, null, 2))
}

function TagDialog({ runs, onClose }: { readonly runs: readonly RunSummary[]; readonly onClose: () => void }) {
  const [text, setText] = useState([...new Set(runs.flatMap(({ tags }) => tags))].join(', '))
  const save = async () => {
    const tags = text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean)
    for (const { id } of runs) await call('runs/tag', { run: id, tags })
    onClose()
  }
  return (
    <Dialog
      title={runs.length === 1 ? t('Tag 1 run') : t('Tag {count} runs', { count: runs.length })}
      onClose={onClose}
      actions={
        <Button variant="primary" onClick={() => void save().catch(report)}>
          {t('Save tags')}
        </Button>
      }
    >
      <TextField
        label={t('Tags, separated by commas')}
        value={text}
        onInput={setText}
        onEnter={() => void save().catch(report)}
      />
    </Dialog>
  )
}
