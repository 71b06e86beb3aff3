import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDataService } from '../../../../main/data/data-service.ts'
import { readPrepared, readVocabulary } from '../../../../main/data/prepared.ts'
import { openService, task, temporaryFolder } from '../open-service.ts'

/** Files of 4,500 short rows are read by columns already. */
const reading = { judgedBytes: 110_000 }
const row = (index: number) => [
  `user-${index % 311}`,
  `i${(index * 7) % 97}`,
  (index % 9) / 2 + 1,
  1_400_000_000 + ((index * 7919) % 100_000),
]
const lines = Array.from({ length: 4500 }, (_, index) => row(index).join(','))
const ordered = lines.map((line, index) =>
  line.replace(/,[^,]*,\d+$/, `,${(index % 9) / 10},${1_400_000_000 + (index >> 1)}`),
)
const header = 'user,item,rating,timestamp'

interface Opened {
  readonly service: Awaited<ReturnType<typeof createDataService>>
  readonly workspace: string
  /** Where columns wait. */
  readonly columns: string
}

/** One that reads by columns and one that reads row by row, for all tests: data sets do not hear of each other. */
let services: readonly Opened[] = []
beforeAll(async () => {
  services = await Promise.all(
    ([reading, 'row by row'] as const).map(async (way) => {
      const workspace = mkdtempSync(path.join(os.tmpdir(), 'recbench-'))
      const service = await createDataService({ workspace, reading: way })
      return { service, workspace, columns: path.join(workspace, 'columns') }
    }),
  )
})
afterAll(() => {
  for (const { service, workspace } of services) {
    service.close()
    rmSync(workspace, { recursive: true, force: true })
  }
})

/** What anyone can see of an import, read by columns and row by row. */
async function importBothWays(name: string, content: string | Uint8Array, options = {}) {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, content)
  const seen = await Promise.all(
    services.map(async ({ service: each, columns: folder }) => {
      const { data } = await each.import({ file, options }, task)
      const stored = existsSync(folder) ? readdirSync(folder) : []
      const { importedAt: _, ...detail } = await each.get({ name: data }, task)
      // Columns and hashes tell all rows; tables are looked at where they may differ, and at their end.
      const offset = name === 'odd.csv' ? 0 : 4400
      const all = { filters: [], offset, limit: 10_000, sort: [] }
      const prepared = await each.prepare({ name: data, recipe: [] }, task)
      const recipe = [
        { step: 'sample', fraction: 0.5, seed: 1 },
        { step: 'kCore', user: 2, item: 2 },
      ] as const
      const sample = name === 'odd.csv' ? await each.prepare({ name: data, recipe }, task) : null
      const columns = readPrepared(prepared)
      return {
        stored: stored.length > 0,
        seen: {
          detail,
          problems: await each.problems({ name: data, offset: 0, limit: 1000 }, task),
          interactions: await each.rows({ name: data, table: 'interactions', ...all }, task),
          users: await each.rows({ name: data, table: 'users', ...all, offset: 0 }, task),
          items: await each.rows({ name: data, table: 'items', ...all, offset: 0 }, task),
          ...(name === 'odd.csv' && {
            profile: await each.profile({ name: data, filters: [] }, task),
            quality: await each.quality({ name: data }, task),
          }),
          hashes: [prepared.hash, sample?.hash],
          columns: [columns.user, columns.item, columns.value, columns.time].map((column) => column?.join(' ')),
          names: readVocabulary(prepared),
        },
      }
    }),
  )
  return { byColumns: seen[0]!, byRows: seen[1]! }
}

