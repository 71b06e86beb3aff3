import { formatPercent, formatSeconds } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { Button } from './button.tsx'

interface ProgressBarProps {
  /** What is under way: the accessible name. */
  readonly label: string
  /** Share done, 0 to 1; null while it cannot be told. */
  readonly fraction: number | null
  readonly secondsLeft?: number | null
  readonly stage?: string
  readonly onCancel?: () => void
  /** Only the bar. */
  readonly bare?: boolean
}

/** How far something is, how long it will take, and a way to stop it. */
export function ProgressBar({ label, fraction, secondsLeft = null, stage, onCancel, bare }: ProgressBarProps) {
  const percent = fraction === null ? '' : formatPercent(fraction, 0)
  const left = secondsLeft === null ? '' : t('{time} left', { time: formatSeconds(secondsLeft) })
  const numbers = [percent, left].filter(Boolean).join(', ')
  const bar = (
    <div
      class={`progress${fraction === null ? ' unknown' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
      aria-valuetext={[label, stage, left].filter(Boolean).join(', ')}
    >
      <i style={fraction === null ? undefined : { width: `${Math.min(1, Math.max(0, fraction)) * 100}%` }} />
    </div>
  )
  if (bare) return bar
  return (
    <div class="progress-line">
      <div class="progress-text">
        <span class="elide">{stage ?? label}</span>
        <span class="quiet">{numbers}</span>
      </div>
      <div class="progress-row">
        {bar}
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            {t('Cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
