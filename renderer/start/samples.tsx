import { Database } from 'lucide-preact'
import type { ImportSummary, Sample } from '../../main/contract/api/data.ts'
import { openScreen } from '../app/navigate.ts'
import { call } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { t, tMaybe } from '../i18n/t.ts'
import { chooseDataset } from '../state/datasets.ts'
import { useJob } from '../state/use-job.ts'
import './samples.css'

/** The samples that come with the installation, with source and licence; each opens with one click. */
export function SampleList({ samples }: { readonly samples: readonly Sample[] | undefined }) {
  if (!samples) return <Skeleton rows={3} height={44} />
  return (
    <ul class="sample-list">
      {samples.map((sample) => (
        <SampleRow key={sample.id} sample={sample} />
      ))}
    </ul>
  )
}

function SampleRow({ sample }: { readonly sample: Sample }) {
  const job = useJob<ImportSummary>()
  const title = tMaybe(sample.title)
  async function open() {
    const summary = await job.start(() => call('data/openSample', { id: sample.id }))
    if (!summary) return
    chooseDataset(summary.data)
    openScreen('explore', { data: summary.data })
  }
  return (
    <li>
      <Database size={16} strokeWidth={1.5} aria-hidden="true" />
      <div class="grow">
        <div>
          <span class="strong">{title}</span> <span class="quiet">{tMaybe(sample.licence)}</span>
        </div>
        <div class="second">
          {t('{rows} rows', { rows: sample.rows })}; {tMaybe(sample.description)}
        </div>
        {job.error && <ErrorNotice error={job.error} />}
        {job.running && (
          <ProgressBar
            label={t('Open sample {name}', { name: title })}
            fraction={job.job?.fraction ?? null}
            secondsLeft={job.job?.secondsLeft ?? null}
            onCancel={job.cancel}
          />
        )}
      </div>
      {!job.running && (
        <Button onClick={() => void open()}>
          {t('Open')}
          <span class="visually-hidden"> {title}</span>
        </Button>
      )}
    </li>
  )
}
