import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { joinParts } from '../../../../main/data/ingest/join-parts.ts'
import { readPlainFile } from '../../../../main/data/ingest/plain-file.ts'
import { readPlainParts } from '../../../../main/data/ingest/plain-part.ts'
import type { PlainLayout } from '../../../../main/data/ingest/plain-rows.ts'
import type { Source } from '../../../../main/data/ingest/source.ts'
import { temporaryFolder } from '../open-service.ts'

const layout: PlainLayout = {
  kinds: ['user', 'item', 'value', 'time'],
  delimiter: Buffer.from(','),
  quote: true,
  microseconds: 1e6,
}
/** Every thousandth line is odd, so that each range has some. */
const text = Array.from({ length: 6000 }, (_, row) =>
  row % 1000 === 500 ? `u${row},?,five,1` : `user-${row % 1201},${(row * 7) % 307},${row % 5},${row}`,
).join('\n')

function fileOf(content: string): Source {
  const file = path.join(temporaryFolder(), 'log.csv')
  writeFileSync(file, content)
  return { path: file, packed: false } as Source
}
const nothing = () => undefined
const never = new AbortController().signal

describe('a plain file read by threads', () => {
  it('gives the columns and the odd lines of one that is read by one', async () => {
    const parts = await readPlainFile(fileOf(`h,i,j,k\n${text}`), layout, true, never, nothing, 0)
    expect(parts!.length).toBeGreaterThan(1)
    expect(parts!.every(({ odd }) => odd.length > 1)).toBe(true)
    const [whole] = (await readPlainParts([Buffer.from(`h,i,j,k\n${text}`)], layout, true))!
    expect(joinParts(parts!, [], layout.kinds)).toEqual(joinParts([whole!], [], layout.kinds))
    const odd = parts!.flatMap((part) => part.odd.map(({ bytes }) => Buffer.from(bytes).toString().trim()))
    expect(odd).toEqual(whole!.odd.map(({ bytes }) => Buffer.from(bytes).toString().trim()))
    expect(odd).toHaveLength(6)
    expect(parts!.reduce((lines, part) => lines + part.lines, 0)).toBe(whole!.lines)
  })

  it('puts rows that were read with care where they stand, and numbers their identifiers there', async () => {
    const parts = (await readPlainFile(fileOf(text), layout, false, never, nothing, 0))!
    const careful = { user: 'odd', item: '7', value: 1, time: 2 }
    const joined = joinParts(
      parts,
      [
        { ...careful, before: 500 },
        { ...careful, before: 5500 },
      ],
      layout.kinds,
    )
    expect(joined.rows).toBe(5996)
    expect([joined.users[500], joined.user[500], joined.user[5501]]).toEqual(['odd', 500, 500])
  })

  it('begins another part where one has its fill, in the middle of a line as well', async () => {
    const bytes = Buffer.from(text)
    const chunks = Array.from({ length: Math.ceil(bytes.length / 7001) }, (_, i) =>
      bytes.subarray(7001 * i, 7001 * (i + 1)),
    )
    const parts = (await readPlainParts(chunks, layout, false, 30_000))!
    expect(parts.length).toBeGreaterThan(3)
    const [whole] = (await readPlainParts([bytes], layout, false))!
    expect(joinParts(parts, [], layout.kinds)).toEqual(joinParts([whole!], [], layout.kinds))
  })

  it('ends when it is cancelled in the middle', async () => {
    const cancel = new AbortController()
    const reading = readPlainFile(fileOf(text), layout, false, cancel.signal, () => cancel.abort(), 0)
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is none where bytes of any range are no UTF-8', async () => {
    const source = fileOf(text)
    writeFileSync(source.path, Buffer.from(`${text}\nu\u00e9,1,1,1\n`, 'latin1'))
    expect(await readPlainFile(source, layout, false, never, nothing, 0)).toBeNull()
  })
})
