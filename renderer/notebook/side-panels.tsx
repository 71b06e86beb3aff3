import { Check, Minus, OctagonX, RefreshCw, Type } from 'lucide-preact'
import type { NotebookCell } from '../../main/contract/api/notebook.ts'
import { KeyValues, Panel } from '../components/layout.tsx'
import { t } from '../i18n/t.ts'
import { runOf, stalenessOf } from './cells.ts'
import { kernelWords } from './notebook-view.tsx'
import type { Notebook } from './notebook.ts'

/** Variables, outline, kernel. */
export function SidePanels({ notebook }: { readonly notebook: Notebook }) {
  const variables = notebook.variables.value
  const { state } = notebook.kernel.value
  return (
    <div class="notebook-side">
      <Panel side title={t('Variables')} flush>
        {variables.length === 0 ? (
          <p class="hint pad">{t('What cells declare is listed here after they ran.')}</p>
        ) : (
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('Name')}</th>
                <th scope="col">{t('Type')}</th>
                <th scope="col">{t('Value')}</th>
              </tr>
            </thead>
            <tbody>
              {variables.map(({ name, type, preview }) => (
                <tr key={name}>
                  <td class="mono elide">{name}</td>
                  <td class="mono type elide">{type}</td>
                  <td class="elide" title={preview}>
                    {preview}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <Panel side title={t('Outline')} flush>
        <ul class="notebook-outline">
          {notebook.cells.value.document.cells.map((cell, index) => (
            <li key={cell.id}>
              <button
                type="button"
                class={cell.cell_type}
                aria-current={notebook.selected.value === cell.id}
                onClick={() => (notebook.selected.value = cell.id)}
              >
                <CellMark notebook={notebook} cell={cell} />
                <span class="elide">{nameOf(cell) || t('Cell {place}', { place: index + 1 })}</span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel side title={t('Kernel')}>
        <KeyValues
          entries={[
            [t('State'), kernelWords(state)],
            [t('Language'), 'TypeScript, Node 26'],
            [t('Trust'), notebook.trusted.value ? t('trusted') : t('not trusted')],
          ]}
        />
      </Panel>
    </div>
  )
}

function CellMark({ notebook, cell }: { readonly notebook: Notebook; readonly cell: NotebookCell }) {
  const { state } = runOf(notebook.cells.value, cell.id)
  const Icon =
    cell.cell_type !== 'code'
      ? Type
      : stalenessOf(notebook.cells.value, cell.id)
        ? RefreshCw
        : state === 'done'
          ? Check
          : state === 'failed'
            ? OctagonX
            : Minus
  return <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
}

function nameOf({ cell_type, source }: NotebookCell): string {
  const first =
    source.split('\n').find((line) => line.trim() !== '' && !line.trim().startsWith('import ')) ??
    source.split('\n')[0] ??
    ''
  return cell_type === 'code' ? first.trim().slice(0, 60) : first.replace(/^#+\s*/, '').slice(0, 60)
}
