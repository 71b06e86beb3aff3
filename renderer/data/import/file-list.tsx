import { Check, File as FileIcon, Plus } from 'lucide-preact'
import { openFiles } from '../../app/drop.tsx'
import { IconButton } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Panel } from '../../components/layout.tsx'
import { formatCount } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { baseName } from '../../state/job-title.ts'

export interface FileState {
  readonly readable: boolean
  readonly rows?: number
  readonly estimated?: boolean
  readonly rejected?: string | undefined
  readonly imported?: boolean
}

interface FileListProps {
  readonly files: readonly string[]
  readonly current: string
  readonly states: Readonly<Record<string, FileState>>
  readonly onChoose: (file: string) => void
}

/** The files of a drop; each is previewed and imported by itself. */
export function FileList({ files, current, states, onChoose }: FileListProps) {
  return (
    <Panel
      side
      flush
      title={t('Files')}
      actions={<IconButton icon={Plus} label={t('Open files…')} onClick={() => void openFiles()} />}
    >
      <ul class="file-list">
        {files.map((file) => {
          const state = states[file]
          return (
            <li key={file}>
              <button
                type="button"
                class={file === current ? 'on' : ''}
                aria-current={file === current ? 'true' : undefined}
                title={file}
                onClick={() => onChoose(file)}
              >
                <FileIcon size={15} strokeWidth={1.5} aria-hidden="true" />
                <span class="grow">
                  <span class="file-name elide">{baseName(file)}</span>
                  <span class="quiet">{describe(state)}</span>
                  {state?.rejected && !state.imported && (
                    <Chip tone="warn">{t('{count} rejected', { count: state.rejected })}</Chip>
                  )}
                </span>
                {state?.imported && <Check size={15} strokeWidth={1.75} class="ok" aria-label={t('Imported')} />}
              </button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function describe(state: FileState | undefined): string {
  if (!state) return t('not looked at yet')
  if (!state.readable) return t('cannot be read')
  const rows = formatCount(state.rows)
  return state.estimated ? t('about {rows} rows', { rows }) : t('{rows} rows', { rows })
}
