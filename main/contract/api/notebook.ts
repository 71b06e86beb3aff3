import * as v from 'valibot'
import type { KernelId } from '../ids.ts'
import { call } from './call.ts'

/** A bundle keyed by MIME type (nbformat 4.5); always with `text/plain`. */
export type MimeBundle = Readonly<Record<string, unknown>>

export type CellOutput =
  | { readonly output_type: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly output_type: 'display_data'
      readonly data: MimeBundle
      readonly metadata: Readonly<Record<string, unknown>>
    }
  | {
      readonly output_type: 'execute_result'
      readonly data: MimeBundle
      readonly metadata: Readonly<Record<string, unknown>>
      readonly execution_count: number
    }
  | {
      readonly output_type: 'error'
      readonly ename: string
      readonly evalue: string
      readonly traceback: readonly string[]
    }

export interface NotebookCell {
  readonly id: string
  readonly cell_type: string
  readonly source: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly execution_count?: number | null
  readonly outputs?: readonly CellOutput[]
}

/** A `.ipynb` document in memory. Unknown metadata, cell types and output types are kept. */
export interface NotebookDocument {
  readonly nbformat: 4
  readonly nbformat_minor: number
  readonly metadata: Readonly<Record<string, unknown>>
  readonly cells: readonly NotebookCell[]
}

export interface NotebookFile {
  readonly path: string
  readonly title: string
  readonly shipped: boolean
  readonly modifiedAt: number
}

export interface Variable {
  readonly name: string
  readonly type: string
  readonly preview: string
}

/** A cell's life: queued, running, then idle with how it ended. */
export type CellState = 'queued' | 'running' | 'done' | 'failed' | 'interrupted'

const kernel = v.strictObject({ kernel: v.string() })
const cell = v.custom<NotebookDocument>(
  (value) => typeof value === 'object' && value !== null && Array.isArray((value as { cells?: unknown }).cells),
  'A notebook has a list of cells.',
)

export const notebookCalls = {
  'notebook/list': call(v.strictObject({})).returns<readonly NotebookFile[]>(),
  /** Opening executes nothing. A shipped notebook is opened as a copy in the workspace. */
  'notebook/open': call(v.strictObject({ path: v.string() })).returns<{
    readonly path: string
    readonly document: NotebookDocument
    readonly trusted: boolean
    readonly modifiedAt: number
  }>(),
  'notebook/create': call(v.strictObject({ title: v.string() })).returns<{ readonly path: string }>(),
  /** Refused with `conflict` when the file on disk is newer than `modifiedAt`, unless `overwrite`. */
  'notebook/save': call(
    v.strictObject({
      path: v.string(),
      document: cell,
      modifiedAt: v.number(),
      overwrite: v.optional(v.boolean(), false),
    }),
  ).returns<{ readonly modifiedAt: number }>(),
  'notebook/trust': call(v.strictObject({ path: v.string() })).returns<null>(),
  'notebook/start': call(v.strictObject({ path: v.string() })).returns<KernelId>(),
  'notebook/execute': call(v.strictObject({ kernel: v.string(), cell: v.string(), code: v.string() })).returns<{
    readonly state: CellState
    readonly count: number
    readonly defines: readonly string[]
    readonly uses: readonly string[]
  }>(),
  'notebook/interrupt': call(kernel).returns<null>(),
  'notebook/restart': call(kernel).returns<null>(),
  'notebook/stop': call(kernel).returns<null>(),
  'notebook/variables': call(kernel).returns<readonly Variable[]>(),
  /** Declarations of the public API for the editor. */
  'notebook/types': call(v.strictObject({})).returns<string>(),
} as const
