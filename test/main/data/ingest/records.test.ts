import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldText, readRecords, type Dialect } from '../../../../main/data/ingest/records.ts'

interface Read {
  readonly rows: string[][]
  readonly lines: number[]
  readonly faults: [number, string][]
}

async function read(text: string, dialect: Partial<Dialect> = {}, chunkSize = Infinity): Promise<Read> {
  const bytes = Buffer.from(text)
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += Math.min(chunkSize, bytes.length))
      yield Buffer.from(bytes.subarray(at, at + chunkSize))
  }
  const result: Read = { rows: [], lines: [], faults: [] }
  await readRecords(
    chunks(),
    { delimiter: ',', quote: true, carriageReturns: false, ...dialect },
    {
      record(line, buffer, fields) {
        result.lines.push(line)
        result.rows.push(Array.from({ length: fields.count }, (_, i) => fieldText(buffer, fields, i)))
      },
      fault: (line, _, reason) => void result.faults.push([line, reason]),
      flush: async () => undefined,
    },
  )
  return result
}

describe('readRecords', () => {
  it('cuts fields at the delimiter and records at line ends of either kind', async () => {
    expect((await read('a,b\nc,d\r\ne,f')).rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
  })

  it('takes delimiters of several characters', async () => {
    expect((await read('1::2::x:y\n', { delimiter: '::' })).rows).toEqual([['1', '2', 'x:y']])
  })

  it('counts runs of blanks once', async () => {
    expect((await read(' 1  2 3 \n', { delimiter: ' ' })).rows).toEqual([['1', '2', '3']])
  })

  it('resolves quotes, doubled quotes and line ends within quotes, and keeps counting lines', async () => {
    const { rows, lines } = await read('a,"b ""c"""\n"d\ne",f\n\ng,h\n')
    expect(rows).toEqual([
      ['a', 'b "c"'],
      ['d\ne', 'f'],
      ['g', 'h'],
    ])
    expect(lines).toEqual([1, 2, 5])
  })

  it('takes a quote inside a field as it is', async () => {
    expect((await read('a 5" disc,"x"y\n')).rows).toEqual([['a 5" disc', '"x"y']])
  })

  it('costs one line when a quote is never closed', async () => {
    const { rows, faults } = await read('a,b\nc,"d\ne,f\n')
    expect(rows).toEqual([
      ['a', 'b'],
      ['e', 'f'],
    ])
    expect(faults).toEqual([[2, 'a quote is opened and never closed']])
  })

  it('reads text whose lines end in carriage returns alone', async () => {
    const { rows, lines } = await read('a,"b"\rc,d\r\re,f', { carriageReturns: true })
    expect(rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
    expect(lines).toEqual([1, 2, 4])
  })

  it('refuses a line beyond the limit and goes on after it', async () => {
    const { rows, faults } = await read(`a,b\n${'x'.repeat(3_000_000)}\nc,d\n`, {}, 65536)
    expect(rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(faults[0]?.[0]).toBe(2)
  })

  it('gives back any table, however it is cut into chunks', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '好', '\u001f') })
    const table = fc.array(fc.tuple(cell, cell, fc.constantFrom('end', '7')), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
          const text = rows.map((row) => row.map(quoted).join(',')).join(end)
          expect((await read(text + end, {}, size)).rows).toEqual(rows)
        },
      ),
      { numRuns: 200 },
    )
  })
})
