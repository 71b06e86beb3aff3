import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../i18n/t.ts'
import { IconButton } from './button.tsx'

interface DialogProps {
  readonly title: string
  readonly children: ComponentChildren
  /** Buttons of the last row; the primary one last. */
  readonly actions?: ComponentChildren
  readonly onClose: () => void
  readonly width?: number
}

/** A modal dialog; Esc closes it and focus goes back to where it was. */
export function Dialog({ title, children, actions, onClose, width = 480 }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const before = document.activeElement
    element.current?.showModal()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      style={{ width: `${width}px` }}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => event.target === element.current && onClose()}
    >
      <div class="dialog-content">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon={X} label={t('Close')} onClick={onClose} />
        </div>
        <div class="dialog-body">{children}</div>
        {actions !== undefined && <div class="dialog-actions">{actions}</div>}
      </div>
    </dialog>
  )
}
