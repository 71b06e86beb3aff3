import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import type { ReportFormat } from '../contract/api/reports.ts'

const byExtension: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.csv': 'csv',
  '.tex': 'latex',
  '.json': 'json',
}

/** The format that a report file's name asks for. */
export function reportFormatOf(file: string): ReportFormat {
  const format = byExtension[path.extname(file).toLowerCase()]
  if (format) return format
  throw new RecbenchError('invalid-parameter', `The report "${file}" has no known ending.`, {
    remedy: `Use one of ${Object.keys(byExtension).join(', ')}.`,
  })
}
