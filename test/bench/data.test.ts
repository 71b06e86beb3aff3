import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prepare, readSplit } from '../../bench/data.ts'
import { prepareRounds } from '../../bench/generate-rounds.ts'
import { qualityOfLists } from '../../bench/lists.ts'
import { needsReference } from '../helpers/classic-reference.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('data that are not there', () => {
  it('are named with the option that says where they are', () =>
    expect(() => prepare('gowalla', { from: folder, into: folder, quick: true })).toThrow(
      /not in .*: there is no gowalla\/train\.txt\.gz/,
    ))

  it('of an unknown name are refused', () =>
    expect(() => prepare('mars', { from: folder, into: folder, quick: true })).toThrow('no data set "mars"'))
})

describe('a prepared split', () => {
  beforeEach(needsReference)

  it('is read as it was written, users and items numbered alike in both parts', () => {
    const from = new URL('../../../shared/data', import.meta.url).pathname
    const { train, test } = readSplit(prepare('ml-100k-u1', { from, into: folder, quick: true }))
    expect([train.rows, test.rows, train.users, train.items]).toEqual([80_000, 20_000, 943, 1682])
    expect([train.user[0], train.item[0], train.value![0]]).toEqual([0, 0, 5])
  })
})

describe('lists that a peer wrote', () => {
  const log = {
    ...{ users: 2, items: 3, rows: 1, user: Int32Array.of(1), item: Int32Array.of(2), value: null, time: null },
    byUser: { offsets: Int32Array.of(0, 0, 1), indices: Int32Array.of(2), positions: Int32Array.of(0) },
    byItem: { offsets: Int32Array.of(0, 0, 0, 1), indices: Int32Array.of(1), positions: Int32Array.of(0) },
  }
  const nothing = { ...log, rows: 0, user: Int32Array.of(), item: Int32Array.of() }
  const none = { offsets: new Int32Array(3), indices: Int32Array.of(), positions: Int32Array.of() }
  const train = { ...nothing, byUser: none, byItem: { ...none, offsets: new Int32Array(4) } }

  it('are measured by the row of their user: a hit in the second place is worth 1 / log₂ 3', () => {
    const lists = new Int32Array(40).fill(-1)
    lists.set([0, 2], 20)
    expect(qualityOfLists(lists, { train, test: log })['ndcg@10']).toBeCloseTo(1 / Math.log2(3), 12)
  })
})

describe('logged rounds', () => {
  it('are the same for the same size, with probabilities that sum to 1', () => {
    const one = prepareRounds(50, 4, path.join(folder, 'one'))
    const other = prepareRounds(50, 4, path.join(folder, 'other'))
    const policy = readFileSync(path.join(one, 'policy.f64'))
    expect(policy.equals(readFileSync(path.join(other, 'policy.f64')))).toBe(true)
    const values = new Float64Array(policy.buffer.slice(policy.byteOffset, policy.byteOffset + policy.byteLength))
    expect(values.subarray(0, 4).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
  })
})