describe('a plain file read by columns', () => {
  const broken = [...lines]
  broken.splice(2000, 0, '"u,1","say ""i""",3,1400000000', ' u2 ,i3,4.25,1400000001', 'u4,i5,five,1400000002', 'u4,i5')
  broken.splice(
    3000,
    0,
    '',
    'NA,i1,3,1400000003',
    'u6,i1,NaN,1400000003',
    'u7,i1,1e1,1400000004.5',
    'u8,i1,2,99',
    '\u00a0u9,i1,2,1400000005',
  )
  broken.push(
    '007,7,2,1400000006',
    '7,+7,2,1400000006',
    '"7","7","2","1400000006"',
    'ü,漢字,-0.5,1400000007',
    'u4,i5,1,1400000002,',
    'u4,i5,1,1400000002,6',
    '"",i5,1,1400000002',
  )

  it.each<[string, string | Uint8Array]>([
    ['clean', `${header}\n${lines.join('\n')}\n`],
    ['in the order of its times', `${header}\n${ordered.join('\n')}\n`],
    [
      'with carriage returns and a byte-order mark, without a last line feed',
      `\ufeff${header}\r\n${lines.join('\r\n')}`,
    ],
    ['packed, without a header', gzipSync(Buffer.from(`${lines.join('\n')}\n`))],
    [
      'with quoted fields, and names that are said twice',
      `user,item,user,timestamp\n${lines.map((line) => line.replaceAll(/[^,]+/g, '"$&"')).join('\n')}\n`,
    ],
    ['with every kind of odd line', `\n\n${header}\n${broken.join('\n')}`],
    ['with odd lines and carriage returns', `${header}\r\n${broken.join('\r\n')}\r\n\r\n`],
  ])('shows the same as one read row by row: %s', async (kind, content) => {
    const roles = { user: 1, item: 2, value: 3, time: 4 }
    const name = kind.startsWith('with every') ? 'odd.csv' : 'plain.csv'
    const { byColumns, byRows } = await importBothWays(name, content, { roles })
    expect(byColumns.stored).toBe(true)
    expect(byColumns.seen).toEqual(byRows.seen)
  })

  it('leaves out rows that lack a value or a time where others have one', async () => {
    const gaps = [...lines, 'u1,i1,,1400000000', 'u2,i2,3,', 'u3,i3,,']
    const { byColumns, byRows } = await importBothWays('gaps.csv', `${header}\n${gaps.join('\n')}`)
    expect(byColumns.stored).toBe(true)
    expect(byColumns.seen).toEqual(byRows.seen)
    expect(byColumns.seen.detail.recipe).toEqual([
      { step: { step: 'dropMissing', roles: ['value', 'time'] }, rowsBefore: 4503, rowsAfter: 4500 },
    ])
  })

  it('goes back to rows where a quoted field spans lines, or bytes are no UTF-8', async () => {
    const spanning = await importBothWays('spanning.csv', `${header}\n${lines.join('\n')}\n"u\n1",i1,3,1400000000\n`)
    expect(spanning.byColumns).toEqual({ ...spanning.byRows, stored: false })
    const latin = Buffer.from(`${header}\n${lines.join('\n')}\nu\u00e9,i1,3,1400000000\n`, 'latin1')
    const foreign = await importBothWays('latin.csv', latin)
    expect(foreign.byColumns).toEqual({ ...foreign.byRows, stored: false })
  })

  it('reads two-byte delimiters', async () => {
    const content = lines.map((line) => line.replaceAll(',', '::')).join('\n')
    const { byColumns, byRows } = await importBothWays('ratings.dat', content, { roles: { user: 1, item: 2 } })
    expect(byColumns.stored).toBe(true)
    expect(byColumns.seen).toEqual(byRows.seen)
  })

  it('fills the table of interactions when it is looked at, and not again', async () => {
    const { service, workspace, load } = await openService({ reading })
    await load('plain.csv', `${header}\n${lines.join('\n')}`)
    const folder = path.join(workspace, 'columns')
    expect(readdirSync(folder)).toHaveLength(1)
    const first = await service.rows(
      { name: 'plain', table: 'interactions', filters: [], offset: 4499, limit: 9, sort: [] },
      task,
    )
    expect(first.rows).toHaveLength(1)
    expect(readdirSync(folder)).toHaveLength(0)
    expect(
      (await service.rows({ name: 'plain', table: 'interactions', filters: [], offset: 0, limit: 1, sort: [] }, task))
        .matching,
    ).toBe(4500)
  })

  it('is there again after the process was killed, before and after it was looked at', async () => {
    const { service, workspace, load } = await openService({ reading })
    await load('plain.csv', `${header}\n${lines.join('\n')}`)
    const all = { name: 'plain', table: 'interactions', filters: [], offset: 4490, limit: 10, sort: [] }
    const copy = () => {
      const folder = temporaryFolder()
      cpSync(workspace, folder, { recursive: true })
      return folder
    }
    const untouched = copy()
    const seen = await service.rows(all, task)
    for (const left of [untouched, copy()]) {
      const next = await createDataService({ workspace: left, reading })
      expect(await next.rows(all, task)).toEqual(seen)
      await next.remove({ name: 'plain' }, task)
      await next.import({ file: path.join(workspace, '../plain.csv'), options: {} }, task)
      next.close()
    }
  })

  it('leaves nothing behind when the data set is removed before it was looked at', async () => {
    const { service, workspace, load } = await openService({ reading })
    await load('plain.csv', `${header}\n${lines.join('\n')}`)
    await service.remove({ name: 'plain' }, task)
    expect(readdirSync(path.join(workspace, 'columns'))).toEqual([])
  })
})
