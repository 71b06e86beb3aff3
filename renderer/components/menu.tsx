import { Check, type LucideIcon } from 'lucide-preact'
import { createPortal } from 'preact/compat'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, IconButton } from './button.tsx'

export interface MenuItem {
  readonly label: string
  readonly run: () => void
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly disabled?: boolean
  /** Drawn with a tick when true; the item is then a check item. */
  readonly checked?: boolean
  /** A hairline before the item. */
  readonly apart?: boolean
}

interface MenuListProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Where the menu opens, in window coordinates. */
  readonly at: { readonly x: number; readonly y: number }
  readonly onClose: () => void
}

/** A floating menu, outside every panel so that none cuts or moves it: arrows, Home, End and first letters move, Enter runs, Esc closes and gives focus back. */
export function Menu({ label, items, at, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: at.x, top: at.y })
  useLayoutEffect(() => {
    const before = document.activeElement
    const box = list.current!.getBoundingClientRect()
    setPlace({
      left: Math.max(4, Math.min(at.x, innerWidth - box.width - 4)),
      top: Math.max(4, Math.min(at.y, innerHeight - box.height - 4)),
    })
    buttons()[0]?.focus()
    const outside = (event: PointerEvent) => !list.current?.contains(event.target as Node) && onClose()
    document.addEventListener('pointerdown', outside, true)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  const buttons = () => [...list.current!.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
  function press(event: KeyboardEvent) {
    const all = buttons()
    const index = all.indexOf(document.activeElement as HTMLButtonElement)
    const letter = event.key.length === 1 ? event.key.toLowerCase() : ''
    if (event.key === 'ArrowDown') all[(index + 1) % all.length]?.focus()
    else if (event.key === 'ArrowUp') all[(index - 1 + all.length) % all.length]?.focus()
    else if (event.key === 'Home') all[0]?.focus()
    else if (event.key === 'End') all.at(-1)?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (letter.trim())
      [...all.slice(index + 1), ...all].find((one) => one.textContent.trim().toLowerCase().startsWith(letter))?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return createPortal(
    <div ref={list} class="menu" role="menu" aria-label={label} style={place} onKeyDown={press}>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          class={item.apart ? 'apart' : ''}
          {...(item.checked === undefined
            ? { role: 'menuitem' as const }
            : { role: 'menuitemcheckbox' as const, 'aria-checked': item.checked })}
          disabled={item.disabled === true}
          onClick={() => {
            onClose()
            item.run()
          }}
        >
          <span class="menu-icon">
            {item.checked ? (
              <Check size={14} strokeWidth={2} />
            ) : (
              item.icon && <item.icon size={14} strokeWidth={1.5} />
            )}
          </span>
          <span class="menu-label">{item.label}</span>
          {item.keys && <kbd>{item.keys}</kbd>}
        </button>
      ))}
    </div>,
    document.body,
  )
}

interface MenuButtonProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly icon?: LucideIcon
  /** Only the icon; the label is its name. */
  readonly iconOnly?: boolean
  readonly variant?: 'normal' | 'ghost' | 'primary'
}

/** A button that opens a menu below itself. */
export function MenuButton({ label, items, icon, iconOnly, variant = 'normal' }: MenuButtonProps) {
  const [at, setAt] = useState<{ x: number; y: number }>()
  const id = useId()
  const open = (element: HTMLElement) => {
    const box = element.getBoundingClientRect()
    setAt({ x: box.left, y: box.bottom + 2 })
  }
  useEffect(() => {
    const close = () => setAt(undefined)
    addEventListener('blur', close)
    return () => removeEventListener('blur', close)
  }, [])
  return (
    <span id={id} class="menu-anchor">
      {iconOnly && icon ? (
        <IconButton
          icon={icon}
          label={label}
          expanded={at !== undefined}
          onClick={(event) => open(event.currentTarget)}
        />
      ) : (
        <Button variant={variant} {...(icon ? { icon } : {})} onClick={(event) => open(event.currentTarget)}>
          {label}
        </Button>
      )}
      {at && <Menu label={label} items={items} at={at} onClose={() => setAt(undefined)} />}
    </span>
  )
}
