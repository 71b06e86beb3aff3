import { computed, signal } from '@preact/signals'
import type { Job } from '../../main/contract/progress.ts'
import { call, watch } from '../client/client.ts'
import { t, tMaybe } from '../i18n/t.ts'
import { jobTitle } from './job-title.ts'
import { announce, notify, report } from './notices.ts'

/** Jobs of this workspace by id, as last heard. */
export const jobs = signal<ReadonlyMap<string, Job>>(new Map())

export const isActive = (job: Job) => job.state === 'queued' || job.state === 'running'

/** Running jobs first, then queued ones, oldest first. */
export const activeJobs = computed(() =>
  [...jobs.value.values()]
    .filter(isActive)
    .sort((a, b) => Number(b.state === 'running') - Number(a.state === 'running') || a.startedAt - b.startedAt),
)

export async function refreshJobs(): Promise<void> {
  const list = await call('jobs/list', {})
  jobs.value = new Map(list.map((job) => [job.id, job]))
}

/** Follows jobs; ends are said to assistive technology, failures become problems. */
export function followJobs(): void {
  watch('job', (job) => {
    const before = jobs.value.get(job.id)
    jobs.value = new Map(jobs.value).set(job.id, job)
    if (before && !isActive(before)) return
    if (job.state === 'done') announce(t('{title}: done', { title: jobTitle(job) }))
    if (job.state === 'failed' && job.error)
      notify('error', `${jobTitle(job)}: ${tMaybe(job.error.message)}`, job.error.remedy ?? null, job.error)
  })
}

export const cancelJob = (id: string) => void call('jobs/cancel', { job: id }).catch(report)
