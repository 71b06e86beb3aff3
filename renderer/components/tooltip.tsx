import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'

interface TooltipProps {
  readonly text: ComponentChildren
  readonly children: ComponentChildren
  /** The wrapped content takes part in the tab order, so that the text can be reached by keyboard. */
  readonly focusable?: boolean
}

/** Text that appears on hover and on focus, stays while the pointer is over it, and goes with Esc. */
export function Tooltip({ text, children, focusable }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number }>()
  const show = () => {
    const box = anchor.current!.getBoundingClientRect()
    setPlace({ left: Math.max(4, Math.min(box.left, innerWidth - 330)), top: box.bottom + 4 })
  }
  const hide = () => setPlace(undefined)
  return (
    <span
      ref={anchor}
      class="tooltip-anchor"
      tabIndex={focusable ? 0 : -1}
      aria-describedby={place ? id : undefined}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocusIn={show}
      onFocusOut={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {place && (
        <span id={id} role="tooltip" class="tooltip" style={place}>
          {text}
        </span>
      )}
    </span>
  )
}
