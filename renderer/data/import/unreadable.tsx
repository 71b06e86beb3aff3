import type { ErrorReport } from '../../../main/contract/errors.ts'
import type { ReadingOptions } from '../../../main/contract/experiment.ts'
import { call, useAnswer } from '../../client/client.ts'
import { Button } from '../../components/button.tsx'
import { Panel } from '../../components/layout.tsx'
import { ErrorNotice } from '../../components/notice.tsx'
import { t } from '../../i18n/t.ts'
import { baseName } from '../../state/job-title.ts'

interface UnreadableProps {
  readonly file: string
  readonly error: ErrorReport
  readonly options: ReadingOptions
  readonly onChange: (options: ReadingOptions) => void
  readonly onRetry: () => void
}

/** Nothing of a file can be read: the four parts of the error, and its first bytes. */
export function Unreadable({ file, error, options, onChange, onRetry }: UnreadableProps) {
  const bytes = useAnswer(file, () => call('data/hex', { file }))
  return (
    <div class="column grow unreadable">
      <ErrorNotice
        error={error}
        title={t('{file} cannot be read', { file: baseName(file) })}
        actions={
          Object.keys(options).length > 0 ? (
            <Button variant="primary" onClick={() => onChange({})}>
              {t('Guess again')}
            </Button>
          ) : (
            <Button variant="primary" onClick={onRetry}>
              {t('Read it again')}
            </Button>
          )
        }
      />
      {bytes.value !== undefined && (
        <Panel title={t('First bytes')} grow>
          <pre class="hex" tabIndex={0} aria-label={t('First bytes')}>
            {bytes.value}
          </pre>
        </Panel>
      )}
    </div>
  )
}
