import { describe, expect, it } from 'vitest'
import { readPrepared, readVocabulary } from '../../../main/data/prepared.ts'
import { packSide, unpackSide } from '../../../main/data/side-tables.ts'
import { openService, task } from './open-service.ts'

const log = 'user_id,item_id\nu2,b\nu1,a\nu1,c\n'
const items =
  'item_id,title,genres,price,zip_code,cover_url\na,A tale of two,Drama|War,3.5,01,http://x\nb,"B, or not",Comedy,4,02,http://y\n'
const users = 'user_id,age,occupation\nu1,30,student\nu2,,student\nu3,40,writer\n'

describe('side tables', () => {
  it('survive being written, with unknown cells and shared lists', () => {
    const side = {
      items: {
        texts: [{ name: 'title', values: ['x', ''] }],
        categories: [{ name: 'genre', values: [['a', 'b'], [], ['a', 'b']] }],
        numbers: [{ name: 'price', values: Float64Array.of(1.5, NaN) }],
      },
      users: null,
    }
    const read = unpackSide(packSide(side))
    expect(read).toEqual(side)
    expect(read.items!.categories[0]!.values[2]).toBe(read.items!.categories[0]!.values[0])
  })

  it('found beside a log lie in the prepared log by number: texts, categories and numbers, addresses left out', async () => {
    const { service, load, write } = await openService()
    write('items.csv', items)
    write('users.csv', users)
    await load('sales.csv', log)
    const prepared = await service.prepare({ name: 'sales', recipe: [] }, task)
    expect(readVocabulary(prepared)).toEqual({ users: ['u2', 'u1'], items: ['b', 'a', 'c'] })
    expect(readPrepared(prepared).side).toEqual({
      items: {
        texts: [{ name: 'title', values: ['B, or not', 'A tale of two', ''] }],
        categories: [
          { name: 'category', values: [['Comedy'], ['Drama', 'War'], []] },
          { name: 'zip_code', values: [['02'], ['01'], []] },
        ],
        numbers: [{ name: 'price', values: Float64Array.of(4, 3.5, NaN) }],
      },
      users: {
        texts: [],
        categories: [{ name: 'occupation', values: [['student'], ['student']] }],
        numbers: [{ name: 'age', values: Float64Array.of(NaN, 30) }],
      },
    })
  })

  it('change the hash of the log, and their absence does not', async () => {
    const first = await openService()
    await first.load('sales.csv', log)
    const bare = await first.service.prepare({ name: 'sales', recipe: [] }, task)
    expect(readPrepared(bare).side).toBeUndefined()
    const second = await openService()
    second.write('items.csv', items)
    await second.load('sales.csv', log)
    expect((await second.service.prepare({ name: 'sales', recipe: [] }, task)).hash).not.toBe(bare.hash)
  })

  it('are joined from named files by a named key, after a recipe too', async () => {
    const { service, load, write } = await openService()
    const file = write('catalogue.tsv', 'code\tcolour\nA\tred\na\tblue\nb\tred\nc\tred\n')
    await load('sales.csv', log, { items: file, itemKey: 'code' })
    const prepared = await service.prepare({ name: 'sales', recipe: [{ step: 'kCore', user: 2, item: 1 }] }, task)
    expect(readVocabulary(prepared).items).toEqual(['a', 'c'])
    expect(readPrepared(prepared).side?.items?.categories).toEqual([{ name: 'colour', values: [['blue'], ['red']] }])
  })

  it('refuses a table of other identifiers and a key that is no column', async () => {
    const { load, write } = await openService()
    const file = write('catalogue.csv', 'code,colour\n1,red\n2,blue\n')
    await expect(load('one.csv', log, { items: file })).rejects.toThrow(/Fewer than one in twenty of the log's items/)
    await expect(load('two.csv', log, { items: file, itemKey: 'sku' })).rejects.toThrow(/no column "sku"/)
    await expect(load('three.csv', log, { users: `${file}.gone` })).rejects.toThrow(/There is no file/)
  })

  it('of RecBole and MovieLens are known by their names', async () => {
    const { service, load, write } = await openService()
    const inter =
      'user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t1\t3\t881250949\n2\t2\t4\t881250950\n'
    write(
      'ml.item',
      'item_id:token\tmovie_title:token_seq\tclass:token_seq\n1\tToy Story\tComedy Children\n2\tHeat\tCrime\n',
    )
    await load('ml-tiny.inter', inter)
    const prepared = await service.prepare({ name: 'ml-tiny', recipe: [] }, task)
    expect(readPrepared(prepared).side?.items).toMatchObject({
      texts: [{ name: 'title', values: ['Toy Story', 'Heat'] }],
      categories: [{ name: 'category', values: [['Comedy', 'Children'], ['Crime']] }],
    })
  })

  it('stand beside the files of an own split too', async () => {
    const { service, write } = await openService()
    write('movies.dat', 'a::Alpha (1990)::Drama|War\nb::Beta (1991)::Comedy\nc::Gamma (1992)::War\n')
    const rows = (text: string) => text.replaceAll(',', '\t')
    const train = write('u1.base', rows('1,a,3,881250949\n2,b,4,881250950\n1,c,5,881250951\n'))
    const test = write('u1.test', rows('2,a,3,881250952\n'))
    const { log: prepared } = await service.prepareFolds({ folds: [{ train, test }], options: {} }, task)
    expect(readPrepared(prepared).side?.items?.categories).toEqual([
      { name: 'category', values: [['Drama', 'War'], ['Comedy'], ['War']] },
    ])
  })
})
