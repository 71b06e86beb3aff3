import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'

/** A table of text with a header; cells are found by the header's name. */
export interface Columns {
  /** Cells of each line that is not empty, in the file's order. */
  readonly rows: readonly (readonly string[])[]
  /** Line of each row in the file, from 1. */
  readonly lines: readonly number[]
  has(name: string): boolean
  cell(row: readonly string[], name: string): string
}

/**
 * Reads a table separated by comma, tab or semicolon, with a header.
 *
 * @throws RecbenchError `bad-input` when a column that is needed is not there
 */
export function readColumns(text: string, file: string, needed: readonly string[]): Columns {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const separator = ['\t', ';', ','].find((sign) => header.includes(sign)) ?? ','
  const names = splitLine(header, separator).map((name) => name.trim().toLowerCase())
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new RecbenchError('bad-input', `The file ${path.basename(file)} has no column ${missing.join(' and ')}.`, {
      where: file,
      why: `Its header is "${header.slice(0, 100)}".`,
    })
  const places = lines
    .keys()
    .filter((at) => lines[at] !== '')
    .toArray()
  return {
    rows: places.map((at) => splitLine(lines[at]!, separator)),
    lines: places.map((at) => at + 2),
    has: (name) => names.includes(name),
    cell: (row, name) => row[names.indexOf(name)] ?? '',
  }
}

function splitLine(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator)
  const cells: string[] = []
  for (const match of line.matchAll(new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g')))
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
  return cells
}

/** A cell of a comma-separated file. */
export const spellCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
