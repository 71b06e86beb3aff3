import { describe, expect, it } from 'vitest'
import type { NotebookDocument } from '../../../main/contract/api/notebook.ts'
import {
  appendOutput,
  changeCell,
  changeRun,
  emptyCell,
  insertCell,
  moveCell,
  removeCell,
  staleCells,
  stalenessOf,
  type Cells,
} from '../../../renderer/notebook/cells.ts'

const code = (id: string, source: string) => ({ ...emptyCell('code', id), source })
const document: NotebookDocument = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [code('a', 'const x = 1'), code('b', 'x + 1'), code('c', '3')],
}

function ran(...turns: readonly [string, number, string[], string[]][]): Cells {
  let cells: Cells = { document, runs: {} }
  for (const [id, turn, defines, uses] of turns)
    cells = changeRun(cells, id, {
      state: 'done',
      turn,
      defines,
      uses,
      source: document.cells.find((cell) => cell.id === id)!.source,
    })
  return cells
}

describe('staleness', () => {
  it('is none for a cell that has not run, and for cells that ran in order', () => {
    const cells = ran(['a', 1, ['x'], []], ['b', 2, [], ['x']])
    expect(stalenessOf(cells, 'b')).toBeNull()
    expect(stalenessOf(cells, 'c')).toBeNull()
  })

  it('names the cell that ran again and declares what this one reads', () => {
    expect(stalenessOf(ran(['b', 2, [], ['x']], ['a', 3, ['x'], []]), 'b')).toEqual({ kind: 'dependency', place: 1 })
  })

  it('names the cell that was edited and declares what this one reads', () => {
    const cells = changeCell(ran(['a', 1, ['x'], []], ['b', 2, [], ['x']]), 'a', { source: 'const x = 5' })
    expect(stalenessOf(cells, 'b')).toEqual({ kind: 'dependency', place: 1 })
    expect(stalenessOf(cells, 'a')).toEqual({ kind: 'edited' })
    expect(staleCells(cells).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('does not spread to cells that read nothing of it', () => {
    expect(stalenessOf(ran(['c', 1, [], []], ['a', 2, ['x'], []]), 'c')).toBeNull()
  })
})

describe('the list of cells', () => {
  const ids = (changed: NotebookDocument) => changed.cells.map(({ id }) => id).join('')

  it('inserts, moves and removes', () => {
    expect(ids(insertCell(document, code('z', ''), 1))).toBe('azbc')
    expect(ids(moveCell(document, 'a', 1))).toBe('bac')
    expect(ids(moveCell(document, 'a', -1))).toBe('abc')
    expect(ids(removeCell(document, 'b'))).toBe('ac')
  })

  it('keeps one cell', () => {
    expect(removeCell({ ...document, cells: [code('a', '')] }, 'a').cells).toHaveLength(1)
  })
})

describe('appendOutput', () => {
  it('joins streams of one name', () => {
    const one = { output_type: 'stream', name: 'stdout', text: 'a' } as const
    expect(appendOutput(appendOutput([], one), one)).toEqual([{ ...one, text: 'aa' }])
    expect(appendOutput([one], { ...one, name: 'stderr' })).toHaveLength(2)
  })
})
