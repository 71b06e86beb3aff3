import {
  Check,
  CircleAlert,
  Clock,
  OctagonX,
  Pause,
  Play,
  RefreshCw,
  Square,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { t } from '../i18n/t.ts'
import { Chip, type Tone } from './chip.tsx'

export type State =
  'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted' | 'stale' | 'warning' | 'partial'

const marks: Readonly<Record<State, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  queued: { icon: Clock, tone: 'halted' },
  running: { icon: Play, tone: 'running' },
  done: { icon: Check, tone: 'ok' },
  failed: { icon: OctagonX, tone: 'error' },
  cancelled: { icon: Square, tone: 'halted' },
  interrupted: { icon: Pause, tone: 'stale' },
  stale: { icon: RefreshCw, tone: 'stale' },
  warning: { icon: TriangleAlert, tone: 'warn' },
  partial: { icon: CircleAlert, tone: 'info' },
}

/** The one vocabulary of states, in words. */
export function stateWord(state: State): string {
  switch (state) {
    case 'queued':
      return t('Queued')
    case 'running':
      return t('Running')
    case 'done':
      return t('Done')
    case 'failed':
      return t('Failed')
    case 'cancelled':
      return t('Cancelled')
    case 'interrupted':
      return t('Interrupted')
    case 'stale':
      return t('Stale')
    case 'warning':
      return t('Warning')
    case 'partial':
      return t('Partial')
    default:
      return state satisfies never
  }
}

interface StateBadgeProps {
  readonly state: State
  /** Said instead of the state's word: "1 failed", "Done in 8 min 12 s". */
  readonly children?: ComponentChildren
  /** Icon and word without a coloured ground, for rows of a table. */
  readonly plain?: boolean
  readonly title?: string
}

/** A state as icon and word; colour is never the only carrier. */
export function StateBadge({ state, children, plain, title }: StateBadgeProps) {
  const { icon: Icon, tone } = marks[state]
  const text = children ?? stateWord(state)
  if (!plain)
    return (
      <Chip tone={tone} icon={Icon} {...(title === undefined ? {} : { title })}>
        {text}
      </Chip>
    )
  return (
    <span class={`state ${tone}`} title={title}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {text}
    </span>
  )
}
