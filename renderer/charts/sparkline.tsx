import type { Family } from '../../main/contract/api/models.ts'

interface SparklineProps {
  readonly values: readonly number[]
  readonly family: Family
  /** Shares the x axis with others: the values fill this part of the width. */
  readonly fraction?: number
  readonly width?: number
  readonly height?: number
}

/** A curve without axes for a table's cell, on its own scale. */
export function Sparkline({ values, family, fraction = 1, width = 150, height = 18 }: SparklineProps) {
  if (values.length < 2) return null
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const room = Math.max(8, (width - 4) * Math.min(1, fraction))
  const points = values.map(
    (value, at) =>
      `${(1 + (at / (values.length - 1)) * room).toFixed(1)} ${(2 + (1 - (value - low) / span) * (height - 4)).toFixed(1)}`,
  )
  const [x, y] = points.at(-1)!.split(' ')
  return (
    <svg class="sparkline" width={width} height={height} aria-hidden="true" style={{ color: `var(--f-${family})` }}>
      <path d={`M${points.join('L')}`} fill="none" stroke="currentColor" stroke-width="1.5" />
      {fraction < 1 && <circle cx={x} cy={y} r="2.2" fill="var(--c-mark)" />}
    </svg>
  )
}
