import { datasetNamePattern } from '../../../main/contract/ids.ts'
import { baseName } from '../../state/job-title.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'gb18030']
/** Titles of the formats that can be stated, by id; text formats only, since Parquet says itself what it is. */
export const formatTitles: Readonly<Record<string, string>> = {
  csv: 'Comma-separated values',
  tsv: 'Tab-separated values',
  delimited: 'Delimited text',
  movielens: 'MovieLens',
  recbole: 'RecBole atomic file',
  'open-bandit': 'Open Bandit Dataset',
  'user-lists': 'One user per line',
  matrix: 'Dense matrix, 0 is missing',
  msweb: 'Microsoft Web Data (A, C, V lines)',
  jsonl: 'JSON lines',
  parquet: 'Parquet',
}
export const delimiters = ['\t', ',', ';', '|', '::', ' ', '^', ':', '\u0001']

/** A name for the data set from the file's: letters, digits, dot, dash and underscore. */
export function proposeName(file: string): string {
  const stem = baseName(file).replace(/\.(gz|zip|csv|tsv|txt|data|dat|inter|parquet|json|jsonl|ndjson)(?=\.|$)/gi, '')
  const name = (stem || baseName(file))
    .replace(/ \(\d{1,2}\)$/, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .slice(0, 64)
  return datasetNamePattern.test(name) ? name : 'data'
}

export const isValidName = (name: string) => datasetNamePattern.test(name)

/** Options are remembered per kind of file name: digits do not count, so that `log-2024.csv` and `log-2025.csv` are one kind. */
export const filePattern = (file: string) => baseName(file).toLowerCase().replace(/\d+/g, '#')
