import type { Client } from '../contract/client.ts'
import { finish } from '../contract/client.ts'
import type { JobId } from '../contract/ids.ts'
import type { Job } from '../contract/progress.ts'

/** Where a command writes: people's text to standard output unless `--json` was given, progress to standard error. */
export interface Output {
  readonly json: boolean
  line(text?: string): void
  table(header: readonly string[], rows: readonly (readonly string[])[]): void
  progress(job: Pick<Job, 'fraction' | 'stage' | 'secondsLeft'>): void
  endProgress(): void
}

const barWidth = 24
const plainInterval = 5000

export function createOutput(json: boolean, quiet: boolean): Output {
  const terminal = process.stderr.isTTY
  let drawn = false
  let lastPlain = 0
  let lastLine = ''
  return {
    json,
    line: (text = '') => void (json || process.stdout.write(`${text}\n`)),
    table: (header, rows) => void (json || process.stdout.write(formatTable(header, rows))),
    progress({ fraction, stage, secondsLeft }) {
      if (quiet) return
      const percent = `${Math.floor(fraction * 100)} %`.padStart(5)
      const left = secondsLeft === null ? '' : `, ${formatSeconds(secondsLeft)} left`
      if (terminal) {
        const filled = Math.round(fraction * barWidth)
        const text = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${percent} ${stage}${left}`
        process.stderr.write(`\r\u001b[2K${text.slice(0, Math.max(20, (process.stderr.columns || 100) - 1))}`)
        drawn = true
      } else if (Date.now() - lastPlain >= plainInterval) {
        const line = `${percent} ${stage}${left}\n`
        if (line !== lastLine) process.stderr.write(line)
        lastPlain = Date.now()
        lastLine = line
      }
    },
    endProgress() {
      if (drawn) process.stderr.write('\r\u001b[2K')
      drawn = false
    },
  }
}

/** Waits for a job and draws its progress. */
export async function follow<T>(
  client: Client,
  output: Output,
  starting: Promise<JobId>,
  signal: AbortSignal,
): Promise<T> {
  let id: JobId | undefined
  const end = client.subscribe('job', (job) => {
    if (job.id === id && job.state === 'running') output.progress(job)
  })
  try {
    id = await starting
    return await finish<T>(client, id, signal)
  } finally {
    end()
    output.endProgress()
  }
}

/** Columns by their widest cell; numbers to the right. Wide characters count two. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))))
  const numeric = header.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^[−+-]?[\d,.]*( ?%| s)?$|^–$/.test(row[column] ?? '')),
  )
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat(widths[column]! - width(cell))
        return numeric[column] ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd()
  return [format(header), widths.map((size) => '─'.repeat(size)).join('  '), ...rows.map(format), ''].join('\n')
}

const width = (text: string) =>
  [...text].reduce(
    (sum, sign) => sum + (/[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1),
    0,
  )

export const formatNumber = (value: number | null | undefined, digits = 3): string =>
  value === null || value === undefined ? '–' : value.toFixed(digits).replace('-', '−')

export const formatCount = (value: number): string => value.toLocaleString('en-US')

export function formatSeconds(seconds: number): string {
  if (seconds < 1) return '< 1 s'
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
