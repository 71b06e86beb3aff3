import { describe, expect, it } from 'vitest'
import { emptyNotebook, parseNotebook, printNotebook } from '../../../main/notebook/document.ts'

const raw = {
  cells: [
    { cell_type: 'markdown', id: 'a', metadata: { tags: ['x'] }, source: ['# Title\n', 'text'] },
    {
      cell_type: 'code',
      id: 'b',
      metadata: {},
      execution_count: 3,
      source: 'const x = 1\nx',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: ['a\n', 'b'] },
        {
          output_type: 'display_data',
          data: { 'text/plain': ['one\n', 'two'], 'application/json': { deep: [1] } },
          metadata: { isolated: true },
        },
        { output_type: 'unheard_of', something: 1 },
      ],
    },
    { cell_type: 'raw', id: 'c', metadata: {}, source: '', extra: { kept: true } },
  ],
  metadata: { unknown: { kept: true } },
  nbformat: 4,
  nbformat_minor: 5,
}

describe('a notebook document', () => {
  const document = parseNotebook(JSON.stringify(raw), 'x.ipynb')

  it('joins lines of source and text', () => {
    expect(document.cells[0]!.source).toBe('# Title\ntext')
    expect(document.cells[1]!.outputs![0]).toMatchObject({ text: 'a\nb' })
    expect(document.cells[1]!.outputs![1]).toMatchObject({
      data: { 'text/plain': 'one\ntwo', 'application/json': { deep: [1] } },
    })
  })

  it('keeps unknown metadata, cell types and output types through a round trip', () => {
    const again = parseNotebook(printNotebook(document), 'x.ipynb')
    expect(again).toEqual(document)
    expect(again).toMatchObject({ metadata: { unknown: { kept: true } } })
    expect(again.cells[1]!.outputs![2]).toEqual({ output_type: 'unheard_of', something: 1 })
    expect(again.cells[2]).toMatchObject({ cell_type: 'raw', extra: { kept: true } })
  })

  it('gives cells without an id, or with a repeated one, a new one', () => {
    const { cells } = parseNotebook(
      JSON.stringify({
        ...raw,
        cells: [
          { cell_type: 'code', source: '' },
          { cell_type: 'code', id: 'q', source: '' },
          { cell_type: 'code', id: 'q', source: '' },
        ],
      }),
      'x',
    )
    expect(new Set(cells.map(({ id }) => id)).size).toBe(3)
    expect(cells[1]!.id).toBe('q')
  })

  it('starts with a heading and an empty cell', () => {
    expect(parseNotebook(printNotebook(emptyNotebook('Mine')), 'x').cells.map(({ source }) => source)).toEqual([
      '# Mine',
      '',
    ])
  })

  it.each([
    ['not json', 'is not JSON'],
    ['[]', 'is not a notebook of nbformat 4'],
    ['3', 'holds no object'],
    [JSON.stringify({ nbformat: 3, worksheets: [] }), 'is not a notebook of nbformat 4'],
    [JSON.stringify({ nbformat: 4, cells: [{}] }), 'Cell 1 of x.ipynb has no cell_type'],
  ])('refuses %s with a sentence', (text, sentence) => {
    expect(() => parseNotebook(text, 'x.ipynb')).toThrow(sentence)
  })
})
