import { describe, expect, it } from 'vitest'
import { guessLayout } from '../../../../main/data/ingest/layout.ts'

const guess = (text: string, options = {}, name = 'log.txt') => guessLayout(name, Buffer.from(text), options)

describe('guessLayout', () => {
  it.each([
    ['user,item\n1,2\n', 'csv', ',', true],
    ['user;item\n1;2\n', 'delimited', ';', true],
    ['1\t2\t3\n4\t5\t6\n', 'tsv', '\t', false],
    ['1|2|3\n4|5|6\n', 'delimited', '|', false],
    ['1 2\n1 3\n2 2\n', 'delimited', ' ', false],
    ['1::2::3::978300760\n1::3::4::978300761\n', 'movielens', '::', false],
    ['user_id:token\titem_id:token\n1\t2\n', 'recbole', '\t', true],
  ])('reads %j as %s', async (text, format, delimiter, header) => {
    expect(await guess(text)).toMatchObject({ format, dialect: { delimiter }, header })
  })

  it('takes uneven lines of numbers as one user per line', async () => {
    expect(await guess('0 1 2 3\n1 2\n2 5 6 7 8\n3 1 9\n4 1 2 3 4 5\n')).toMatchObject({ format: 'user-lists' })
  })
  it('takes wide even lines with many zeros as a matrix', async () => {
    const line = Array.from({ length: 30 }, (_, i) => (i % 7 === 0 ? 3 : 0)).join(' ')
    expect(await guess(`${line}\n${line}\n`)).toMatchObject({ format: 'matrix' })
  })
  it('takes JSON objects line by line', async () => {
    expect(await guess('{"user":"a,b","item":1}\n')).toMatchObject({ format: 'jsonl' })
  })
  it('names columns that have no name, and keeps names apart', async () => {
    expect((await guess(',user,user\n0,1,2\n1,4,5\n')).columns).toEqual(['index', 'user', 'user 2'])
  })
  it('follows what it is told', async () => {
    const layout = await guess('a;b,c\nd;e,f\n', { delimiter: ';', header: false })
    expect(layout).toMatchObject({ dialect: { delimiter: ';' }, header: false, columns: ['column 1', 'column 2'] })
  })
  it('refuses one column with the line and a remedy', async () => {
    await expect(guess('user\n1\n2\n')).rejects.toMatchObject({ code: 'bad-input', where: 'line 1: user' })
  })
  it.each(['[{"user":1,"item":2}]\n', '[\n{"a":1}\n]\n', '{\n"a": 1\n}\n'])(
    'refuses one JSON value, such as %j',
    async (text) => {
      await expect(guess(text)).rejects.toMatchObject({ message: expect.stringContaining('not JSON lines') })
    },
  )
  it('refuses a format it does not know', async () => {
    await expect(guess('a,b\n', { format: 'sas' })).rejects.toMatchObject({ code: 'invalid-parameter' })
  })
})
