import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { statistics } from '../../../../main/verification/sections/statistics.ts'

/** Three users; slim minus bpr is 0.1, 0.2 and 0.3. */
const table = 'user,bpr-x,slim-y\n1,0.1,0.2\n2,0.2,0.4\n3,0.2,0.5\n'
const t = 0.2 / (0.1 / Math.sqrt(3))
const metrics = {
  n: 3,
  mean_bpr: 0.5 / 3,
  paired_t: { t, df: 2, p_two_sided: 1 - t / Math.sqrt(2 + t * t) },
  sign_test: { wins_slim: 3, wins_bpr: 0, ties: 0, p_two_sided: 0.25 },
  sign_flip_permutation_slim_vs_bpr: { B: 1000, 'p_two_sided_(hits+1)/(B+1)': 0.25 },
  two_models_against_the_best: { best: 'slim-y', means: { 'slim-y': 1.1 / 3 } },
  friedman_over_folds: {
    models: ['bpr-x', 'slim-y'],
    ndcg_by_fold_rows: [
      [0.5 / 3, 1.1 / 3],
      [0.1, 0.2],
    ],
    chi2: 2,
    'nemenyi_critical_difference_alpha_0.05': 1.959963984540054 / Math.sqrt(2),
  },
  folds_slim_vs_bpr: { differences: [0.2, 0.1], n_test_over_n_train: 1 },
}

async function verifyRow(given: object) {
  const folder = mkdtempSync(path.join(tmpdir(), 'recbench-statistics-'))
  mkdirSync(path.join(folder, 'lists'))
  writeFileSync(path.join(folder, 'lists', 'users.csv.gz'), gzipSync(table))
  const row = {
    id: 'E/toy',
    model: 'bpr-x vs slim-y',
    config: { file: 'lists/users.csv.gz' },
    tolerance: 1e-9,
    ...given,
  }
  writeFileSync(path.join(folder, 'e-statistics.json'), JSON.stringify([row]))
  const places = { reference: folder, data: folder }
  const [job] = statistics.plan(places)
  return statistics.run(job!, { places, threads: 1, signal: new AbortController().signal })
}

describe('the section of statistics', () => {
  it('finds models, folds and levels in the row itself, whatever their names', async () => {
    const rows = await verifyRow({ metrics })
    expect(rows.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    expect(rows.filter(({ verdict }) => verdict === 'pass')).toHaveLength(19)
    expect(rows.filter(({ verdict }) => verdict === 'information').map(({ metric }) => metric)).toEqual([
      'friedman_over_folds.ndcg_by_fold_rows.1.0',
      'friedman_over_folds.ndcg_by_fold_rows.1.1',
      'folds_slim_vs_bpr.n_test_over_n_train',
    ])
  })

  it('takes the ratio of the parts as an input, and holds nothing to a t that was computed for another number of folds', async () => {
    const plain = 0.15 / (0.05 * Math.SQRT2) / Math.SQRT1_2
    const correctedFor = (folds: number) => (plain * Math.SQRT1_2) / Math.sqrt(1 / folds + 0.25)
    const verdictFor = async (folds: number) => {
      const corrected = { paired_t: plain, n_test_over_n_train: 0.25, nadeau_bengio_corrected_t: correctedFor(folds) }
      const rows = await verifyRow({
        metrics: { ...metrics, folds_slim_vs_bpr: { differences: [0.2, 0.1], ...corrected } },
      })
      return rows.find(({ metric }) => metric.endsWith('nadeau_bengio_corrected_t'))!.verdict
    }
    expect([await verdictFor(2), await verdictFor(5), await verdictFor(2.5)]).toEqual(['pass', 'information', 'fail'])
  })

  it('fails a number that is not ours, another best model, and a name that nobody computes', async () => {
    const wrong = { n: 4, two_models_against_the_best: { best: 'bpr-x' }, skewness: 1 }
    const rows = await verifyRow({ metrics: wrong })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail'])
    expect(rows[1]!.note).toContain('"slim-y"')
  })

  it('names what a row does not say', async () => {
    await expect(verifyRow({ metrics, model: 'a vs b' })).rejects.toThrow(/no columns of its file/)
    await expect(verifyRow({ metrics, config: {} })).rejects.toThrow(/names no file/)
  })
})
