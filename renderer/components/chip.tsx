import { X, type LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

export type Tone = 'neutral' | 'ok' | 'warn' | 'error' | 'info' | 'running' | 'stale' | 'halted'

interface ChipProps {
  readonly children: ComponentChildren
  readonly tone?: Tone
  readonly icon?: LucideIcon
  readonly title?: string
  readonly onRemove?: () => void
  readonly removeLabel?: string
}

export function Chip({ children, tone = 'neutral', icon: Icon, title, onRemove, removeLabel }: ChipProps) {
  return (
    <span class={`chip ${tone}`} title={title}>
      {Icon && <Icon size={13} strokeWidth={1.75} aria-hidden="true" />}
      {children}
      {onRemove && (
        <button type="button" class="chip-remove" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <X size={12} strokeWidth={2} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
