import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compare } from '../../bench/compare.ts'
import { pythonOf, whyMissing } from '../../bench/peer.ts'
import { Side } from '../../bench/side.ts'
import { workOf } from './works.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const { peer } = workOf()

describe('a peer', () => {
  it('that is not installed is told in a sentence with the command that installs it', () => {
    expect(whyMissing(peer, folder)).toBe('absent 1.0 is not installed here: run bash bench/peers/install.sh absent.')
  })

  it('that is installed is not told', () => {
    const python = pythonOf({ ...peer, environment: 'present' }, folder)
    mkdirSync(path.dirname(python), { recursive: true })
    writeFileSync(python, '')
    expect(whyMissing({ ...peer, environment: 'present' }, folder)).toBeNull()
  })

  it('that is missing, and a model that we lack, leave a row with both sentences', async () => {
    const given = { folders: {}, threads: 1, quick: true, backend: 'auto', scratch: folder, settings: {} }
    const row = await compare(workOf(), { given, runs: 2, peers: true })
    expect(row).toMatchObject({ ours: null, peer: null, ratio: null, reached: null })
    expect(row.notes).toEqual([
      'absent 1.0 is not installed here: run bash bench/peers/install.sh absent.',
      'Recbench has no such model yet.',
    ])
  })
})

describe('a side', () => {
  const talk = (script: string) => new Side(process.execPath, ['-e', script], {})

  it('answers on marked lines among others', async () => {
    const side = talk(
      `console.log('hello'); console.log('@bench {}');
       process.stdin.on('data', (word) => console.log('@bench ' + JSON.stringify({ seconds: 1, cpu: String(word).trim().length })))`,
    )
    expect(await side.ready()).toEqual({})
    expect(await side.run(false)).toEqual({ seconds: 1, cpu: 'run'.length })
    expect(await side.run(true)).toEqual({ seconds: 1, cpu: 'run with quality'.length })
    await side.end()
  })

  it('that tells an error, or ends, gives its words', async () => {
    await expect(talk(`console.log('@bench {"error":"no such file"}')`).ready()).rejects.toThrow('no such file')
    await expect(talk(`throw new TypeError('out of order')`).ready()).rejects.toThrow(/status 1: .*out of order/)
  })
})
