import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CellOutput } from '../../main/contract/api/notebook.ts'
import { openLocal } from '../../main/host/local.ts'
import { parseNotebook } from '../../main/notebook/document.ts'

const folder = fileURLToPath(new URL('../../experiments/', import.meta.url))
const notebooks = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ipynb'))

let workspace: string
let engine: Awaited<ReturnType<typeof openLocal>>

beforeAll(async () => {
  workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'recbench-notebooks-'))
  engine = await openLocal({ workspace, shell: 'test' })
})
afterAll(async () => {
  await engine.close()
  fs.rmSync(workspace, { recursive: true, force: true })
})

describe.each(notebooks)('the shipped notebook %s', (name) => {
  it('has no outputs and is listed in the index', () => {
    const { cells } = parseNotebook(fs.readFileSync(path.join(folder, name), 'utf8'), name)
    expect(cells.flatMap(({ outputs }) => outputs ?? [])).toEqual([])
    expect(fs.readFileSync(path.join(folder, 'README.md'), 'utf8')).toContain(`(${name})`)
  })

  it('runs from top to bottom, and every code cell shows something', async () => {
    const { client } = engine
    const { document, path: opened } = await client.call('notebook/open', { path: path.join(folder, name) })
    const kernel = await client.call('notebook/start', { path: opened })
    const outputs = new Map<string, CellOutput[]>()
    const end = client.subscribe('notebook', (event) => {
      if (event.kernel === kernel && event.type === 'output')
        outputs.set(event.cell, [...(outputs.get(event.cell) ?? []), event.output])
    })
    for (const cell of document.cells.filter(({ cell_type }) => cell_type === 'code')) {
      const { state } = await client.call('notebook/execute', { kernel, cell: cell.id, code: cell.source })
      expect({ state, outputs: state === 'done' ? [] : outputs.get(cell.id) }).toEqual({ state: 'done', outputs: [] })
      expect(outputs.get(cell.id)?.[0]).toMatchObject({ output_type: 'execute_result' })
    }
    end()
    await client.call('notebook/stop', { kernel })
  }, 120_000)
})
