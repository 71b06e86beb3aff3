import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { policies } from '../../../../main/verification/sections/policies.ts'

const files = ['context.csv', 'reward_binary.npy', 'reward_real.csv', 'traces.csv']
const data = files.map((name) => `arrays/toy.${name}.gz`)

/** Four rounds of two arms: arm 0 pays in round 0 only, arm 1 always. */
function writeReference(file: string, row: object): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'recbench-policies-'))
  mkdirSync(path.join(folder, 'arrays'))
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (4, 2), }".padEnd(117) + '\n'
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0])
  const binary = Buffer.concat([start, Buffer.from(header), Buffer.from([1, 1, 0, 1, 0, 1, 0, 1])])
  const contents = [
    'x0\n1\n1\n1\n1\n',
    binary,
    'arm0,arm1\n1,1\n0,1\n0,1\n0,1\n',
    'round,greedy,other\n0,0,0\n1,1,1\n2,0,1\n3,1,1\n',
  ]
  contents.forEach((content, i) => {
    writeFileSync(path.join(folder, data[i]!), gzipSync(content))
  })
  writeFileSync(path.join(folder, file), JSON.stringify([{ id: 'toy.row', library: 'other', data, note: '', ...row }]))
  return folder
}

async function verify(file: string, row: object) {
  const places = { reference: writeReference(file, row), data: '' }
  const [job] = policies.plan(places)
  return policies.run(job!, { places, threads: 1, signal: new AbortController().signal })
}

const greedy = (column: string, counts: number[]) => ({
  data: [...data.slice(0, 3), `${data[3]} column ${column}`],
  config: { policy: 'EpsilonGreedy(0)', rewards: 'binary', first_arms: [0, 1] },
  value: { cumulative_reward: 2, counts },
  tolerance: { arms: 'exact' },
})

describe('the verification of policies', () => {
  it('plays a deterministic policy and counts the rounds with another arm', async () => {
    // Both arms paid in rounds 0 and 1, so the lower wins round 2 and pays 0; arm 1 has the larger mean in round 3.
    const rows = await verify('policies.json', {
      ...greedy('greedy', [2, 2]),
      value: { cumulative_reward: 3, counts: [2, 2] },
    })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass', 'pass'])
  })

  it('fails a trace that differs in one round', async () => {
    const [arms] = await verify('policies.json', greedy('other', [1, 3]))
    expect(arms).toMatchObject({ metric: 'rounds with another arm', ours: 1, verdict: 'fail' })
  })

  it('leaves out a marked mistake of the library, with its reason', async () => {
    const row = greedy('other', [1, 3])
    const rows = await verify('policies.json', { ...row, config: { ...row.config, quirk: 'ties go anywhere' } })
    expect(rows).toMatchObject([{ verdict: 'skipped', note: expect.stringContaining('ties go anywhere') as string }])
  })

  it('skips a policy that it does not know', async () => {
    const rows = await verify('policies.json', {
      config: { policy: 'oracle' },
      value: { mean_counts: [] },
      tolerance: {},
    })
    expect(rows).toMatchObject([{ verdict: 'skipped' }])
  })

  it('compares Boltzmann probabilities arm by arm', async () => {
    const rows = await verify('indices.json', {
      config: { means: [0, Math.log(3)] },
      value: { '1.0': [0.25, 0.75] },
      tolerance: { abs: 1e-14 },
    })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
  })

  it('shows what other libraries chose as information', async () => {
    const rows = await verify('policies-cross.json', { config: {}, value: {}, tolerance: null })
    expect(rows).toMatchObject([{ verdict: 'information' }])
  })
})
