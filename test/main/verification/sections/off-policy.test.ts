import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { offPolicy } from '../../../../main/verification/sections/off-policy.ts'

/** A gzipped NumPy file of doubles, or of 16-bit integers. */
function npy(shape: number[], numbers: number[], type: '<f8' | '<u2' = '<f8'): Buffer {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117) + '\n'
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0])
  const values = type === '<f8' ? Float64Array.from(numbers) : Uint16Array.from(numbers)
  return gzipSync(Buffer.concat([start, Buffer.from(header), Buffer.from(values.buffer)]))
}

const table = 'item_id,prior_alpha,prior_beta,p_position_1,p_position_2\n0,900,100,0.75,0.25\n1,100,900,0.25,0.75\n'

/** Four rounds of two items, written out of order; at position 1 item 0 is shown and clicked, at position 2 both are shown once. */
const log = `,timestamp,item_id,position,click,propensity_score,user_feature_0
0,2020-01-01 00:00:02,1,2,0,0.5,a
1,2020-01-01 00:00:01,0,1,1,0.5,b
2,2020-01-01 00:00:03,0,2,1,0.5,c
3,2020-01-01 00:00:00,0,1,1,0.5,a
`

/** Weights 1.5, 1.5, 1.5 and 0.5, three clicks: IPS 3.5 / 4, SNIPS 3.5 / 5. */
const rows = {
  rates: {
    id: 'toy.random.on-policy',
    config: { alpha: 0.05 },
    value: {
      n: 4,
      clicks: 3,
      value: 0.75,
      dim_context: 2,
      len_list: 2,
      intervals: {},
      per_position: { 1: { n: 2, clicks: 1 } },
    },
  },
  values: {
    id: 'toy.random-to-bts.values.no-model',
    config: {},
    value: { 'ipw lambda=Infinity': 0.875, snipw: 0.7, 'ipw lambda=1': 0.625 },
  },
  uniform: { id: 'toy.random-to-uniform.values.no-model', config: {}, value: { snipw: 0.75 } },
  given: { id: 'toy.replay.given', config: {}, value: { value: 1, matches: 2 } },
  band: {
    id: 'toy.replay.band',
    config: { seeds: '0..9' },
    value: { mean: 2 / 3, sd_ddof1: 0, min: 0, max: 1, matches_mean: 3, matches_sd: 1 },
    tolerance: { mean_abs: 0.01 },
  },
  displays: {
    id: 'toy.bts.action-dist',
    config: { n_sim: 100, random_state: 1 },
    value: { top5_position1: [[0, 1]], sums: [1, 1] },
    tolerance: { abs: 1 },
  },
  errors: {
    id: 'toy.random-to-bts.errors',
    config: { ground_truth: 0.5, model: 'q-zero' },
    value: { ipw: 0.75, dm: 1 },
  },
} as const

function folders(file: string, row: object, data: string[], arrays: Record<string, Buffer | string>) {
  const reference = mkdtempSync(path.join(tmpdir(), 'recbench-off-policy-'))
  mkdirSync(path.join(reference, 'arrays'))
  mkdirSync(path.join(reference, 'obd-toy', 'random'), { recursive: true })
  writeFileSync(path.join(reference, 'obd-toy', 'random', 'toy.csv'), log)
  for (const [name, content] of Object.entries(arrays)) writeFileSync(path.join(reference, 'arrays', name), content)
  const whole = { library: 'other', data, deterministic: true, tolerance: { abs: 1e-12 }, note: '', ...row }
  writeFileSync(path.join(reference, file), JSON.stringify([whole]))
  return { reference, data: reference }
}

async function verify(places: { reference: string; data: string }) {
  const [job] = offPolicy.plan(places)
  return offPolicy.run(job!, { places, threads: 1, signal: new AbortController().signal })
}

const campaign = (row: object) =>
  verify(
    folders(
      'obd-toy.json',
      row,
      ['bts_action_dist.csv', 'q-zero.npy', 'replay_selected.npy'].map((name) => `arrays/toy.${name}.gz`),
      {
        'toy.bts_action_dist.csv.gz': gzipSync(table),
        'toy.q-zero.npy.gz': npy([4, 2], [0, 0, 0, 0, 0, 0, 0, 0]),
        'toy.replay_selected.npy.gz': npy([4, 2], [0, 1, 1, 0, 0, 0, 0, 0]),
      },
    ),
  )

const unlike = (compared: Awaited<ReturnType<typeof campaign>>) =>
  compared.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'information')

describe('the verification of off-policy estimates', () => {
  it.each(Object.entries(rows))('reads any campaign in the order of time: %s', async (_, row) => {
    const compared = await campaign(row)
    expect(compared.length).toBeGreaterThan(0)
    expect(unlike(compared)).toEqual([])
  })

  it('fails a number that is not ours', async () => {
    const compared = await campaign({ ...rows.values, value: { snipw: 0.71 } })
    expect(compared).toMatchObject([{ metric: 'snipw', ours: 0.7, verdict: 'fail' }])
  })

  it('skips a campaign without data, with the reason', async () => {
    const compared = await campaign({ ...rows.values, id: 'other.random-to-bts.values.no-model' })
    expect(compared).toMatchObject([{ verdict: 'skipped', note: 'The data folder holds no obd-other.' }])
  })

  it('divides stored integers by what their index states', async () => {
    const names = ['action', 'reward', 'pscore', 'pi_e'].map((name) => `toy.${name}.npy.gz`)
    const row = { id: 'toy.softmax.values.no-model', config: {}, value: { 'ipw lambda=Infinity': 1.25 } }
    const places = folders(
      'ope-synthetic.json',
      row,
      names.map((name) => `arrays/${name}`),
      {
        [names[0]!]: npy([2], [0, 1]),
        [names[1]!]: npy([2], [1, 1]),
        [names[2]!]: npy([2], [0.5, 0.5]),
        [names[3]!]: npy([2, 2], [500, 500, 250, 750], '<u2'),
        'index.ope-synthetic.json': JSON.stringify({ [names[3]!]: { divide_by: 1000 } }),
      },
    )
    expect(await verify(places)).toMatchObject([{ ours: 1.25, verdict: 'pass' }])
  })

  it.each([
    [0.1, 1.637744],
    [0.05, 2.353363],
  ])('takes widths at the δ of the row: %f', async (delta, quantile) => {
    const value = { 'ipw slope': { value: 0.875, chosen_lambda: 'Infinity', cnf: { Infinity: 0 } } }
    const config = { delta, lambdas: { clip: ['Infinity'], sg: [] } }
    const compared = await campaign({ id: 'toy.random-to-bts.tuned.no-model', config, value })
    // Rounds are worth 1.5, 1.5, 0 and 0.5: their standard error is 0.3750; Student's t has three degrees of freedom.
    const width = compared.find(({ metric }) => metric === 'ipw slope width Infinity')
    expect(width!.ours!).toBeCloseTo(0.375 * quantile, 6)
  })
})
