import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { pickFiles, takeFiles, type UploadProgress } from '../client/files.ts'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Dialog } from '../components/dialog.tsx'
import { t } from '../i18n/t.ts'
import { recall, remember } from '../state/memory.ts'
import { report } from '../state/notices.ts'
import { openScreen } from './navigate.ts'

interface Upload {
  readonly name: string
  readonly fraction: number
  cancel(): void
}

const upload = signal<Upload | undefined>(undefined)

/** Asks for files and opens their preview. */
export const openFiles = () => receive((progress, stop) => pickFiles(progress, stop))

/** Opens the preview of files that were dropped. */
export const openDropped = (files: readonly File[]) => receive((progress, stop) => takeFiles(files, progress, stop))

async function receive(take: (progress: UploadProgress, stop: AbortSignal) => Promise<readonly string[]>) {
  const control = new AbortController()
  const progress: UploadProgress = (name, fraction) =>
    (upload.value = { name, fraction, cancel: () => control.abort() })
  try {
    const files = (await take(progress, control.signal)).filter(Boolean)
    if (files.length === 0) return
    const recent = (await recall<readonly string[]>('recent-files')) ?? []
    remember('recent-files', [...new Set([...files, ...recent])].slice(0, 12))
    const [notebooks, others] = [
      files.filter((file) => file.endsWith('.ipynb')),
      files.filter((file) => !file.endsWith('.ipynb')),
    ]
    for (const path of notebooks) openScreen('notebook', { path })
    if (others.length > 0) openScreen('data', { files: others })
  } catch (error) {
    report(error)
  } finally {
    upload.value = undefined
  }
}

/** Takes files that are dropped anywhere in the window, and shows how far they have travelled. */
export function DropArea() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      void openDropped([...event.dataTransfer!.files])
    }
    addEventListener('dragover', enter)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])
  const sending = upload.value
  return (
    <>
      {over && <div class="drop-overlay">{t('Drop to see what the files are')}</div>}
      {sending && (
        <Dialog title={t('Sending {name}', { name: sending.name })} onClose={sending.cancel}>
          <ProgressBar
            label={t('Sending {name}', { name: sending.name })}
            fraction={sending.fraction}
            onCancel={sending.cancel}
          />
        </Dialog>
      )}
    </>
  )
}
