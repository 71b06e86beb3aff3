import { inspect } from 'node:util'
import type { MimeBundle } from '../contract/api/notebook.ts'

const shownRows = 20
const shownColumns = 30

/** What a value may say of itself to be shown richly. */
export interface Displayable {
  toMimeBundle(): MimeBundle
}

interface Frame {
  readonly columns: readonly string[]
  readonly values: readonly (readonly unknown[])[]
  readonly shape: readonly number[]
}

/**
 * A value as a MIME bundle, richest first, always with `text/plain`: what says so itself, Plotly figures (`data` and `layout`), danfo.js frames and lists of
 * records as tables, everything else as Node prints it.
 */
export function display(value: unknown): MimeBundle {
  if (isDisplayable(value)) return value.toMimeBundle()
  if (isPlotly(value))
    return {
      'application/vnd.plotly.v1+json': JSON.parse(JSON.stringify(value)) as unknown,
      'text/plain': `Chart with ${value.data.length} traces`,
    }
  const frame = isFrame(value) ? value : toFrame(value)
  if (frame) return showTable(frame.columns, frame.values, frame.shape[0] ?? frame.values.length)
  return {
    'text/plain':
      typeof value === 'string'
        ? value
        : inspect(value, { depth: 3, maxArrayLength: 50, maxStringLength: 2000, breakLength: 100 }),
  }
}

/** A table as HTML and text; at most twenty rows are drawn, and how many there are is said. */
export function showTable(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  total = rows.length,
): MimeBundle {
  const drawn = rows.slice(0, shownRows)
  const head = columns.slice(0, shownColumns)
  const cells = drawn.map((row) => head.map((_, column) => formatCell(row[column])))
  const numeric = head.map((_, column) => drawn.every((row) => typeof row[column] === 'number' || row[column] === null))
  const align = (column: number) => (numeric[column] ? ' class="number"' : '')
  const html = [
    '<table><thead><tr>',
    ...head.map((name, column) => `<th scope="col"${align(column)}>${escape(name)}</th>`),
    '</tr></thead><tbody>',
    ...cells.map((row) => `<tr>${row.map((cell, column) => `<td${align(column)}>${escape(cell)}</td>`).join('')}</tr>`),
    '</tbody></table>',
    total > drawn.length ? `<p>${drawn.length} of ${total} rows</p>` : '',
  ].join('')
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd()
  const rest = total > drawn.length ? [`${drawn.length} of ${total} rows`] : []
  return { 'text/html': html, 'text/plain': [line(head), ...cells.map(line), ...rest].join('\n') }
}

const isDisplayable = (value: unknown): value is Displayable =>
  typeof (value as Partial<Displayable> | null | undefined)?.toMimeBundle === 'function'

const isPlotly = (value: unknown): value is { data: unknown[]; layout: object } => {
  const { data, layout } = (value ?? {}) as { data?: unknown; layout?: unknown }
  return Array.isArray(data) && typeof layout === 'object' && layout !== null
}

const isFrame = (value: unknown): value is Frame => {
  const { columns, values, shape } = (value ?? {}) as Partial<Frame>
  return Array.isArray(columns) && Array.isArray(values) && Array.isArray(shape) && shape.length === 2
}

function toFrame(value: unknown): Frame | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return undefined
  const columns = [...new Set(value.slice(0, shownRows).flatMap((row) => Object.keys(row)))]
  return {
    columns,
    values: value.map((row) => columns.map((column) => (row as Record<string, unknown>)[column])),
    shape: [value.length, columns.length],
  }
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

function formatCell(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
  return typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 200 })
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
