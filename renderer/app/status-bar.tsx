import { Check, Play, TriangleAlert } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button, IconButton } from '../components/button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { X } from 'lucide-preact'
import { formatBytes, formatPercent, formatSeconds, formatTime } from '../i18n/format.ts'
import { language, t, tMaybe, tn } from '../i18n/t.ts'
import { jobTitle } from '../state/job-title.ts'
import { activeJobs, cancelJob } from '../state/jobs.ts'
import { dismiss, notices } from '../state/notices.ts'
import { statusNote } from '../state/status.ts'
import { workspace } from '../state/workspace.ts'
import { openScreen } from './navigate.ts'

/** Running job, its progress, time left and Cancel, problems; then selection, memory and language. */
export function StatusBar() {
  const [showProblems, setShowProblems] = useState(false)
  const memory = workspace.value?.memory
  const problems = notices.value.filter((notice) => notice.level !== 'info').length
  return (
    <footer class="status-bar" data-region="status">
      <RunningJob />
      {notices.value.length > 0 && (
        <button type="button" aria-expanded={showProblems} onClick={() => setShowProblems(!showProblems)}>
          <TriangleAlert size={13} strokeWidth={1.75} aria-hidden="true" class={problems ? 'error' : 'info'} />
          {problems
            ? tn(problems, '{count} problem', '{count} problems')
            : tn(notices.value.length, '{count} message', '{count} messages')}
        </button>
      )}
      {showProblems && notices.value.length > 0 && <ProblemList onClose={() => setShowProblems(false)} />}
      <span class="spacer" />
      <span>{statusNote.value}</span>
      {memory && (
        <span title={t('Memory used by Recbench, and of this machine')}>
          {t('Memory')}
          <span class="memory-track" aria-hidden="true">
            <i style={{ width: `${Math.min(100, (memory.usedBytes / memory.totalBytes) * 100)}%` }} />
          </span>
          {formatBytes(memory.usedBytes)} / {formatBytes(memory.totalBytes)}
        </span>
      )}
      <button
        type="button"
        lang={language.value === 'zh' ? 'en' : 'zh-CN'}
        title={language.value === 'zh' ? 'Switch to English' : '切换为简体中文'}
        onClick={() => (language.value = language.value === 'zh' ? 'en' : 'zh')}
      >
        {language.value === 'zh' ? 'English' : '简体中文'}
      </button>
    </footer>
  )
}

function RunningJob() {
  const [job, ...others] = activeJobs.value
  if (!job)
    return (
      <span>
        <Check size={13} strokeWidth={1.75} aria-hidden="true" /> {t('No jobs')}
      </span>
    )
  const left = job.secondsLeft === null ? '' : t('{time} left', { time: formatSeconds(job.secondsLeft) })
  const title = jobTitle(job)
  return (
    <span class="status-job">
      <Play size={11} strokeWidth={2} aria-hidden="true" class="running" />
      <button
        type="button"
        class="elide"
        title={tMaybe(job.stage)}
        onClick={() => job.kind === 'run' && job.subject && openScreen('compare', { run: job.subject })}
      >
        {title}
      </button>
      <ProgressBar bare label={title} fraction={job.fraction} stage={tMaybe(job.stage)} secondsLeft={job.secondsLeft} />
      <span>{[formatPercent(job.fraction, 0), left].filter(Boolean).join(', ')}</span>
      <button type="button" onClick={() => cancelJob(job.id)}>
        {t('Cancel')}
      </button>
      {others.length > 0 && <span>{tn(others.length, '{count} more', '{count} more')}</span>}
    </span>
  )
}

function ProblemList({ onClose }: { readonly onClose: () => void }) {
  return (
    <section class="problem-list" aria-label={t('Messages')} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div class="panel-head">
        <h2>{t('Messages')}</h2>
        <span class="spacer" />
        <Button variant="ghost" onClick={() => (notices.value = [])}>
          {t('Dismiss all')}
        </Button>
        <IconButton icon={X} label={t('Close')} onClick={onClose} />
      </div>
      <ul>
        {notices.value.map((notice) => (
          <li key={notice.id}>
            <div class="problem-text">
              <div class={notice.level === 'error' ? 'error' : notice.level === 'warning' ? 'warn' : ''}>
                {notice.text}
              </div>
              {notice.error?.where && <div class="second">{notice.error.where}</div>}
              {notice.error?.why && <div class="second">{notice.error.why}</div>}
              {notice.remedy && <div class="second">{tMaybe(notice.remedy)}</div>}
              <div class="quiet">{formatTime(notice.at)}</div>
            </div>
            <IconButton icon={X} label={t('Dismiss')} onClick={() => dismiss(notice.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
