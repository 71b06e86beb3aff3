import type { CellOutput, CellState, NotebookCell, NotebookDocument } from '../../main/contract/api/notebook.ts'

/** What the window knows of a cell beside the document: how its last run went, what it declared and read. */
export interface CellRun {
  readonly state: CellState | 'idle'
  readonly startedAt: number | null
  readonly seconds: number | null
  readonly defines: readonly string[]
  readonly uses: readonly string[]
  /** The order of runs in this session; 0 when it has not run. */
  readonly turn: number
  /** The source that ran last. */
  readonly source: string | null
}

export const neverRun: CellRun = {
  state: 'idle',
  startedAt: null,
  seconds: null,
  defines: [],
  uses: [],
  turn: 0,
  source: null,
}

export interface Cells {
  readonly document: NotebookDocument
  readonly runs: Readonly<Record<string, CellRun>>
}

export const runOf = (cells: Cells, id: string): CellRun => cells.runs[id] ?? neverRun

export const sourceOf = (cells: Cells, id: string): string =>
  cells.document.cells.find((cell) => cell.id === id)?.source ?? ''

export function changeCell(cells: Cells, id: string, change: Partial<NotebookCell>): Cells {
  const next = cells.document.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell))
  return { ...cells, document: { ...cells.document, cells: next } }
}

export const changeRun = (cells: Cells, id: string, change: Partial<CellRun>): Cells => ({
  ...cells,
  runs: { ...cells.runs, [id]: { ...runOf(cells, id), ...change } },
})

export const emptyCell = (type: 'code' | 'markdown', id = crypto.randomUUID().slice(0, 8)): NotebookCell => ({
  id,
  cell_type: type,
  metadata: {},
  source: '',
  ...(type === 'code' && { outputs: [], execution_count: null }),
})

/** Puts a cell at a place; returns the document only. */
export function insertCell(document: NotebookDocument, cell: NotebookCell, at: number): NotebookDocument {
  return { ...document, cells: document.cells.toSpliced(at, 0, cell) }
}

/** A notebook keeps at least one cell. */
export function removeCell(document: NotebookDocument, id: string): NotebookDocument {
  const cells = document.cells.filter((cell) => cell.id !== id)
  return { ...document, cells: cells.length ? cells : [emptyCell('code')] }
}

export function moveCell(document: NotebookDocument, id: string, by: 1 | -1): NotebookDocument {
  const from = document.cells.findIndex((cell) => cell.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= document.cells.length) return document
  return { ...document, cells: document.cells.toSpliced(from, 1).toSpliced(to, 0, document.cells[from]!) }
}

/** Streams of one name that follow each other are one output. */
export function appendOutput(outputs: readonly CellOutput[], output: CellOutput): readonly CellOutput[] {
  const last = outputs.at(-1)
  if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name)
    return [...outputs.slice(0, -1), { ...last, text: last.text + output.text }]
  return [...outputs, output]
}

/** Why a cell's output no longer fits: it was edited since, or the cell at this place (from 1) that declared what it reads ran or was edited later. */
export type Staleness = { readonly kind: 'edited' } | { readonly kind: 'dependency'; readonly place: number } | null

export function stalenessOf(cells: Cells, id: string): Staleness {
  const run = runOf(cells, id)
  if (run.turn === 0 || run.state === 'running' || run.state === 'queued') return null
  const list = cells.document.cells
  const place = list.findIndex((cell, index) => {
    const other = runOf(cells, cell.id)
    const read = cell.id !== id && other.turn > 0 && other.defines.some((name) => run.uses.includes(name))
    return read && (other.turn > run.turn || other.source !== list[index]!.source)
  })
  if (place >= 0) return { kind: 'dependency', place: place + 1 }
  return list.find((cell) => cell.id === id)?.source === run.source ? null : { kind: 'edited' }
}

export const staleCells = (cells: Cells): NotebookCell[] =>
  cells.document.cells.filter((cell) => cell.cell_type === 'code' && stalenessOf(cells, cell.id) !== null)
