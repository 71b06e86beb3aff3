import { describe, expect, it } from 'vitest'
import { toRow } from '../../bench/row.ts'
import { formatTable, inOneLine, seconds } from '../../bench/table.ts'
import { sideOf, workOf } from './works.ts'

const compared = toRow(workOf(), { threads: 2, ours: sideOf(2, 4), peer: sideOf(3, 2), notes: [] })
const alone = toRow(workOf(), { threads: 2, ours: null, peer: sideOf(3), notes: ['Recbench has none.'] })

/** The cells of a line: what is at least two spaces apart. */
const cells = (line: string) => line.split(/ {2,}/)

describe('seconds', () => {
  it('have three significant digits and no exponent', () => {
    expect([0.00012345, 0.5, 12.345, 1234.5].map(seconds)).toEqual(['0.000123', '0.5', '12.3', '1235'])
    expect(seconds(null)).toBe('–')
  })
})

describe('the table', () => {
  it('has seconds of both sides with their range, ratio, goal, verdict and both qualities', () => {
    const [head, line] = formatTable([compared], true).split('\n').map(cells)
    expect(head).toContain('ratio')
    expect(line).toEqual([
      ...['made/up', '2 (1–4)', '3 (1.5–6)', 'absent 1.0', '1.50 ×', '≥ 1.5', 'yes'],
      ...['ndcg@10 0.2500', 'ndcg@10 0.2500', '4 / 2', '0.50 ×', 'work'],
    ])
  })

  it('has title, range, first repetition and memory of our side alone without peers', () => {
    const [, line] = formatTable([compared], false).split('\n').map(cells)
    expect(line).toEqual(['made/up', 'Nothing', '2 (1–4)', '4', '6', 'ndcg@10 0.2500', '5', '3'])
  })

  it('aligns its columns and tells below why a side is missing', () => {
    const lines = formatTable([compared, alone], true).split('\n')
    expect(lines[1]!.indexOf('3 (1.5–6)')).toBe(lines[2]!.indexOf('3 (1.5–6)'))
    expect(cells(lines[2]!)[1]).toBe('–')
    expect(lines[3]).toBe('made/up: Recbench has none.')
  })

  it('tells a row in one line as soon as it is there', () => {
    expect(inOneLine(compared)).toBe('made/up: ours 2 s, peer 3 s, 1.50 ×, of processor seconds 0.50 ×')
    expect(inOneLine(alone)).toBe('made/up: ours – s, peer 3 s; Recbench has none.')
  })
})
