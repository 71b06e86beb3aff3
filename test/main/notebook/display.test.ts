import { describe, expect, it } from 'vitest'
import { display } from '../../../main/notebook/display.ts'

describe('display', () => {
  it('always has plain text', () => {
    for (const value of [1, 'text', null, { a: [1, { b: 2 }] }, new Map([[1, 2]]), Symbol('s'), () => 1])
      expect(display(value)['text/plain']).toEqual(expect.any(String))
  })

  it('shows a list of records as a table', () => {
    const bundle = display([
      { model: 'ease', ndcg: 0.44612345 },
      { model: 'popularity', ndcg: null },
    ])
    expect(bundle['text/html']).toContain('<th scope="col">model</th>')
    expect(bundle['text/plain']).toBe('model           ndcg\nease        0.446123\npopularity         –')
  })

  it('draws twenty rows and says how many there are', () => {
    const bundle = display(Array.from({ length: 45 }, (_, row) => ({ row })))
    expect(bundle['text/html']).toContain('20 of 45 rows')
  })

  it('writes hostile text as text', () => {
    const html = display([{ '<b>': '<img src=x onerror=alert(1)>' }])['text/html'] as string
    expect(html).not.toMatch(/<(img|b)\b/)
  })

  it('passes a Plotly figure on', () => {
    expect(display({ data: [{ x: [1], y: [2] }], layout: {} })['application/vnd.plotly.v1+json']).toEqual({
      data: [{ x: [1], y: [2] }],
      layout: {},
    })
  })

  it('lets a value say how it is shown', () => {
    expect(display({ toMimeBundle: () => ({ 'text/plain': 'mine' }) })).toEqual({ 'text/plain': 'mine' })
  })

  it('shows a frame of danfo.js as a table', async () => {
    const { DataFrame } = await import('danfojs-node')
    const bundle = display(
      new DataFrame(
        [
          [1, 'a'],
          [2, 'b'],
        ],
        { columns: ['n', 'letter'] },
      ),
    )
    expect(bundle['text/plain']).toBe('n  letter\n1  a\n2  b')
  })
})
