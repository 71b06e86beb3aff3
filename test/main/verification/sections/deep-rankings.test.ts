import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { verify } from '../../../../main/verification/verify.ts'

const header = 'user_id:token\titem_id:token\n'
const parts = { train: '1\t1\n2\t1\n2\t2\n3\t3\n', valid: '1\t3\n', test: '1\t2\n' }

function places() {
  const folder = mkdtempSync(path.join(tmpdir(), 'recbench-deep-'))
  mkdirSync(path.join(folder, 'deep', 'splits'), { recursive: true })
  for (const [name, text] of Object.entries(parts))
    writeFileSync(path.join(folder, 'deep', 'splits', `tiny.${name}.inter.gz`), gzipSync(header + text))
  const row = (given: object) => ({ section: 'A', data: 'tiny', config: {}, note: '', band: null, ...given })
  const rows = [
    // Item 3 is left out, since user 1 has it in validation: only item 2 is a candidate.
    row({ id: 'pop', library: 'numpy', model: 'Pop', metrics: { 'recall@1': 1 } }),
    row({
      id: 'narrow',
      library: 'numpy',
      model: 'Pop',
      metrics: { 'recall@1': 0.5 },
      band: { 'recall@1': [0.4, 0.6] },
    }),
    row({ id: 'wrong', library: 'recbole', model: 'Pop', metrics: { 'recall@1': 0 } }),
    row({ id: 'later', section: 'B', library: 'recbole', model: 'GRU4Rec', metrics: {} }),
  ]
  writeFileSync(path.join(folder, 'deep', 'rows.json'), JSON.stringify(rows))
  return { reference: folder, data: folder }
}

describe('the verification against peers of the deep family', () => {
  it(
    'leaves items of validation out, compares bands, and tells what is wrong or later',
    { timeout: 60_000 },
    async () => {
      const { rows } = await verify({ places: places(), threads: 1, only: ['deep'] })
      expect(rows.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
        'pop pass',
        'narrow fail',
        'wrong information',
        'later skipped',
      ])
    },
  )
})
