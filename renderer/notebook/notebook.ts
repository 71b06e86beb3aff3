import { computed, signal } from '@preact/signals'
import type { CellOutput, NotebookDocument, Variable } from '../../main/contract/api/notebook.ts'
import { toErrorReport } from '../../main/contract/errors.ts'
import type { Events } from '../../main/contract/events.ts'
import { call, watch } from '../client/client.ts'
import { report } from '../state/notices.ts'
import { appendOutput, changeCell, changeRun, neverRun, staleCells, type Cells } from './cells.ts'

type KernelState = 'off' | 'starting' | 'idle' | 'busy' | 'restarting' | 'dead'
const saveDelay = 1500
const undoDepth = 50
let opened = 0

/** One open notebook: its cells, its kernel, and what is saved. */
export function openNotebook(path: string, document: NotebookDocument, isTrusted: boolean, readAt: number) {
  const cells = signal<Cells>({ document, runs: {} })
  const selected = signal(document.cells[0]?.id ?? '')
  const editing = signal(false)
  const trusted = signal(isTrusted)
  const kernel = signal<{ id: string | null; state: KernelState; reason: string | null }>({
    id: null,
    state: 'off',
    reason: null,
  })
  const variables = signal<readonly Variable[]>([])
  const saving = signal<{ state: 'saved' | 'dirty' | 'saving' | 'conflict'; at: number }>({
    state: 'saved',
    at: readAt,
  })
  const stale = computed(() => staleCells(cells.value))
  const running = computed(() =>
    Object.values(cells.value.runs).some(({ state }) => state === 'running' || state === 'queued'),
  )
  const undone: NotebookDocument[] = []
  const redone: NotebookDocument[] = []
  let modifiedAt = readAt
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  let stopRequested = false

  const end = watch('notebook', (event) => event.kernel === kernel.value.id && hear(event))

  function hear(event: Events['notebook']) {
    if (event.type === 'kernel') kernel.value = { ...kernel.value, state: event.state, reason: event.reason }
    else if (event.type === 'clear') setOutputs(event.cell, () => [])
    else if (event.type === 'output') setOutputs(event.cell, (outputs) => appendOutput(outputs, event.output))
    else if (event.state === 'queued' || event.state === 'running')
      cells.value = changeRun(cells.value, event.cell, {
        state: event.state,
        startedAt: event.state === 'running' ? Date.now() : null,
      })
  }

  function setOutputs(id: string, change: (outputs: readonly CellOutput[]) => readonly CellOutput[]) {
    const cell = cells.value.document.cells.find((each) => each.id === id)
    if (cell) cells.value = changeCell(cells.value, id, { outputs: change(cell.outputs ?? []) })
    touch()
  }

  function touch() {
    if (saving.value.state !== 'conflict') saving.value = { ...saving.value, state: 'dirty' }
    clearTimeout(timer)
    timer = setTimeout(() => void save(), saveDelay)
  }

  /** Writes the notebook; a newer file on disk is never overwritten without being asked. */
  async function save(overwrite = false) {
    clearTimeout(timer)
    if (saving.value.state === 'conflict' && !overwrite) return
    saving.value = { ...saving.value, state: 'saving' }
    try {
      const saved = await call('notebook/save', { path, document: cells.value.document, modifiedAt, overwrite })
      modifiedAt = saved.modifiedAt
      if (saving.value.state === 'saving') saving.value = { state: 'saved', at: Date.now() }
    } catch (error) {
      const conflict = toErrorReport(error).code === 'conflict'
      saving.value = { ...saving.value, state: conflict ? 'conflict' : 'dirty' }
      if (!conflict) report(error)
    }
  }

  /** Changes the list of cells; can be undone. */
  function edit(change: (document: NotebookDocument) => NotebookDocument) {
    const next = change(cells.value.document)
    if (next === cells.value.document) return
    undone.push(cells.value.document)
    if (undone.length > undoDepth) undone.shift()
    redone.length = 0
    show(next)
  }

  function show(next: NotebookDocument) {
    cells.value = { ...cells.value, document: next }
    if (!next.cells.some(({ id }) => id === selected.value)) selected.value = next.cells.at(-1)?.id ?? ''
    touch()
  }

  function swap(from: NotebookDocument[], to: NotebookDocument[]) {
    const other = from.pop()
    if (!other) return
    to.push(cells.value.document)
    show(other)
  }

  async function startKernel(): Promise<string> {
    if (kernel.value.id !== null && kernel.value.state !== 'dead') return kernel.value.id
    kernel.value = { id: null, state: 'starting', reason: null }
    try {
      const id = await call('notebook/start', { path })
      kernel.value = { id, state: 'idle', reason: null }
      return id
    } catch (error) {
      kernel.value = { id: null, state: 'off', reason: null }
      throw error
    }
  }

  /** Runs one code cell; true when it ended well. */
  async function run(id: string): Promise<boolean> {
    const cell = cells.value.document.cells.find((each) => each.id === id)
    if (cell?.cell_type !== 'code' || cell.source.trim() === '') return true
    const began = Date.now()
    const source = cell.source
    try {
      cells.value = changeRun(cells.value, id, { state: 'queued', source })
      const done = await call('notebook/execute', { kernel: await startKernel(), cell: id, code: source })
      const { state, defines, uses } = done
      cells.value = changeRun(cells.value, id, {
        state,
        seconds: (Date.now() - began) / 1000,
        defines,
        uses,
        turn: ++turn,
        source,
      })
      cells.value = changeCell(cells.value, id, { execution_count: done.count })
      touch()
      if (kernel.value.id !== null) variables.value = await call('notebook/variables', { kernel: kernel.value.id })
      return state === 'done'
    } catch (error) {
      cells.value = changeRun(cells.value, id, { state: 'failed', seconds: (Date.now() - began) / 1000 })
      report(error)
      return false
    }
  }

  /** Runs cells in the order given, up to the first that fails. */
  async function runAll(ids: readonly string[]) {
    stopRequested = false
    for (const id of ids) if (stopRequested || !(await run(id))) break
  }

  async function interrupt() {
    stopRequested = true
    if (kernel.value.id !== null) await call('notebook/interrupt', { kernel: kernel.value.id })
  }

  async function restart() {
    stopRequested = true
    cells.value = {
      ...cells.value,
      runs: Object.fromEntries(Object.keys(cells.value.runs).map((id) => [id, neverRun])),
    }
    variables.value = []
    if (kernel.value.id === null) return
    await call('notebook/restart', { kernel: kernel.value.id })
  }

  return {
    path,
    /** Names this notebook's models in the editor. */
    key: `notebook${++opened}`,
    cells,
    selected,
    editing,
    trusted,
    kernel,
    variables,
    saving,
    stale,
    running,
    edit,
    undo: () => swap(undone, redone),
    redo: () => swap(redone, undone),
    run,
    runAll,
    interrupt,
    restart,
    save,
    /** Typing in a cell: saved soon, undone by the editor. */
    type(id: string, source: string) {
      cells.value = changeCell(cells.value, id, { source })
      touch()
    },
    async trust() {
      await save()
      await call('notebook/trust', { path })
      trusted.value = true
    },
    async takeTheirs() {
      const opened = await call('notebook/open', { path })
      modifiedAt = opened.modifiedAt
      cells.value = { document: opened.document, runs: {} }
      trusted.value = opened.trusted
      saving.value = { state: 'saved', at: opened.modifiedAt }
    },
    close() {
      end()
      if (saving.value.state === 'dirty') void save()
    },
  }
}

export type Notebook = ReturnType<typeof openNotebook>
