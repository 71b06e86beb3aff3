import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren, Ref, TargetedMouseEvent } from 'preact'

export interface ButtonProps {
  readonly children: ComponentChildren
  readonly onClick: (event: TargetedMouseEvent<HTMLButtonElement>) => void
  readonly variant?: 'primary' | 'normal' | 'ghost' | 'link' | 'danger'
  readonly large?: boolean
  readonly icon?: LucideIcon
  readonly disabled?: boolean
  /** Why the button is off, or what it does; shown on hover and read aloud. */
  readonly reason?: string | undefined
  readonly autoFocus?: boolean
  readonly pressed?: boolean
  readonly buttonRef?: Ref<HTMLButtonElement>
}

/** A button whose words say what happens and how much. While off it stays reachable by keyboard, so that its reason can be read. */
export function Button({
  children,
  onClick,
  variant = 'normal',
  large,
  icon: Icon,
  disabled,
  reason,
  pressed,
  buttonRef,
  autoFocus,
}: ButtonProps) {
  return (
    <button
      type="button"
      ref={buttonRef ?? null}
      class={`button ${variant}${large ? ' large' : ''}${disabled ? ' off' : ''}`}
      aria-disabled={disabled ? 'true' : undefined}
      aria-pressed={pressed}
      title={reason}
      autofocus={autoFocus}
      onClick={(event) => !disabled && onClick(event)}
    >
      {Icon && <Icon size={variant === 'link' ? 14 : 15} strokeWidth={1.5} aria-hidden="true" />}
      {children}
    </button>
  )
}

export interface IconButtonProps {
  readonly icon: LucideIcon
  /** What it does: the accessible name and the tooltip. */
  readonly label: string
  readonly onClick: (event: TargetedMouseEvent<HTMLButtonElement>) => void
  readonly disabled?: boolean
  readonly pressed?: boolean
  readonly expanded?: boolean
  readonly buttonRef?: Ref<HTMLButtonElement>
}

export function IconButton({ icon: Icon, label, onClick, disabled, pressed, expanded, buttonRef }: IconButtonProps) {
  return (
    <button
      type="button"
      ref={buttonRef ?? null}
      class={`button ghost icon${disabled ? ' off' : ''}`}
      aria-label={label}
      aria-disabled={disabled ? 'true' : undefined}
      aria-pressed={pressed}
      aria-expanded={expanded}
      title={label}
      onClick={(event) => !disabled && onClick(event)}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}
