import { datasetNamePattern } from '../../../main/contract/ids.ts'
import { baseName } from '../../state/job-title.ts'

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'latin1',
  'windows-1252',
  'gbk',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
]
export const delimiters = ['\t', ',', ';', '|', '::', ' ', '\u0001']

/** A name for the data set from the file's: letters, digits, dot, dash and underscore. */
export function proposeName(file: string): string {
  const stem = baseName(file).replace(/\.(gz|zip|csv|tsv|txt|data|dat|inter|parquet|json|jsonl|ndjson)(?=\.|$)/gi, '')
  const name = (stem || baseName(file))
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 64)
  return datasetNamePattern.test(name) ? name : 'data'
}

export const isValidName = (name: string) => datasetNamePattern.test(name)

/** Options are remembered per kind of file name: digits do not count, so that `log-2024.csv` and `log-2025.csv` are one kind. */
export const filePattern = (file: string) => baseName(file).toLowerCase().replace(/\d+/g, '#')
