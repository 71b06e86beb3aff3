import fs from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { CellOutput, NotebookCell, NotebookDocument } from '../../contract/api/notebook.ts'
import { text, type Command } from '../command.ts'

export const notebookCommand: Command = {
  name: 'notebook',
  summary: 'Run every code cell of a notebook, and write it with its outputs.',
  arguments: 'run FILE.ipynb',
  details: 'Running a notebook executes its code with your rights: run only what you trust.',
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'Where to write the notebook with outputs; nowhere when absent.',
    },
  },
  async run({ positionals, values, output, signal, open }) {
    const [action, file, ...more] = positionals
    if (action !== 'run' || file === undefined || more.length)
      throw new RecbenchError(
        'invalid-parameter',
        `"${['recbench notebook', ...positionals].join(' ')}" is not a command.`,
        {
          remedy: 'Write recbench notebook run FILE.ipynb.',
        },
      )
    const client = await open()
    const { document, path: opened } = await client.call('notebook/open', { path: path.resolve(file) })
    await client.call('notebook/trust', { path: opened })
    const kernel = await client.call('notebook/start', { path: opened })
    const outputs = new Map<string, CellOutput[]>()
    const end = client.subscribe('notebook', (event) => {
      if (event.kernel === kernel && event.type === 'output')
        outputs.set(event.cell, [...(outputs.get(event.cell) ?? []), event.output])
    })
    signal.addEventListener('abort', () => void client.call('notebook/interrupt', { kernel }).catch(() => undefined))
    const code = document.cells.filter(({ cell_type, source }) => cell_type === 'code' && source.trim() !== '')
    const counts = new Map<string, number>()
    let failure: string | undefined
    for (const [index, cell] of code.entries()) {
      output.progress({
        fraction: index / code.length,
        stage: `cell ${index + 1} of ${code.length}`,
        secondsLeft: null,
      })
      const { state, count } = await client.call('notebook/execute', { kernel, cell: cell.id, code: cell.source })
      counts.set(cell.id, count)
      if (state === 'done') continue
      failure = `Cell ${index + 1} ${state}: ${errorOf(outputs.get(cell.id))}`
      break
    }
    end()
    output.endProgress()
    await client.call('notebook/stop', { kernel })
    const finished = withOutputs(document, outputs, counts)
    const out = text(values.out)
    if (out !== undefined) fs.writeFileSync(out, `${JSON.stringify(finished, null, 1)}\n`)
    if (failure) throw new RecbenchError('bad-input', failure, { where: file })
    for (const cell of finished.cells) for (const each of cell.outputs ?? []) output.line(plain(each))
    return { notebook: file, cells: code.length, outputs: finished.cells.flatMap((cell) => cell.outputs ?? []) }
  },
}

const withOutputs = (
  document: NotebookDocument,
  outputs: Map<string, CellOutput[]>,
  counts: Map<string, number>,
): NotebookDocument => ({
  ...document,
  cells: document.cells.map((cell): NotebookCell =>
    cell.cell_type === 'code'
      ? { ...cell, outputs: outputs.get(cell.id) ?? [], execution_count: counts.get(cell.id) ?? null }
      : cell,
  ),
})

const errorOf = (outputs: readonly CellOutput[] = []) =>
  outputs.map((output) => (output.output_type === 'error' ? `${output.ename}: ${output.evalue}` : '')).join('') ||
  'no reason was given'

function plain(output: CellOutput): string {
  if (output.output_type === 'stream') return output.text.trimEnd()
  return output.output_type === 'error' ? `${output.ename}: ${output.evalue}` : String(output.data['text/plain'] ?? '')
}
