import { FilePlus2, X } from 'lucide-preact'
import type { ReadingOptions } from '../../../main/contract/experiment.ts'
import { pickFiles } from '../../client/files.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/fields.tsx'
import { Panel } from '../../components/layout.tsx'
import { t } from '../../i18n/t.ts'
import { baseName } from '../../state/job-title.ts'
import { report } from '../../state/notices.ts'

export type SideOptions = Pick<ReadingOptions, 'items' | 'itemKey' | 'users' | 'userKey'>

interface SidePanelProps {
  readonly options: SideOptions
  readonly onChange: (options: SideOptions) => void
}

/** Tables of items and users to join with the log; what is not named is looked for beside it. */
export function SidePanel({ options, onChange }: SidePanelProps) {
  const set = (part: { readonly [Name in keyof SideOptions]: string | undefined }) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...options, ...part }).filter(([, value]) => value !== undefined && value !== ''),
      ),
    )
  return (
    <Panel side title={t('Tables to join')}>
      <SideFile
        title={t('Items')}
        file={options.items}
        keyColumn={options.itemKey}
        onFile={(items) => set({ items, ...(items === undefined && { itemKey: undefined }) })}
        onKey={(itemKey) => set({ itemKey })}
      />
      <SideFile
        title={t('Users')}
        file={options.users}
        keyColumn={options.userKey}
        onFile={(users) => set({ users, ...(users === undefined && { userKey: undefined }) })}
        onKey={(userKey) => set({ userKey })}
      />
    </Panel>
  )
}

interface SideFileProps {
  readonly title: string
  readonly file: string | undefined
  readonly keyColumn: string | undefined
  readonly onFile: (file: string | undefined) => void
  readonly onKey: (column: string) => void
}

function SideFile({ title, file, keyColumn, onFile, onKey }: SideFileProps) {
  const choose = () =>
    void pickFiles()
      .then(([chosen]) => chosen !== undefined && onFile(chosen))
      .catch(report)
  return (
    <div class="side-file">
      <span class="field-label">{title}</span>
      <span class="elide grow" title={file}>
        {file === undefined ? <span class="quiet">{t('a table beside the log, if any')}</span> : baseName(file)}
      </span>
      {file === undefined ? (
        <Button variant="ghost" icon={FilePlus2} onClick={choose}>
          {t('Choose…')}
        </Button>
      ) : (
        <Button variant="ghost" icon={X} onClick={() => onFile(undefined)}>
          {t('Leave out')}
        </Button>
      )}
      {file !== undefined && (
        <TextField
          label={t('Key column of {table}', { table: title })}
          value={keyColumn ?? ''}
          placeholder={t('guessed')}
          onInput={onKey}
        />
      )}
    </div>
  )
}
