import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { recall, remember } from '../state/memory.ts'

interface SplitProps {
  /** Panels side by side (`row`) or above each other (`column`). */
  readonly direction: 'row' | 'column'
  /** Which of the two keeps its size when the window changes. */
  readonly fixed: 'first' | 'second'
  readonly size: number
  readonly minimum: number
  readonly maximum?: number
  /** Sizes are remembered per workspace under this name. */
  readonly name: string
  /** What the separator moves, for assistive technology. */
  readonly label: string
  readonly children: readonly [ComponentChildren, ComponentChildren]
}

/** Two panels with a separator that is moved by pointer, by arrow keys (Shift for larger steps), Home, End; double click restores. */
export function Split({ direction, fixed, size, minimum, maximum = 900, name, label, children }: SplitProps) {
  const container = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(size)
  useEffect(() => {
    void recall<number>(`split:${name}`).then((kept) => typeof kept === 'number' && setWanted(kept))
  }, [name])

  const clamp = (value: number) => {
    const room = container.current
      ? (direction === 'row' ? container.current.clientWidth : container.current.clientHeight) - minimum
      : maximum
    return Math.round(Math.max(minimum, Math.min(value, maximum, Math.max(minimum, room))))
  }
  const change = (value: number) => {
    const next = clamp(value)
    setWanted(next)
    remember(`split:${name}`, next)
  }
  const sign = fixed === 'first' ? 1 : -1

  function drag(event: PointerEvent & { currentTarget: HTMLDivElement }) {
    event.preventDefault()
    const start = direction === 'row' ? event.clientX : event.clientY
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const move = (next: PointerEvent) =>
      change(wanted + sign * ((direction === 'row' ? next.clientX : next.clientY) - start))
    const end = () => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('pointerup', end)
      handle.removeEventListener('pointercancel', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end)
    handle.addEventListener('pointercancel', end)
  }

  function press(event: KeyboardEvent) {
    const step = event.shiftKey ? 80 : 16
    const [less, more] = direction === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    if (event.key === less) change(wanted - sign * step)
    else if (event.key === more) change(wanted + sign * step)
    else if (event.key === 'Home') change(minimum)
    else if (event.key === 'End') change(maximum)
    else return
    event.preventDefault()
  }

  const fixedStyle = { flex: `0 1 ${wanted}px`, [direction === 'row' ? 'minWidth' : 'minHeight']: `${minimum}px` }
  return (
    <div ref={container} class="split" data-direction={direction}>
      <div
        class={`split-part ${fixed === 'first' ? '' : 'flexible'}`}
        style={fixed === 'first' ? fixedStyle : undefined}
      >
        {children[0]}
      </div>
      <div
        class="split-handle"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
        aria-valuemin={minimum}
        aria-valuemax={maximum}
        aria-valuenow={wanted}
        onPointerDown={drag}
        onKeyDown={press}
        onDblClick={() => change(size)}
      />
      <div
        class={`split-part ${fixed === 'second' ? '' : 'flexible'}`}
        style={fixed === 'second' ? fixedStyle : undefined}
      >
        {children[1]}
      </div>
    </div>
  )
}
