import type { ReportCell, ReportDocument, ReportTable } from './document.ts'

/**
 * A cell that no spreadsheet takes for a formula: text whose first visible character, on any of its lines, is = + - @ gets an apostrophe, also after a
 * tab, line end or (no-break) space. Numbers are written as they are.
 */
export function escapeCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = value.replace(/(^|[\r\n])([\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/g, "$1'$2")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The tables of the report, one after the other: a line with the table's name, the head, the rows, an empty line. Numbers in full precision. */
export function toCsv({ parts }: ReportDocument): string {
  const tables = parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])))
  return tables.map(drawTable).join('\r\n')
}

function drawTable({ id, label, columns, rows }: ReportTable): string {
  const isInterval = columns.map((_, at) => rows.some((row) => Array.isArray(row[at]?.raw)))
  const head = columns.flatMap(({ title }, at) =>
    isInterval[at] ? [`${columns[at - 1]?.title ?? title} low`, `${columns[at - 1]?.title ?? title} high`] : [title],
  )
  const body = rows.map((row) => row.flatMap((cell, at) => valuesOf(cell, isInterval[at]!)))
  return `${[[escapeCell(label === undefined ? `# ${id}` : `# ${id}; ${label}`)], head.map(escapeCell), ...body].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

function valuesOf({ text, raw }: ReportCell, interval: boolean): string[] {
  if (interval) return Array.isArray(raw) ? raw.map((end: number) => escapeCell(end)) : ['', '']
  return [typeof raw === 'number' || raw === null ? escapeCell(raw) : escapeCell(text)]
}
