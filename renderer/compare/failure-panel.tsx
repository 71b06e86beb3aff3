import type { Lane, RunDetail } from '../../main/contract/api/runs.ts'
import type { ErrorReport } from '../../main/contract/errors.ts'
import { openScreen } from '../app/navigate.ts'
import { Button } from '../components/button.tsx'
import { Panel } from '../components/layout.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { t, tMaybe } from '../i18n/t.ts'

interface FailureProps {
  readonly detail: RunDetail
  readonly lane: Lane
  /** Absent while the run goes on. */
  readonly onRetry: (() => void) | undefined
}

/** Why a model failed, in the four parts, with one primary remedy. */
export function FailurePanel({ detail, lane, onRetry }: FailureProps) {
  const { experiment } = detail
  const others = experiment.models.filter((_, at) => at !== lane.model)
  const fold = lane.folds.findIndex(({ state }) => state === 'failed')
  const where = fold < 0 ? undefined : t('Fold {fold}, {stage}', { fold: fold + 1, stage: tMaybe(lane.stage) })
  const read = readError(lane.error ?? '')
  return (
    <Panel label={t('{name} failed', { name: lane.label })}>
      <ErrorNotice
        title={t('{name} failed', { name: lane.label })}
        error={{ ...read, ...(read.where === undefined && where !== undefined ? { where } : {}) }}
        actions={
          <>
            <Button
              variant="primary"
              disabled={!onRetry}
              reason={onRetry ? undefined : t('Wait until the run has ended.')}
              onClick={() => onRetry?.()}
            >
              {t('Retry {name}', { name: lane.label })}
            </Button>
            <Button onClick={() => openScreen('compare', { setup: experiment })}>{t('Edit set-up')}</Button>
            {others.length > 0 && (
              <Button
                variant="ghost"
                onClick={() => openScreen('compare', { setup: { ...experiment, models: others } })}
              >
                {t('Leave out of this comparison')}
              </Button>
            )}
          </>
        }
      />
    </Panel>
  )
}

/** The parts of an error that was written as lines, as `describeError` does. */
export function readError(text: string): ErrorReport {
  const [message = '', ...lines] = text.split('\n')
  const after = (start: string) => lines.find((line) => line.startsWith(start))?.slice(start.length)
  const where = after('Where: ')
  const why = after('Why: ')
  const remedy = lines.find((line) => !line.startsWith('Where: ') && !line.startsWith('Why: '))
  return {
    code: 'internal',
    message,
    ...(where === undefined ? {} : { where }),
    ...(why === undefined ? {} : { why }),
    ...(remedy === undefined ? {} : { remedy }),
  }
}
