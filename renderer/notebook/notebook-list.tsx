import { BookOpen, NotebookPen, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { NotebookFile } from '../../main/contract/api/notebook.ts'
import { call, useAnswer } from '../client/client.ts'
import { pickFiles } from '../client/files.ts'
import { Button } from '../components/button.tsx'
import { ScreenHeader } from '../components/layout.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { formatTime } from '../i18n/format.ts'
import { t, tMaybe } from '../i18n/t.ts'
import { report } from '../state/notices.ts'

/** Own notebooks, newest first, and those that ship. */
export function NotebookList({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const { value: files, error } = useAnswer('notebooks', (signal) => call('notebook/list', {}, signal))
  const [busy, setBusy] = useState(false)
  const create = () => {
    setBusy(true)
    call('notebook/create', { title: t('Untitled') })
      .then(({ path }) => onOpen(path))
      .catch(report)
      .finally(() => setBusy(false))
  }
  const choose = () =>
    void pickFiles()
      .then(([path]) => path !== undefined && onOpen(path))
      .catch(report)
  if (error) return <ErrorNotice error={error} />
  return (
    <div class="notebook-list">
      <ScreenHeader
        title={t('Notebooks')}
        actions={
          <>
            <Button icon={BookOpen} onClick={choose}>
              {t('Open a file')}
            </Button>
            <Button icon={Plus} variant="primary" disabled={busy} onClick={create}>
              {t('New notebook')}
            </Button>
          </>
        }
      />
      {files ? (
        <div class="notebook-lists">
          <Files
            title={t('Yours')}
            files={files.filter(({ shipped }) => !shipped)}
            onOpen={onOpen}
            empty={t('Notebooks that you write or open from the lessons are listed here.')}
          />
          <Files title={t('Lessons')} files={files.filter(({ shipped }) => shipped)} onOpen={onOpen} empty="" />
        </div>
      ) : (
        <Skeleton />
      )}
    </div>
  )
}

interface FilesProps {
  readonly title: string
  readonly files: readonly NotebookFile[]
  readonly empty: string
  readonly onOpen: (path: string) => void
}

function Files({ title, files, empty, onOpen }: FilesProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {files.length === 0 && <p class="hint">{empty}</p>}
      <ul>
        {files.map((file) => (
          <li key={file.path}>
            <button type="button" class="notebook-entry" onClick={() => onOpen(file.path)}>
              <NotebookPen size={16} strokeWidth={1.5} aria-hidden="true" />
              <span class="elide">{tMaybe(titleOf(file))}</span>
              {!file.shipped && <span class="hint">{formatTime(file.modifiedAt)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const titleOf = ({ title, shipped }: NotebookFile) =>
  shipped ? title.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase()) : title
