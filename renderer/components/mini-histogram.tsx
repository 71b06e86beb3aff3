import { useRef, useState } from 'preact/hooks'

interface MiniHistogramProps {
  readonly counts: readonly number[]
  /** What the picture shows, in one sentence. */
  readonly label: string
  readonly width?: number
  readonly height?: number
  /** A range of bars was brushed; both ends count. */
  readonly onBrush?: (first: number, last: number) => void
}

/** Bars without axes for the head of a column. Neutral grey: a distribution, not a series. */
export function MiniHistogram({ counts, label, width = 110, height = 24, onBrush }: MiniHistogramProps) {
  const [range, setRange] = useState<readonly [number, number]>()
  const element = useRef<SVGSVGElement>(null)
  const largest = Math.max(1, ...counts)
  const step = width / Math.max(1, counts.length)
  const at = (event: PointerEvent) => {
    const box = element.current!.getBoundingClientRect()
    return Math.max(
      0,
      Math.min(counts.length - 1, Math.floor(((event.clientX - box.left) / box.width) * counts.length)),
    )
  }
  const order = ([a, b]: readonly [number, number]): readonly [number, number] => (a <= b ? [a, b] : [b, a])
  const [low, high] = range ? order(range) : [-1, -1]
  return (
    <svg
      ref={element}
      class={`mini-histogram${onBrush ? ' brushable' : ''}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        if (!onBrush) return
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        setRange([at(event), at(event)])
      }}
      onPointerMove={(event) => range && setRange([range[0], at(event)])}
      onPointerUp={() => {
        if (range) onBrush?.(...order(range))
        setRange(undefined)
      }}
      onPointerCancel={() => setRange(undefined)}
      onClick={(event) => onBrush && event.stopPropagation()}
    >
      {counts.map((count, index) => {
        const bar = count === 0 ? 0 : Math.max(1, (count / largest) * height)
        return (
          <rect
            key={index}
            x={index * step}
            y={height - bar}
            width={Math.max(0.5, step - (step > 3 ? 1 : 0))}
            height={bar}
            fill={index >= low && index <= high ? 'var(--c-accent)' : 'var(--c-mark)'}
          />
        )
      })}
    </svg>
  )
}
