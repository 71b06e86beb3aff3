import { Code, RotateCcw } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { ImportSummary, Preview } from '../../../main/contract/api/data.ts'
import type { ReadingOptions } from '../../../main/contract/experiment.ts'
import { openScreen } from '../../app/navigate.ts'
import type { ScreenTab } from '../../app/screens.ts'
import { call, useAnswer } from '../../client/client.ts'
import { Button } from '../../components/button.tsx'
import { ScreenHeader } from '../../components/layout.tsx'
import { Banner } from '../../components/notice.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Split } from '../../components/split.tsx'
import { t } from '../../i18n/t.ts'
import { chooseDataset } from '../../state/datasets.ts'
import { baseName } from '../../state/job-title.ts'
import { recall, remember } from '../../state/memory.ts'
import { announce } from '../../state/notices.ts'
import { useJob } from '../../state/use-job.ts'
import { AfterImport } from './after-import.tsx'
import { FileList, type FileState } from './file-list.tsx'
import { filePattern, proposeName } from './options.ts'
import { PreviewTable } from './preview-table.tsx'
import { ReadingPanel } from './reading-panel.tsx'
import { rejectedText } from './rejected.ts'
import { RejectedRows } from './rejected-rows.tsx'
import { SidePanel, type SideOptions } from './side-panel.tsx'
import { Unreadable } from './unreadable.tsx'

interface ImportScreenProps {
  readonly files: readonly string[]
  readonly tab: ScreenTab
}

/** See what a file is before it becomes a data set: every guess can be changed, and nothing is written until Import. */
export function ImportScreen({ files, tab }: ImportScreenProps) {
  const [file, setFile] = useState(files[0]!)
  const [options, setOptions] = useState<Readonly<Record<string, ReadingOptions>>>({})
  const [sides, setSides] = useState<Readonly<Record<string, SideOptions>>>({})
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [states, setStates] = useState<Readonly<Record<string, FileState>>>({})
  const [lastTime, setLastTime] = useState<ReadingOptions>()
  const own = options[file] ?? {}
  const side = sides[file] ?? {}
  const answer = useAnswer(`${file} ${JSON.stringify(own)}`, (signal) =>
    call('data/preview', { file, options: own }, signal),
  )
  const preview = !answer.error && answer.value?.file === file ? answer.value : undefined
  const job = useJob<ImportSummary>()

  useEffect(() => tab.setTitle(t('Import {name}', { name: baseName(files[0]!) })), [files[0]])
  useEffect(() => {
    setLastTime(undefined)
    void recall<ReadingOptions>(`reading:${filePattern(file)}`).then((kept) => kept && setLastTime(kept))
  }, [file])
  useEffect(() => {
    const state: FileState | undefined = preview ? readState(preview) : answer.error ? { readable: false } : undefined
    if (state) setStates((old) => ({ ...old, [file]: state }))
  }, [preview, answer.error, file])

  const change = (next: ReadingOptions) => setOptions((old) => ({ ...old, [file]: next }))
  const name = names[file] ?? proposeName(file)

  async function start() {
    const summary = await job.start(() => call('data/import', { file, name, options: { ...own, ...side } }))
    if (!summary) return
    if (Object.keys(own).length > 0) remember(`reading:${filePattern(file)}`, own)
    announce(
      t('{accepted} rows imported, {rejected} rejected', { accepted: summary.accepted, rejected: summary.rejected }),
    )
    chooseDataset(summary.data)
    openScreen('explore', { data: summary.data })
    const left = files.filter((one) => one !== file)
    if (left.length === 0) tab.close()
    else setStates((old) => ({ ...old, [file]: { ...old[file]!, readable: true, imported: true } }))
  }

  return (
    <>
      <ScreenHeader
        title={t('Import')}
        actions={
          <>
            <Button
              variant="ghost"
              icon={Code}
              onClick={() => void navigator.clipboard.writeText(asCommand(file, name, { ...own, ...side }))}
            >
              {t('Copy as command')}
            </Button>
            <Button onClick={() => tab.close()}>{t('Discard')}</Button>
          </>
        }
      >
        <span class="elide">
          {preview
            ? t('Preview of the first {rows} rows. Nothing is changed on disk until you import.', {
                rows: preview.rowsRead,
              })
            : t('Nothing is changed on disk until you import.')}
        </span>
      </ScreenHeader>
      {lastTime && Object.keys(own).length === 0 && (
        <Banner
          level="info"
          onDismiss={() => setLastTime(undefined)}
          actions={
            <Button
              variant="ghost"
              icon={RotateCcw}
              onClick={() => {
                change(lastTime)
                setLastTime(undefined)
              }}
            >
              {t('Read as last time')}
            </Button>
          }
        >
          {t('A file with a name like this was read with other options before.')}
        </Banner>
      )}
      <Split direction="row" fixed="first" size={252} minimum={200} name="import-left" label={t('Width of the files')}>
        <div class="column grow side-ground">
          <FileList files={files} current={file} states={states} onChoose={setFile} />
          {(preview ?? answer.error) && <ReadingPanel preview={preview} options={own} onChange={change} />}
          {preview && <SidePanel options={side} onChange={(next) => setSides((old) => ({ ...old, [file]: next }))} />}
        </div>
        <Split
          direction="row"
          fixed="second"
          size={298}
          minimum={220}
          name="import-right"
          label={t('Width of the summary')}
        >
          <div class={`column grow${answer.loading && preview ? ' dimmed' : ''}`}>
            {answer.error ? (
              <Unreadable file={file} error={answer.error} options={own} onChange={change} onRetry={answer.reload} />
            ) : !preview ? (
              <Skeleton rows={14} onCancel={() => tab.close()} />
            ) : preview.problems.length > 0 ? (
              <Split
                direction="column"
                fixed="second"
                size={230}
                minimum={100}
                name="import-rejected"
                label={t('Height of the rejected rows')}
              >
                <PreviewTable preview={preview} options={own} onChange={change} />
                <RejectedRows preview={preview} />
              </Split>
            ) : (
              <PreviewTable preview={preview} options={own} onChange={change} />
            )}
          </div>
          <AfterImport
            preview={preview}
            name={name}
            job={job}
            onName={(text) => setNames((old) => ({ ...old, [file]: text }))}
            onImport={() => void start()}
          />
        </Split>
      </Split>
    </>
  )
}

const readState = (preview: Preview): FileState => ({
  readable: true,
  rows: preview.rowsTotal,
  estimated: preview.estimated,
  rejected: preview.problems.length > 0 ? rejectedText(preview) : undefined,
})

/** The same import as a command line. */
function asCommand(file: string, name: string, options: ReadingOptions): string {
  const quote = (text: string) => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
  const parts = ['recbench import', quote(file), '--name', quote(name)]
  if (options.format) parts.push('--format', quote(options.format))
  if (options.encoding) parts.push('--encoding', quote(options.encoding))
  if (options.delimiter) parts.push('--delimiter', quote(options.delimiter))
  if (options.header !== undefined) parts.push(options.header ? '--header' : '--no-header')
  const { items, itemKey, users, userKey } = options
  const tables = { items, 'item-key': itemKey, users, 'user-key': userKey }
  for (const [flag, value] of Object.entries(tables)) if (value !== undefined) parts.push(`--${flag}`, quote(value))
  for (const [role, column] of Object.entries(options.roles ?? {})) parts.push(`--${role}`, quote(String(column)))
  return parts.join(' ')
}
