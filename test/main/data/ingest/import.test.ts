import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { gzipSync, zipSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readPrepared, readVocabulary } from '../../../../main/data/prepared.ts'
import { openService, task, temporaryFolder } from '../open-service.ts'

const log = 'user_id,item_id,rating,timestamp\n7,a,3,881250949\n7,b,4.5,881250950\n8,a,1,881250940\n'

describe('import', () => {
  it('counts rows, users and items, and says which column has which role', async () => {
    const { load } = await openService()
    expect(await load('my log.csv', log)).toMatchObject({
      data: 'my-log',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      roles: { user: 'user_id', item: 'item_id', value: 'rating', time: 'timestamp' },
      rows: 3,
      accepted: 3,
      rejected: 0,
      users: 2,
      items: 2,
      interactions: 3,
    })
  })

  it.each([
    ['one column with two roles', { roles: { user: 1, item: 'user_id' } }, /"user_id" is to be the user and the item/],
    ['text as Parquet', { format: 'parquet' }, /is no Parquet file/],
    ['Latin-1 as UTF-8', { encoding: 'utf-8' }, /not written in utf-8/],
  ])('refuses %s', async (_, options, message) => {
    const { load } = await openService()
    await expect(load('bad.csv', Buffer.from(log.replace(',b,', ',caf\u00e9,'), 'latin1'), options)).rejects.toThrow(
      message,
    )
  })

  it('counts users over everything the preview read, and says which roles no column holds', async () => {
    const { service, write } = await openService()
    const many = Array.from({ length: 5000 }, (_, row) => `u${row},i${row % 7},1\n`).join('')
    const plain = await service.preview({ file: write('many.csv', `user,item,rating\n${many}`), options: {} }, task)
    expect(plain.columns.map(({ distinct }) => distinct)).toEqual([5000, 7, 1])
    expect(plain.derivedRoles).toEqual([])
    const logged = 'timestamp,item_id,position,click,propensity_score,user_feature_0\n2019-11-24 00:00:18,3,1,0,0.5,x\n'
    const bandit = await service.preview({ file: write('women.csv', logged), options: {} }, task)
    expect(bandit.derivedRoles).toEqual(['user'])
  })

  it('gives the density as the share of pairs that occur, however often', async () => {
    const { load, service } = await openService()
    await load('twice.csv', 'user,item\nu1,a\nu1,a\nu1,a\nu2,b\n')
    expect(await service.get({ name: 'twice' }, task)).toMatchObject({ density: 2 / 4 })
    expect(await service.list({}, task)).toMatchObject([{ density: 2 / 4 }])
  })

  it('lists each bad row with line, column, value and reason, and loads the others', async () => {
    const { load, service } = await openService()
    const bad = '9,c,x,881250950\n,c,1,881250950\n9,,1,881250950\n9,c\n9,c,1,soon\n,,,\n'
    const summary = await load('bad.csv', log.replace('8,a', `${bad}8,a`) + '9,c,?,881250951\n')
    expect(summary).toMatchObject({ rows: 10, accepted: 4, rejected: 6 })
    expect(summary.problems).toEqual([
      { line: 4, column: 'rating', value: 'x', reason: 'not a number' },
      { line: 5, column: 'user_id', value: '', reason: 'missing' },
      { line: 6, column: 'item_id', value: '', reason: 'missing' },
      { line: 7, column: '–', value: '9,c', reason: '2 fields, 4 expected' },
      { line: 8, column: 'timestamp', value: 'soon', reason: expect.stringContaining('not a time') },
      { line: 9, column: 'user_id', value: '', reason: 'empty row' },
    ])
    const page = await service.problems({ name: 'bad', offset: 4, limit: 10 }, task)
    expect(page).toMatchObject({ total: 6, problems: [{ line: 8 }, { line: 9 }] })
  })

  it('keeps 19 digits of an identifier and text that looks like SQL, markup or a formula', async () => {
    const { load, service } = await openService()
    const hostile = [
      `'; DROP TABLE datasets; --`,
      `<img src=x onerror=alert(1)>`,
      `=HYPERLINK("x")`,
      `"${'x'.repeat(300)}`,
      'Ünïcödé 好 𝄞',
      '%_\\',
    ]
    const quoted = hostile.map((text) => `"${text.replaceAll('"', '""')}"`)
    await load(
      'ids.csv',
      `user,item,title\n${quoted.map((text) => `9007199254740993123,${text},${text}`).join('\n')}\n`,
    )
    const log = await service.prepare({ name: 'ids', recipe: [] }, task)
    expect(readVocabulary(log)).toEqual({ users: ['9007199254740993123'], items: hostile })
    const labels = await service.itemLabels({ name: 'ids', items: hostile }, task)
    expect(labels.map(({ title }) => title)).toEqual(hostile)
    for (const text of hostile)
      expect((await service.itemSearch({ name: 'ids', query: text, limit: 5 }, task))[0]?.item).toBe(text)
  })

  it('takes roles by name or by number, a delimiter, no header', async () => {
    const { load } = await openService()
    const options = { header: false, delimiter: '|', roles: { user: 3, item: '1', value: 'column 2' } }
    expect(await load('x.txt', 'a|1|u\nb|2|u\n', options)).toMatchObject({
      roles: { user: 'column 3', item: 'column 1', value: 'column 2' },
      users: 1,
      items: 2,
    })
  })

  it('refuses a role for a column that is not there, and names the columns', async () => {
    const { load } = await openService()
    await expect(load('a.csv', log, { roles: { user: 'who' } })).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: expect.stringContaining('"who"'),
      why: expect.stringContaining('"user_id"'),
    })
  })

  it('reads JSON lines, and lists lines that are no object', async () => {
    const { load } = await openService()
    const lines = [
      '{"reviewerID":"A","asin":"1","overall":5,"unixReviewTime":1393545600}',
      'oops',
      '{"reviewerID":"B","asin":"1","overall":4,"unixReviewTime":1393545601}',
    ]
    expect(await load('r.json', lines.join('\n'))).toMatchObject({
      format: 'jsonl',
      rows: 3,
      rejected: 1,
      problems: [{ line: 2, value: 'oops', reason: 'not a JSON object' }],
      roles: { user: 'reviewerID', item: 'asin', value: 'overall', time: 'unixReviewTime' },
    })
  })

  it('reads the same log from text, packed text and an archive to the same hash', async () => {
    const { load } = await openService()
    const text = log.replaceAll(',', '\t')
    const hashes = [
      await load('a.csv', log),
      await load('b.tsv', text),
      await load('c.csv.gz', gzipSync(strToU8(log))),
      await load('d.zip', zipSync({ 'x/README': strToU8('hello'), 'x/ratings.csv': strToU8(log) })),
      await load('e.csv', Buffer.from(`\ufeff${log.replaceAll('\n', '\r\n')}`, 'utf16le')),
      await load('f.csv', log.replaceAll('\n', '\r')),
    ].map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(1)
  })

  it('answers at once when the same file is imported again, and refuses a name that is taken', async () => {
    const { service, write } = await openService()
    const file = write('a.csv', log)
    const first = await service.import({ file, options: {} }, task)
    expect(await service.import({ file, options: {} }, task)).toEqual(first)
    const other = write('b.csv', log)
    await expect(service.import({ file: other, name: 'A', options: {} }, task)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await service.list({}, task)).map(({ name }) => name)).toEqual(['a'])
  })

  it.each([
    ['an empty file', 'empty.csv', '', 'bad-input', 'is empty'],
    ['a binary file', 'p.csv', new Uint8Array(4000).map((_, i) => i % 251), 'bad-input', 'is binary'],
    ['one column', 'one.csv', 'user\n1\n2\n', 'bad-input', 'one column'],
    ['a header alone', 'h.csv', 'user,item\n', 'bad-input', 'no rows'],
    ['a workbook', 'w.xlsx', zipSync({ 'xl/workbook.xml': strToU8('x') }), 'unsupported', 'Excel workbook'],
    ['a cut archive', 'c.zip', zipSync({ 'a.csv': strToU8(log.repeat(99)) }).subarray(0, 90), 'bad-input', 'damaged'],
    ['cut packed text', 'c.csv.gz', gzipSync(strToU8(log.repeat(99))).subarray(0, 60), 'bad-input', 'damaged'],
  ])('refuses %s in a sentence, with the place and a remedy', async (_, name, content, code, words) => {
    const { load, workspace } = await openService()
    const refusal = {
      code,
      message: expect.stringContaining(words),
      where: expect.any(String),
      remedy: expect.any(String),
    }
    await expect(load(name, content)).rejects.toMatchObject(refusal)
    expect(readdirSync(path.join(workspace, 'temporary'))).toEqual([])
  })

  it('says where a missing path ends, and what a folder holds', async () => {
    const { service, folder } = await openService()
    const open = (file: string) => service.import({ file, options: {} }, task)
    await expect(open(path.join(folder, 'no/such.csv'))).rejects.toMatchObject({
      code: 'not-found',
      where: expect.stringContaining(folder),
    })
    await expect(open(folder)).rejects.toMatchObject({
      code: 'bad-input',
      remedy: expect.stringContaining('workspace'),
    })
  })

  it('refuses an archive that unfolds beyond all proportion', async () => {
    const { load } = await openService()
    const bomb = zipSync({ 'ratings.csv': new Uint8Array(80 * 2 ** 20).fill(48) }, { level: 6 })
    await expect(load('bomb.zip', bomb)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('200 times'),
    })
  })

  it('keeps nothing of an import that is cancelled', async () => {
    const { service, write, workspace } = await openService()
    const controller = new AbortController()
    const file = write('big.csv', `user,item\n${'1,2\n'.repeat(1_000_000)}`)
    const going = service.import({ file, options: {} }, { signal: controller.signal, notify: () => controller.abort() })
    await expect(going).rejects.toMatchObject({ code: 'cancelled' })
    expect(await service.list({}, task)).toEqual([])
    expect(existsSync(path.join(workspace, 'prepared'))).toBe(false)
  })

  it('never fails on any bytes other than by a RecbenchError', async () => {
    const { service, write } = await openService()
    const letters = fc.string({
      unit: fc.constantFrom('1', '2', 'a', ',', '\t', '"', '\n', '\r', ';', ' ', ':', '|', '{', '}', 'é', '\u0000'),
      minLength: 1,
      maxLength: 120,
    })
    let count = 0
    await fc.assert(
      fc.asyncProperty(letters, async (text) => {
        const file = write(`any-${count++}.txt`, text)
        const result = await service.import({ file, options: {} }, task).catch((error: unknown) => error)
        if (result instanceof Error) expect(result.name).toBe('RecbenchError')
      }),
      { numRuns: 60 },
    )
  })
})

