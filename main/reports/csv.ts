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

function drawTable({ id, columns, rows }: ReportTable): string {
  const lines = [[`# ${id}`], columns.map(({ title }) => escapeCell(title)), ...rows.map((row) => row.map(valueOf))]
  return `${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

function valueOf({ text, raw }: ReportCell): string {
  if (typeof raw === 'number' || raw === null) return escapeCell(raw)
  return escapeCell(text)
}
