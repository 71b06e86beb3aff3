import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ratings } from '../../../../main/verification/sections/ratings.ts'

/**
 * One fold of three ratings; Surprise's KNNBasic with msd between users. User b is the only neighbour of a who rated z: the prediction is 5. Nobody knows
 * item w, which gets the mean of all, 4.
 */
const trainRows = ['a\tx\t4\t0', 'b\tx\t3\t0', 'b\tz\t5\t0'].join('\n')
const testRows = ['a\tz\t4\t0', 'a\tw\t2\t0'].join('\n')
const metrics = { rmse: Math.sqrt(2.5), mae: 1.5, rmse_s1: Math.sqrt(2.5), mae_s1: 1.5, impossible_s1: 1 }
const row = {
  id: 'A/KNNBasic-msd-user',
  model: 'KNNBasic-msd-user',
  library: 'scikit-surprise',
  data: 'toy',
  config: { k: 40, min_k: 1, sim_options: { name: 'msd', user_based: true } },
  metrics,
  deterministic: true,
  tolerance: 1e-9,
  note: '',
  inputs: { folds: [{ train: 'data:toy/s1.base.gz', test: 'data:toy/s1.test' }], task: 'rating', threshold: null },
}

async function verifyRows(
  rows: readonly object[],
  predictions = 'user,item,rating,KNNBasic-msd-user\na,z,4,5\na,w,2,4',
  fold = 's1',
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'recbench-ratings-'))
  mkdirSync(path.join(folder, 'lists'))
  mkdirSync(path.join(folder, 'toy'))
  writeFileSync(path.join(folder, 'a-rating.json'), JSON.stringify(rows))
  writeFileSync(path.join(folder, 'toy', 's1.base.gz'), gzipSync(trainRows))
  writeFileSync(path.join(folder, 'toy', 's1.test'), testRows)
  writeFileSync(path.join(folder, 'lists', `a-${fold}-predictions.csv.gz`), gzipSync(predictions))
  const places = { reference: folder, data: folder }
  const context = { places, threads: 1, signal: new AbortController().signal }
  const found = await Promise.all(ratings.plan(places).map((job) => ratings.run(job, context)))
  return found.flat()
}

describe('verifying ratings', () => {
  it('compares every number of a row, and single predictions where there are some', async () => {
    const found = await verifyRows([row])
    expect(found.map(({ metric }) => metric)).toEqual([...Object.keys(metrics), 'predictions_s1'])
    expect(found.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })

  it('fails a number outside its tolerance, and a number it does not know', async () => {
    const found = await verifyRows([{ ...row, metrics: { rmse: 1.6, fcp: 0.5 } }])
    expect(found.slice(0, 2).map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['rmse', 'fail'],
      ['fcp', 'fail'],
    ])
  })

  it('finds the fold of single predictions by its users and items where no fold has that name', async () => {
    const renamed = { ...row, metrics: { rmse: Math.sqrt(2.5) } }
    const found = await verifyRows([renamed], undefined, 'other')
    expect(found.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['rmse', 'pass'],
      ['predictions_other', 'pass'],
    ])
    const [, strange] = await verifyRows([renamed], 'user,item,rating,KNNBasic-msd-user\na,x,4,5\na,w,2,4', 'other')
    expect(strange!.verdict).toBe('fail')
    expect(strange!.note).toContain('does not name')
  })

  it('fails a prediction that differs, and a list that is not of the test part', async () => {
    const differs = await verifyRows([row], 'user,item,rating,KNNBasic-msd-user\na,z,4,4.9\na,w,2,4')
    expect(differs.at(-1)).toMatchObject({ metric: 'predictions_s1', verdict: 'fail' })
    const other = await verifyRows([row], 'user,item,rating,KNNBasic-msd-user\na,w,4,5\na,z,2,4')
    expect(other.at(-1)).toMatchObject({ verdict: 'fail', note: expect.stringContaining('Line 2') as string })
  })

  it('compares a band by the mean over seeds and shows the spread for information', async () => {
    const band = { ...row, deterministic: false, metrics: { rmse: metrics.rmse, rmse_sd_over_seeds: 0.1 } }
    const found = await verifyRows([band])
    expect(found.map(({ verdict }) => verdict)).toEqual(['pass', 'information'])
  })

  it('skips another library, another task and an unknown model with a sentence', async () => {
    const found = await verifyRows([
      { ...row, library: 'lenskit' },
      { ...row, inputs: { ...row.inputs, task: 'ranking' } },
      { ...row, model: 'NormalPredictor' },
    ])
    expect(found.map(({ verdict }) => verdict)).toEqual(['skipped', 'skipped', 'skipped'])
    for (const { note } of found) expect(note).toMatch(/^[A-Z].*\.$/)
  })
})
