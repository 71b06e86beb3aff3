import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startThreads, thisThread } from '../../../../main/data/columns/threads.ts'
import { joinParts, type CarefulRow } from '../../../../main/data/ingest/join-parts.ts'
import { readPlainFile } from '../../../../main/data/ingest/plain-file.ts'
import { readPlainParts, type PlainPart } from '../../../../main/data/ingest/plain-part.ts'
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

function threads(signal = new AbortController().signal) {
  const started = startThreads(signal)
  onTestFinished(() => started.end())
  return started
}

/** The rows of all parts, and what is known of them. */
async function join(parts: readonly PlainPart[], between: readonly CarefulRow[] = []) {
  const { parts: joined, pairs, ...known } = await joinParts(thisThread, parts, between, layout.kinds)
  const column = (name: 'user' | 'item' | 'value' | 'time') => joined.flat().flatMap((block) => [...block[name]!])
  return {
    ...known,
    pairs: await pairs.count(),
    user: column('user'),
    item: column('item'),
    value: column('value'),
    time: column('time'),
  }
}

describe('a plain file read by threads', () => {
  it('gives the columns and the odd lines of one that is read by one', async () => {
    const parts = await readPlainFile(threads(), fileOf(`h,i,j,k\n${text}`), layout, true, nothing)
    expect(parts!.length).toBeGreaterThan(1)
    expect(parts!.every(({ odd }) => odd.length > 1)).toBe(true)
    const [whole] = (await readPlainParts([Buffer.from(`h,i,j,k\n${text}`)], layout, true))!
    const joined = await join(parts!)
    expect(joined).toEqual(await join([whole!]))
    const odd = parts!.flatMap((part) => part.odd.map(({ bytes }) => Buffer.from(bytes).toString().trim()))
    expect(odd).toEqual(whole!.odd.map(({ bytes }) => Buffer.from(bytes).toString().trim()))
    expect(odd).toHaveLength(6)
    expect(parts!.reduce((lines, part) => lines + part.lines, 0)).toBe(whole!.lines)
  })

  it('puts rows that were read with care where they stand, and numbers their identifiers there', async () => {
    const parts = (await readPlainFile(threads(), fileOf(text), layout, false, nothing))!
    const careful = { user: 'odd', item: '7', value: 1, time: 2 }
    const joined = await join(parts, [
      { ...careful, before: 500 },
      { ...careful, before: 5500 },
      { ...careful, before: 5994 },
    ])
    expect(joined.rows).toBe(5997)
    expect([joined.users[500], joined.user[500], joined.user[5501], joined.user[5996]]).toEqual(['odd', 500, 500, 500])
    expect(joined.userCounts[500]).toBe(3)
    expect(joined.times).toMatchObject({ ascending: false, missing: 0, least: 0, most: 5.999e9 })
  })

  it('leaves out identifiers that only lines set aside have', async () => {
    const [part] = (await readPlainParts(
      [Buffer.from('u1,first,1,1\nu2,second,five,2\nu3,second,1,3\n')],
      layout,
      false,
    ))!
    const { users, items, userCounts, item } = await join([part!])
    expect({ users, items, userCounts: [...userCounts], item }).toEqual({
      users: ['u1', 'u3'],
      items: ['first', 'second'],
      userCounts: [1, 1],
      item: [0, 1],
    })
  })

  it('begins another part where one has its fill, in the middle of a line as well', async () => {
    const bytes = Buffer.from(text)
    const chunks = Array.from({ length: Math.ceil(bytes.length / 7001) }, (_, i) =>
      bytes.subarray(7001 * i, 7001 * (i + 1)),
    )
    const parts = (await readPlainParts(chunks, layout, false, 30_000))!
    expect(parts.length).toBeGreaterThan(3)
    const [whole] = (await readPlainParts([bytes], layout, false))!
    expect(await join(parts)).toEqual(await join([whole!]))
  })

  it('ends when it is cancelled in the middle', async () => {
    const cancel = new AbortController()
    const reading = readPlainFile(threads(cancel.signal), fileOf(text), layout, false, () => cancel.abort())
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is none where bytes of any range are no UTF-8', async () => {
    const source = fileOf(text)
    writeFileSync(source.path, Buffer.from(`${text}\nu\u00e9,1,1,1\n`, 'latin1'))
    expect(await readPlainFile(threads(), source, layout, false, nothing)).toBeNull()
  })
})
