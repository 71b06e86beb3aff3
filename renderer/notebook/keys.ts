import { emptyCell, insertCell, moveCell, removeCell } from './cells.ts'
import type { Notebook } from './notebook.ts'

let clipboard: ReturnType<typeof emptyCell> | undefined
let lastD = 0
const doublePress = 600

/**
 * Jupyter's keys (platform conventions: `notebook-extension/schema/tracker.json`). Shift Enter runs and goes on, Ctrl Enter runs, Alt Enter runs and
 * inserts; the letters work in command mode only. Returns whether the press was used.
 */
export function pressNotebookKey(notebook: Notebook, event: KeyboardEvent): boolean {
  if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey)) {
    const id = notebook.selected.value
    void notebook.run(id)
    if (event.altKey) insertBeside(notebook, 'code', 1)
    else if (event.shiftKey) advance(notebook)
    else notebook.editing.value = false
    return true
  }
  if (event.key === 'Escape' && notebook.editing.value) {
    notebook.editing.value = false
    return true
  }
  if (notebook.editing.value || event.ctrlKey || event.metaKey || event.altKey) return false
  const command =
    commands[
      event.shiftKey ? `Shift ${event.key.toUpperCase()}` : event.key.length === 1 ? event.key.toLowerCase() : event.key
    ]
  if (!command) return false
  command(notebook)
  return true
}

const commands: Readonly<Record<string, (notebook: Notebook) => void>> = {
  Enter: (notebook) => (notebook.editing.value = true),
  a: (notebook) => insertBeside(notebook, 'code', 0),
  b: (notebook) => insertBeside(notebook, 'code', 1),
  m: (notebook) => setType(notebook, 'markdown'),
  y: (notebook) => setType(notebook, 'code'),
  j: (notebook) => step(notebook, 1),
  k: (notebook) => step(notebook, -1),
  ArrowDown: (notebook) => step(notebook, 1),
  ArrowUp: (notebook) => step(notebook, -1),
  z: (notebook) => notebook.undo(),
  'Shift Z': (notebook) => notebook.redo(),
  x: (notebook) => {
    copy(notebook)
    remove(notebook)
  },
  c: copy,
  v: (notebook) => {
    if (clipboard) insertBeside(notebook, 'code', 1, { ...clipboard, id: emptyCell('code').id })
  },
  d(notebook) {
    const now = Date.now()
    if (now - lastD < doublePress) remove(notebook)
    lastD = now - lastD < doublePress ? 0 : now
  },
  'Shift M': merge,
  'Shift J': (notebook) => notebook.edit((document) => moveCell(document, notebook.selected.value, 1)),
  'Shift K': (notebook) => notebook.edit((document) => moveCell(document, notebook.selected.value, -1)),
}

const place = (notebook: Notebook) =>
  notebook.cells.value.document.cells.findIndex(({ id }) => id === notebook.selected.value)

/** Inserts a cell before (0) or after (1) the selected one and selects it. */
export function insertBeside(
  notebook: Notebook,
  type: 'code' | 'markdown',
  after: 0 | 1,
  cell = emptyCell(type),
): void {
  const at = place(notebook) + after
  notebook.edit((document) => insertCell(document, cell, at))
  notebook.selected.value = cell.id
}

export function remove(notebook: Notebook): void {
  const at = place(notebook)
  notebook.edit((document) => removeCell(document, notebook.selected.value))
  const { cells } = notebook.cells.value.document
  notebook.selected.value = cells[Math.min(at, cells.length - 1)]!.id
}

function step(notebook: Notebook, by: number): void {
  const next = notebook.cells.value.document.cells[place(notebook) + by]
  if (next) notebook.selected.value = next.id
}

function advance(notebook: Notebook): void {
  notebook.editing.value = false
  const { cells } = notebook.cells.value.document
  if (place(notebook) === cells.length - 1) insertBeside(notebook, 'code', 1)
  else step(notebook, 1)
}

function copy(notebook: Notebook): void {
  clipboard = notebook.cells.value.document.cells[place(notebook)]
}

function setType(notebook: Notebook, type: 'code' | 'markdown'): void {
  const id = notebook.selected.value
  notebook.edit((document) => ({
    ...document,
    cells: document.cells.map((cell) =>
      cell.id === id && cell.cell_type !== type ? { ...emptyCell(type, id), source: cell.source } : cell,
    ),
  }))
}

function merge(notebook: Notebook): void {
  const at = place(notebook)
  const next = notebook.cells.value.document.cells[at + 1]
  if (!next) return
  notebook.edit((document) => ({
    ...document,
    cells: document.cells.toSpliced(at, 2, {
      ...document.cells[at]!,
      source: `${document.cells[at]!.source}\n${next.source}`,
    }),
  }))
}
