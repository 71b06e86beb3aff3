import { randomUUID } from 'node:crypto'
import type { CellOutput, NotebookCell, NotebookDocument } from '../contract/api/notebook.ts'
import { RecbenchError } from '../contract/errors.ts'

type Raw = Record<string, unknown>

/**
 * Reads a `.ipynb` (nbformat 4.x; https://nbformat.readthedocs.io/en/latest/format_description.html). Source and text may be one string or a list of strings;
 * cells without an id, or with one that another cell has, get a new one; unknown metadata, cell types and output types are kept.
 */
export function parseNotebook(text: string, file: string): NotebookDocument {
  const raw = readJson(text, file)
  if (raw.nbformat !== 4 || !Array.isArray(raw.cells))
    throw new RecbenchError('bad-input', `${file} is not a notebook of nbformat 4.`, {
      why: `It has nbformat ${JSON.stringify(raw.nbformat ?? null)}${Array.isArray(raw.cells) ? '' : ' and no list of cells'}.`,
      remedy: 'Open it in Jupyter and save it again, which converts it.',
    })
  const ids = new Set<string>()
  return {
    nbformat: 4,
    nbformat_minor: Math.max(5, Number(raw.nbformat_minor) || 0),
    metadata: (raw.metadata as Raw | undefined) ?? {},
    cells: raw.cells.map((cell, index) => parseCell(cell as Raw, index, ids, file)),
  }
}

/** Writes the document as Jupyter does: one space of indentation, text as lists of lines. */
export function printNotebook(document: NotebookDocument): string {
  const cells = document.cells.map((cell) => ({
    ...cell,
    ...(cell.cell_type === 'code' && {
      execution_count: cell.execution_count ?? null,
      outputs: (cell.outputs ?? []).map(printOutput),
    }),
    source: toLines(cell.source),
  }))
  return `${JSON.stringify({ cells, metadata: document.metadata, nbformat: 4, nbformat_minor: document.nbformat_minor }, null, 1)}\n`
}

export const emptyNotebook = (title: string): NotebookDocument => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    kernelspec: { display_name: 'TypeScript (Recbench)', language: 'typescript', name: 'recbench' },
    language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/typescript' },
  },
  cells: [
    { id: newCellId(), cell_type: 'markdown', metadata: {}, source: `# ${title}` },
    { id: newCellId(), cell_type: 'code', metadata: {}, source: '', outputs: [], execution_count: null },
  ],
})

export const newCellId = () => randomUUID().slice(0, 8)

function parseCell(raw: Raw, index: number, ids: Set<string>, file: string): NotebookCell {
  if (typeof raw !== 'object' || raw === null || typeof raw.cell_type !== 'string')
    throw new RecbenchError('bad-input', `Cell ${index + 1} of ${file} has no cell_type.`, {
      where: `${file}, cell ${index + 1}`,
    })
  const given = typeof raw.id === 'string' && /^[\w-]{1,64}$/.test(raw.id) && !ids.has(raw.id) ? raw.id : newCellId()
  ids.add(given)
  const { outputs } = raw
  return {
    ...raw,
    id: given,
    cell_type: raw.cell_type,
    source: joinText(raw.source),
    metadata: (raw.metadata as Raw | undefined) ?? {},
    ...(Array.isArray(outputs) && { outputs: outputs.map((output) => parseOutput(output as Raw)) }),
  }
}

function parseOutput(raw: Raw): CellOutput {
  const data = raw.data as Raw | undefined
  return {
    ...raw,
    ...(raw.text !== undefined && { text: joinText(raw.text) }),
    ...(data && {
      data: Object.fromEntries(
        Object.entries(data).map(([type, value]) => [type, type.endsWith('json') ? value : joinText(value)]),
      ),
    }),
  } as unknown as CellOutput
}

function printOutput(output: CellOutput): unknown {
  if (output.output_type === 'stream') return { ...output, text: toLines(output.text) }
  if (output.output_type === 'error' || !('data' in output)) return output
  const data = Object.entries(output.data).map(([type, value]) => [
    type,
    typeof value === 'string' && type.startsWith('text/') ? toLines(value) : value,
  ])
  return { ...output, data: Object.fromEntries(data) as Raw }
}

const joinText = (value: unknown): string =>
  Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : ''
const toLines = (text: string) => (text === '' ? [] : text.split(/(?<=\n)/))

function readJson(text: string, file: string): Raw {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Raw
  } catch (cause) {
    throw new RecbenchError('bad-input', `${file} is not JSON: ${(cause as Error).message}.`, { where: file, cause })
  }
  throw new RecbenchError('bad-input', `${file} is not a notebook: it holds no object.`, { where: file })
}
