import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { verify } from '../../../main/verification/verify.ts'
import { needsReference } from '../../helpers/classic-reference.ts'

const shared = path.resolve(import.meta.dirname, '../../../../shared')

describe('verify', () => {
  it('names a folder that is not there, and one without reference values', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'recbench-verify-'))
    await expect(verify({ places: { reference: '/nowhere', data: empty } })).rejects.toThrow(/no folder \/nowhere/)
    await expect(verify({ places: { reference: empty, data: empty } })).rejects.toThrow(/holds no reference values/)
  })
})

describe('the fast part of the verification', () => {
  beforeEach(needsReference)

  it('agrees with independent libraries in every number', { timeout: 240_000 }, async () => {
    const places = { reference: path.join(shared, 'reference'), data: path.join(shared, 'data') }
    const { rows } = await verify({ places, fast: true, threads: 2 })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  })
})
