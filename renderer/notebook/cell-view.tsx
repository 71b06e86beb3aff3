import { ArrowDown, ArrowUp, Play, RefreshCw, Square, Trash2 } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import type { NotebookCell } from '../../main/contract/api/notebook.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { formatSeconds } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { moveCell, runOf, sourceOf, stalenessOf } from './cells.ts'
import { Editor } from './editor.tsx'
import { pressNotebookKey, remove } from './keys.ts'
import { Markdown } from './markdown.tsx'
import type { Notebook } from './notebook.ts'
import { Outputs } from './output-view.tsx'

/** One cell: gutter with its count, editor or rendered text, what it showed. */
export function CellView({
  notebook,
  cell,
  place,
}: {
  readonly notebook: Notebook
  readonly cell: NotebookCell
  readonly place: number
}) {
  const frame = useRef<HTMLDivElement>(null)
  const isSelected = notebook.selected.value === cell.id
  const isEditing = isSelected && notebook.editing.value
  const isCode = cell.cell_type === 'code'
  const run = runOf(notebook.cells.value, cell.id)
  const isRunning = run.state === 'running' || run.state === 'queued'
  const stale = stalenessOf(notebook.cells.value, cell.id)

  useEffect(() => {
    if (!isSelected || isEditing || !frame.current) return
    frame.current.scrollIntoView({ block: 'nearest' })
    if (frame.current.closest('.notebook-cells')?.contains(document.activeElement)) frame.current.focus()
  }, [isSelected, isEditing])

  const select = (edit: boolean) => {
    notebook.selected.value = cell.id
    notebook.editing.value = edit
  }
  const showEditor = isCode || isEditing
  return (
    <div
      ref={frame}
      class={`cell ${cell.cell_type}${isSelected ? ' selected' : ''}${isEditing ? ' editing' : ''}${stale ? ' stale' : ''}`}
      role="group"
      aria-label={isCode ? t('Cell {place}, code', { place }) : t('Cell {place}, text', { place })}
      tabIndex={isSelected ? 0 : -1}
      onFocus={() => (notebook.selected.value = cell.id)}
      onPointerDown={() => (notebook.selected.value = cell.id)}
    >
      <div class="cell-gutter">
        {isCode &&
          (run.state === 'running' ? '[*]' : run.state === 'queued' ? '[…]' : `[${cell.execution_count ?? ' '}]`)}
      </div>
      <div class="cell-body">
        <div class={showEditor ? 'cell-frame' : 'cell-plain'} onDblClick={() => !isCode && select(true)}>
          {showEditor ? (
            <Editor
              name={`${notebook.key}-${cell.id}`}
              language={isCode ? 'typescript' : 'markdown'}
              value={cell.source}
              read={() => sourceOf(notebook.cells.peek(), cell.id)}
              focused={isEditing}
              place={place}
              onInput={(source) => notebook.type(cell.id, source)}
              onFocus={() => select(true)}
              onKey={(event) => pressNotebookKey(notebook, event)}
            />
          ) : (
            <Markdown source={cell.source} />
          )}
          {isCode && (
            <div class="cell-state">
              {stale && (
                <Chip tone="stale" icon={RefreshCw}>
                  {stale.kind === 'edited'
                    ? t('Edited since it ran')
                    : t('Stale: cell {place} changed', { place: stale.place })}
                </Chip>
              )}
              {isRunning && (
                <Button variant="link" icon={Square} onClick={() => void notebook.interrupt()}>
                  {t('Stop')}
                </Button>
              )}
              {!isRunning && run.seconds !== null && <span class="hint">{formatSeconds(run.seconds)}</span>}
            </div>
          )}
        </div>
        {isSelected && (
          <div class="cell-tools">
            {isCode && (
              <IconButton
                icon={Play}
                label={t('Run this cell')}
                disabled={!notebook.trusted.value}
                onClick={() => void notebook.run(cell.id)}
              />
            )}
            <IconButton
              icon={ArrowUp}
              label={t('Move up')}
              onClick={() => notebook.edit((document) => moveCell(document, cell.id, -1))}
            />
            <IconButton
              icon={ArrowDown}
              label={t('Move down')}
              onClick={() => notebook.edit((document) => moveCell(document, cell.id, 1))}
            />
            <IconButton icon={Trash2} label={t('Delete this cell')} onClick={() => remove(notebook)} />
          </div>
        )}
        {isCode && (cell.outputs?.length ?? 0) > 0 && (
          <Outputs outputs={cell.outputs!} trusted={notebook.trusted.value} />
        )}
      </div>
    </div>
  )
}
