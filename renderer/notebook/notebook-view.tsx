import { Pause, Play, Plus, RefreshCw, RotateCcw, ShieldAlert, Square } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Toolbar } from '../components/layout.tsx'
import { Split } from '../components/split.tsx'
import { t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'
import { CellView } from './cell-view.tsx'
import { insertBeside, pressNotebookKey } from './keys.ts'
import type { Notebook } from './notebook.ts'
import { SidePanels } from './side-panels.tsx'

/** Cells in one column, what the kernel holds beside them. */
export function NotebookView({ notebook }: { readonly notebook: Notebook }) {
  const { cells } = notebook.cells.value.document
  useEffect(() => {
    const keep = () => void notebook.save()
    addEventListener('beforeunload', keep)
    return () => removeEventListener('beforeunload', keep)
  }, [notebook])

  function press(event: KeyboardEvent) {
    if (
      event.defaultPrevented ||
      (event.target as HTMLElement).closest('input, textarea, select, button, .monaco-editor')
    )
      return
    if (pressNotebookKey(notebook, event)) event.preventDefault()
  }
  return (
    <div class="notebook">
      <NotebookToolbar notebook={notebook} />
      <Bars notebook={notebook} />
      <Split
        direction="row"
        fixed="second"
        size={304}
        minimum={220}
        name="notebook-side"
        label={t('Width of the side panels')}
      >
        <div class="notebook-cells" onKeyDown={press}>
          {cells.map((cell, index) => (
            <CellView key={cell.id} notebook={notebook} cell={cell} place={index + 1} />
          ))}
        </div>
        <SidePanels notebook={notebook} />
      </Split>
    </div>
  )
}

function NotebookToolbar({ notebook }: { readonly notebook: Notebook }) {
  const code = notebook.cells.value.document.cells.filter(({ cell_type }) => cell_type === 'code')
  const stale = notebook.stale.value
  const isRunning = notebook.running.value
  const locked = !notebook.trusted.value
  const reason = locked ? t('The notebook is not trusted, so nothing in it runs.') : undefined
  const interrupt = () => void notebook.interrupt().catch(report)
  return (
    <Toolbar label={t('Notebook')}>
      {isRunning ? (
        <Button icon={Square} onClick={interrupt}>
          {t('Stop')}
        </Button>
      ) : (
        <Button
          icon={Play}
          disabled={locked}
          reason={reason}
          onClick={() => void notebook.runAll(code.map(({ id }) => id))}
        >
          {t('Run all')}
        </Button>
      )}
      <Button
        icon={RefreshCw}
        disabled={locked || stale.length === 0 || isRunning}
        reason={reason}
        onClick={() => void notebook.runAll(stale.map(({ id }) => id))}
      >
        {t('Run stale ({count})', { count: stale.length })}
      </Button>
      <Button variant="ghost" icon={Pause} disabled={!isRunning} onClick={interrupt}>
        {t('Interrupt')}
      </Button>
      <Button variant="ghost" icon={RotateCcw} disabled={locked} onClick={() => void notebook.restart().catch(report)}>
        {t('Restart')}
      </Button>
      <Button variant="ghost" icon={Plus} onClick={() => insertBeside(notebook, 'code', 1)}>
        {t('Code')}
      </Button>
      <Button variant="ghost" icon={Plus} onClick={() => insertBeside(notebook, 'markdown', 1)}>
        {t('Text')}
      </Button>
      <span class="spacer" />
      {stale.length > 0 && (
        <Chip tone="stale" icon={RefreshCw}>
          {t('{count} stale', { count: stale.length })}
        </Chip>
      )}
      <span class="hint">{saveWords(notebook)}</span>
      <span class={`kernel-state ${notebook.kernel.value.state}`} role="status">
        {kernelWords(notebook.kernel.value.state)}
      </span>
    </Toolbar>
  )
}

function Bars({ notebook }: { readonly notebook: Notebook }) {
  const { state, reason } = notebook.kernel.value
  return (
    <>
      {!notebook.trusted.value && (
        <div class="notebook-bar" role="note">
          <ShieldAlert size={16} strokeWidth={1.5} aria-hidden="true" />
          <span>{t('Only text, images and charts are shown, and nothing runs. Read the code, then decide.')}</span>
          <Button variant="primary" onClick={() => void notebook.trust().catch(report)}>
            {t('Trust and allow running')}
          </Button>
        </div>
      )}
      {notebook.saving.value.state === 'conflict' && (
        <div class="notebook-bar" role="alert">
          <span>{t('Another program changed this notebook on disk.')}</span>
          <Button onClick={() => void notebook.save(true)}>{t('Keep mine')}</Button>
          <Button onClick={() => void notebook.takeTheirs().catch(report)}>{t('Take theirs')}</Button>
        </div>
      )}
      {state === 'dead' && (
        <div class="notebook-bar" role="alert">
          <span>{t('The kernel ended and its variables are gone; the notebook is kept.')}</span>
          {reason !== null && <span class="hint">{reason}</span>}
          <Button onClick={() => void notebook.restart().catch(report)}>{t('Restart')}</Button>
        </div>
      )}
    </>
  )
}

export function kernelWords(state: Notebook['kernel']['value']['state']): string {
  switch (state) {
    case 'off':
      return t('Kernel not started')
    case 'starting':
      return t('Kernel starting')
    case 'idle':
      return t('Kernel idle')
    case 'busy':
      return t('Kernel busy')
    case 'restarting':
      return t('Kernel restarting')
    case 'dead':
      return t('Kernel ended')
    default:
      return state satisfies never
  }
}

function saveWords(notebook: Notebook): string {
  const { state } = notebook.saving.value
  return state === 'saved' ? t('Saved') : state === 'conflict' ? t('Not saved') : t('Saving')
}
