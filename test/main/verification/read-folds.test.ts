import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readFolds } from '../../../main/verification/read-folds.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'recbench-folds-'))
const places = { reference: folder, data: folder }
const write = (name: string, text: string) =>
  writeFileSync(path.join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
const read = (train: string, test: string, threshold: number | null = null) =>
  readFolds([{ train: `data:${train}`, test: `data:${test}` }], threshold, places, folder)

describe('readFolds', () => {
  it('numbers items by ascending identifier, over training and test together, and keeps the order of the rows', () => {
    write('a.base.gz', '2\t10\t5\t100\n1\t9\t3\t50\n')
    write('a.test', '1\t100\t4\t60\n')
    const { log, folds, items, users } = read('a.base.gz', 'a.test')
    expect(items).toEqual(['9', '10', '100'])
    expect(users).toEqual(['1', '2'])
    expect([...log.user]).toEqual([1, 0, 0])
    expect([...log.item]).toEqual([1, 0, 2])
    expect([...log.value!]).toEqual([5, 3, 4])
    expect(folds.map(({ train, test }) => [[...train], [...test]])).toEqual([[[0, 1], [2]]])
  })

  it('leaves rows below the threshold out of both parts and their items in the catalogue', () => {
    const { log, folds } = read('a.base.gz', 'a.test', 4)
    expect(log.items).toBe(3)
    expect(folds.map(({ train, test }) => [[...train], [...test]])).toEqual([[[0], [2]]])
  })

  it('reads one line per user, where a user without items adds nothing', () => {
    write('lists.txt', '0 3 1\n1\n2 3\n')
    write('lists-test.txt', '0 2\n')
    const { log } = read('lists.txt', 'lists-test.txt')
    expect([...log.user]).toEqual([0, 0, 1, 0])
    expect([...log.item]).toEqual([2, 0, 2, 1])
    expect(log.value).toBe(null)
  })

  it('reads RecBole files by the names in their header', () => {
    write('train.inter', 'item_id:token\tuser_id:token\n7\t1\n')
    write('test.inter', 'item_id:token\tuser_id:token\n8\t1\n')
    const { users, items } = read('train.inter', 'test.inter')
    expect([users, items]).toEqual([['1'], ['7', '8']])
  })

  it('names a file that is not there', () => expect(() => read('none.txt', 'a.test')).toThrow(/none\.txt/))
})
