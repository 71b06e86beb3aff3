import type { Family } from '../../main/contract/api/models.ts'

interface IntervalBarProps {
  readonly family: Family
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** The right end, the same down the column. */
  readonly limit: number
  /** The dashed line: the best value, or that of the logging policy. */
  readonly reference?: number | null
  /** Only the interval: for values that may lie below zero or are compared with a reference. */
  readonly open?: boolean
}

/** A bar in a table's cell: from 0 to the value, with the interval's caps. The numbers stand in text beside it. */
export function IntervalBar({ family, value, low, high, limit, reference, open }: IntervalBarProps) {
  if (value === null || !(limit > 0)) return <span class="interval-bar" />
  const at = (number: number) => `${Math.min(100, Math.max(0, (number / limit) * 100))}%`
  const span = (from: number, to: number) => ({
    left: at(from),
    width: `calc(${at(to)} - ${at(from)})`,
    color: `var(--f-${family})`,
  })
  return (
    <span class="interval-bar" aria-hidden="true">
      {!open && <i class="interval-fill" style={span(0, value)} />}
      {low !== null && high !== null && <i class="interval-range" style={span(low, high)} />}
      <i class="interval-value" style={{ left: at(value), color: `var(--f-${family})` }} />
      {reference !== undefined && reference !== null && (
        <i class="interval-reference" style={{ left: at(reference) }} />
      )}
    </span>
  )
}
