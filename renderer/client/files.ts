import { RecbenchError, fromErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { browserMode } from '../../main/contract/shell.ts'
import { t } from '../i18n/t.ts'
import { authorization } from './socket.ts'

/** Told while files travel to the server: name, and share of the bytes sent so far. In the desktop shell nothing travels. */
export type UploadProgress = (name: string, fraction: number) => void

/** Files the person chose, as paths that the engine can read; empty when they cancelled. */
export async function pickFiles(
  progress: UploadProgress = () => undefined,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (window.recbench) return window.recbench.pickFiles({ title: t('Open files'), several: true, extensions: [] })
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  const files = await new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
  return takeFiles(files, progress, signal)
}

/** Dropped or chosen files, as paths that the engine can read: their own path in the desktop shell, uploaded to the server otherwise. */
export async function takeFiles(
  files: readonly File[],
  progress: UploadProgress = () => undefined,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const bridge = window.recbench
  if (bridge) return files.map((file) => bridge.pathForFile(file))
  const paths: string[] = []
  for (const file of files) paths.push(await upload(file, progress, signal))
  return paths
}

/** Saves text where the person chooses (desktop) or as a download (browser); the path, or null when cancelled or not known. */
export async function saveText(name: string, text: string, type = 'text/plain'): Promise<string | null> {
  if (window.recbench) return window.recbench.saveFile({ name, content: text })
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
  return null
}

function upload(file: File, progress: UploadProgress, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${browserMode.upload}?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('authorization', authorization().authorization)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) =>
      progress(file.name, event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0),
    )
    request.addEventListener('load', () => {
      const answer = readAnswer(request.responseText)
      if (request.status === 200 && answer.file !== undefined) resolve(answer.file)
      else reject(answer.error ? fromErrorReport(answer.error) : notUploaded(file.name, `status ${request.status}`))
    })
    request.addEventListener('error', () => reject(notUploaded(file.name, 'the connection was lost')))
    request.addEventListener('abort', () =>
      reject(new RecbenchError('cancelled', `Sending ${file.name} was cancelled; nothing of it is kept.`)),
    )
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function readAnswer(text: string): { readonly file?: string; readonly error?: ErrorReport } {
  try {
    return JSON.parse(text) as { file?: string; error?: ErrorReport }
  } catch {
    return {}
  }
}

const notUploaded = (name: string, why: string) =>
  new RecbenchError('bad-input', `The file ${name} did not reach the server.`, { why, remedy: 'Choose it again.' })
