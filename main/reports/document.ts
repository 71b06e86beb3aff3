import type { Family } from '../contract/api/models.ts'
import type { Figure } from '../figures/figure.ts'

/** A number, or the two ends of an interval. */
export type RawValue = number | string | null | readonly [number, number]

/** A cell of a report's table: text as a person reads it; `raw` is the number for files that programs read. */
export interface ReportCell {
  readonly text: string
  readonly raw?: RawValue
  readonly family?: Family
  readonly best?: boolean
}

export interface ReportTable {
  readonly kind: 'table'
  /** Stable English identifier: file names, labels. */
  readonly id: string
  readonly caption: string
  /** What every reader of the numbers must know, such as that candidates were sampled; part of the caption, and beside the name in CSV. */
  readonly label?: string
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly ReportCell[])[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'figure'; readonly figure: Figure; readonly caption: string; readonly height: number }
  | { readonly kind: 'code'; readonly text: string; readonly caption: string }
  | { readonly kind: 'facts'; readonly entries: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'definitions'
      readonly entries: readonly { readonly term: string; readonly text: string; readonly formula: string }[]
    }
  | ReportTable

export interface ReportPart {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** A report before it has a format. */
export interface ReportDocument {
  readonly title: string
  readonly subtitle: string
  readonly language: 'en' | 'zh'
  readonly parts: readonly ReportPart[]
}

export const cell = (text: string, raw?: RawValue): ReportCell => (raw === undefined ? { text } : { text, raw })

export const column = (title: string, numeric = true) => ({ title, numeric })
