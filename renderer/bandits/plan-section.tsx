import { ChevronRight, OctagonX } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../i18n/t.ts'

interface PlanSectionProps {
  readonly title: string
  /** What is set, in a few words, so that a folded part can be read. */
  readonly state: string
  readonly open?: boolean
  /** A part with a field to correct does not fold. */
  readonly wrong: boolean
  readonly children: ComponentChildren
}

/** A part of the plan that folds. */
export function PlanSection({ title, state, open = false, wrong, children }: PlanSectionProps) {
  const [isOpen, setOpen] = useState(open)
  return (
    <details class="plan-section" open={isOpen || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
        <b>{title}</b>
        {wrong && <OctagonX class="error" size={14} strokeWidth={1.75} aria-label={t('A field to correct')} />}
        <span class="quiet elide">{state}</span>
      </summary>
      <div class="plan-form">{children}</div>
    </details>
  )
}
