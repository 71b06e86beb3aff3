import { useState } from 'preact/hooks'
import type { ModelResult, RunDetail } from '../../main/contract/api/runs.ts'
import { defaultTrials, type TuningPlan } from '../../main/contract/experiment.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { Button } from '../components/button.tsx'
import { t } from '../i18n/t.ts'
import { searchTitle } from './search-title.ts'
import { TrialsDialog } from './trials-dialog.tsx'

interface EntryProps {
  readonly tuning: TuningPlan
  readonly detail: RunDetail
  readonly models: readonly ModelResult[]
}

/** How a run was tuned, and the way to its trials. */
export function TuningEntry({ tuning, detail, models }: EntryProps) {
  const [open, setOpen] = useState(false)
  const count = models.reduce((sum, { tuned }) => sum + tuned.length, 0)
  return (
    <>
      {t('{search} by {metric}, {trials} trainings each', {
        search: searchTitle(tuning.search),
        metric: metricTitle(tuning.metric),
        trials: tuning.trials ?? defaultTrials,
      })}{' '}
      {count > 0 && (
        <Button variant="link" onClick={() => setOpen(true)}>
          {t('Show {count} trials', { count })}
        </Button>
      )}
      {open && <TrialsDialog models={models} detail={detail} onClose={() => setOpen(false)} />}
    </>
  )
}