describe('a prepared log', () => {
  it('holds rows by time with users and items numbered by first appearance', async () => {
    const { load, service } = await openService()
    await load('a.csv', log)
    const prepared = await service.prepare({ name: 'a', recipe: [] }, task)
    const columns = readPrepared(prepared)
    expect(readVocabulary(prepared)).toEqual({ users: ['8', '7'], items: ['a', 'b'] })
    expect([...columns.user]).toEqual([0, 1, 1])
    expect([...columns.item]).toEqual([0, 0, 1])
    expect([...columns.value!]).toEqual([1, 3, 4.5])
    expect([...columns.time!]).toEqual([881250940, 881250949, 881250950])
    expect(columns.user.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  it('keeps the order of the file without times', async () => {
    const { load, service } = await openService()
    await load('lists.txt', '5 9 3 1\n2 7 9\n8 1 2 3 4 5\n9 1\n')
    const prepared = await service.prepare({ name: 'lists', recipe: [] }, task)
    expect(readVocabulary(prepared).items.slice(0, 4)).toEqual(['9', '3', '1', '7'])
    expect(readPrepared(prepared)).toMatchObject({ value: null, time: null })
  })

  it('says so when its files are gone', () => {
    const lost = {
      name: 'x',
      folder: temporaryFolder(),
      hash: '',
      users: 1,
      items: 1,
      rows: 1,
      hasValues: false,
      hasTimes: false,
      recipe: [],
    }
    expect(() => readPrepared(lost)).toThrow('is not complete on disk')
  })
})
