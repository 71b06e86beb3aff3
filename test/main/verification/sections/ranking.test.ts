import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { verify } from '../../../../main/verification/verify.ts'

/** Users 1, 2 and 3 of items 10, 20 and 30; user 3 has nothing to test. */
const train = '1\t10\t5\t0\n2\t10\t5\t0\n2\t20\t5\t0\n3\t10\t5\t0\n'
const test = '1\t20\t5\t0\n2\t30\t5\t0\n'
const inputs = { folds: [{ train: 'data:set/f1.base', test: 'data:set/f1.test' }], task: 'ranking', threshold: null }
const row = (given: object) => ({
  data: 'set',
  config: {},
  deterministic: true,
  tolerance: 1e-9,
  note: '',
  inputs,
  ...given,
})

function places() {
  const folder = mkdtempSync(path.join(tmpdir(), 'recbench-rankings-'))
  mkdirSync(path.join(folder, 'set'))
  mkdirSync(path.join(folder, 'classic', 'lists'), { recursive: true })
  writeFileSync(path.join(folder, 'set', 'f1.base'), train)
  writeFileSync(path.join(folder, 'set', 'f1.test'), test)
  const rows = [
    row({
      id: 'B/all/popularity',
      library: 'numpy',
      model: 'popularity',
      // User 1: 20 then 30, a hit at 1; user 2: 30, a hit at 1.
      metrics: { 'recall@1': 1, 'recall@1_f1': 1, 'coverage@1': 2 / 3, 'coverage_allusers@1': 2 / 3, users: 2 },
    }),
    row({ id: 'B/all/wrong', library: 'numpy', model: 'EASE', config: { lambda: 1 }, metrics: { 'hit@1_f1': 0.5 } }),
    row({ id: 'B/all/foreign', library: 'elsewhere', model: 'Oracle', metrics: { 'hit@1': 1 } }),
  ]
  writeFileSync(path.join(folder, 'classic', 'b-topn.json'), JSON.stringify(rows))
  writeFileSync(
    path.join(folder, 'classic', 'lists', 'f1-top2-popularity.csv'),
    'user,item,rank,score\n1,20,1,1\n1,30,2,0\n2,30,1,0\n3,20,1,1\n3,30,2,0\n',
  )
  return { reference: folder, data: folder }
}

describe('the verification of rankings', () => {
  it('covers every row of a folder it has never seen, each number and each list', { timeout: 60_000 }, async () => {
    const { rows } = await verify({ places: places(), threads: 1, only: ['B/'] })
    const verdicts = Map.groupBy(rows, ({ id }) => id)
    const of = (id: string) => verdicts.get(id)!.map(({ metric, verdict }) => `${metric} ${verdict}`)
    expect(of('B/all/popularity')).toEqual([
      'recall@1 pass',
      'recall@1_f1 pass',
      'coverage@1 pass',
      'coverage_allusers@1 pass',
      'users pass',
    ])
    expect(of('B/all/wrong')).toEqual(['hit@1_f1 fail'])
    expect(of('B/all/foreign')).toEqual([' skipped'])
    expect(of('B/lists/f1-top2-popularity')).toEqual([
      'items that agree pass',
      'largest relative difference of scores pass',
      'recall@1_f1 pass',
    ])
  })
})
