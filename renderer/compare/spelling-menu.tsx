import { Code } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import type { Experiment, Spelling } from '../../main/contract/experiment.ts'
import { call, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Segmented } from '../components/fields.tsx'
import { MenuButton } from '../components/menu.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'
import { toExperiment, type Draft } from './draft.ts'

interface SpellingMenuProps {
  readonly draft: Draft
  readonly models: readonly ModelInfo[]
  readonly onReplace: (experiment: Experiment) => void
}

const titles = (): Readonly<Record<Spelling, string>> => ({
  yaml: 'YAML',
  flags: t('Command'),
  notebook: t('Notebook'),
  json: 'JSON',
})

/** The set-up in the other spellings of the same experiment, and from one of them back into the form. */
export function SpellingMenu({ draft, models, onReplace }: SpellingMenuProps) {
  const [spelling, show] = useState<Spelling>()
  const [pasting, paste] = useState(false)
  return (
    <>
      <MenuButton
        label={t('Copy as')}
        icon={Code}
        variant="ghost"
        items={[
          ...Object.entries(titles()).map(([value, label]) => ({ label, run: () => show(value as Spelling) })),
          { label: t('Paste YAML or JSON…'), run: () => paste(true), apart: true },
        ]}
      />
      {spelling && (
        <SpellingDialog
          experiment={toExperiment(draft, models) as Experiment}
          spelling={spelling}
          onSpelling={show}
          onClose={() => show(undefined)}
        />
      )}
      {pasting && (
        <PasteDialog
          onClose={() => paste(false)}
          onReplace={(experiment) => {
            paste(false)
            onReplace(experiment)
          }}
        />
      )}
    </>
  )
}

interface SpellingDialogProps {
  readonly experiment: Experiment
  readonly spelling: Spelling
  readonly onSpelling: (spelling: Spelling) => void
  readonly onClose: () => void
}

function SpellingDialog({ experiment, spelling, onSpelling, onClose }: SpellingDialogProps) {
  const answer = useAnswer(`spell ${spelling} ${JSON.stringify(experiment)}`, (signal) =>
    call('runs/spell', { experiment, spelling }, signal),
  )
  return (
    <Dialog
      title={t('This comparison as text')}
      width={640}
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          disabled={answer.value === undefined}
          onClick={() => void navigator.clipboard.writeText(answer.value ?? '').then(onClose, report)}
        >
          {t('Copy')}
        </Button>
      }
    >
      <Segmented
        label={t('Spelling')}
        value={spelling}
        options={Object.entries(titles()).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onSpelling(value as Spelling)}
      />
      {answer.error && <ErrorNotice error={answer.error} />}
      <textarea class="input spelling" readOnly aria-label={t('This comparison as text')} value={answer.value ?? ''} />
    </Dialog>
  )
}

function PasteDialog({
  onClose,
  onReplace,
}: {
  readonly onClose: () => void
  readonly onReplace: (e: Experiment) => void
}) {
  const [text, setText] = useState('')
  const [error, setError] = useState<ErrorReport>()
  const read = () =>
    call('runs/parse', { text, spelling: text.trim().startsWith('{') ? 'json' : 'yaml' }).then(onReplace, (problem) =>
      setError(toErrorReport(problem)),
    )
  return (
    <Dialog
      title={t('Paste an experiment')}
      width={640}
      onClose={onClose}
      actions={
        <Button variant="primary" disabled={!text.trim()} onClick={() => void read()}>
          {t('Fill the form')}
        </Button>
      }
    >
      <textarea
        class="input spelling"
        aria-label={t('YAML or JSON')}
        placeholder={
          'data: { name: shop }\nsplit: { kind: kfold, folds: 5 }\nmodels: [popularity, ease]\nmetrics: [ndcg@10]'
        }
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {error && <ErrorNotice error={error} />}
    </Dialog>
  )
}
