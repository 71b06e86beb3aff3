import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findWanted } from '../../../../main/verification/metrics/names.ts'
import { readRows } from '../../../../main/verification/reference-files.ts'
import { metrics } from '../../../../main/verification/sections/metrics.ts'
import { needsReference } from '../../../helpers/classic-reference.ts'

const places = {
  reference: new URL('../../../../../shared/reference', import.meta.url).pathname,
  data: new URL('../../../../../shared/data', import.meta.url).pathname,
}

describe('the names of other libraries', () => {
  it('stand for a metric, a profile and a cutoff of ours', () => {
    expect(findWanted('pytrec_eval', 'map_cut@5', 20)!.chosen).toMatchObject({ name: 'map@5', cutoff: 5 })
    expect(findWanted('pytrec_eval', 'recip_rank', 20)!.chosen).toMatchObject({ name: 'mrr@20' })
    expect(findWanted('lenskit', 'Hit@5 (defaults filled)', 20)).toMatchObject({ filled: true, everybody: true })
    expect(findWanted('recbole', 'tailpercentage(tail_ratio=0.5)@10', 20)!.chosen.cutoff).toBe(10)
    expect(findWanted('recbole', 'nothing@10', 20)).toBeNull()
    expect(findWanted('nobody', 'ndcg@10', 20)).toBeNull()
  })
})

/** A folder of the form of the reference values: three users of four items, one list file. */
function makeReference(numbers: Record<string, number>): typeof places {
  const root = mkdtempSync(path.join(tmpdir(), 'recbench-metrics-'))
  const put = (file: string, lines: string[]) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), `${lines.join('\n')}\n`)
  }
  const row = { library: 'reference (numpy)', data: 'tiny', split: 'f1, all', config: {}, tolerance: 1e-9 }
  const rows = ['short', 'absent'].map((set) => ({ ...row, id: `D/${set}`, model: `lists:${set}`, metrics: numbers }))
  put('reference/classic/d-metrics.json', [JSON.stringify(rows)])
  put('reference/classic/lists/d-short.csv', ['user,item,rank,score', '1,30,1,9', '1,40,2,8', '3,20,1,7'])
  put('data/tiny/f1.base', ['1\t10\t5\t0', '2\t10\t4\t0', '3\t40\t3\t0'])
  put('data/tiny/f1.test', ['1\t30\t5\t1', '2\t20\t4\t1'])
  return { reference: path.join(root, 'reference'), data: path.join(root, 'data') }
}

describe('another folder of the same form', () => {
  it('is compared by the files that its rows name; a set without lists fails with the reason, the others go on', async () => {
    const made = makeReference({ 'recall@1': 0.5, 'coverage_allusers@2': 0.75, 'list_length@2': 1, 'strange@2': 1 })
    const [job] = metrics.plan(made)
    const rows = await metrics.run(job!, { places: made, threads: 1, signal: new AbortController().signal })
    expect(rows.map(({ id, metric, verdict }) => [id, metric, verdict])).toEqual([
      ['D/short', 'recall@1', 'pass'],
      ['D/short', 'coverage_allusers@2', 'pass'],
      ['D/short', 'list_length@2', 'pass'],
      ['D/short', 'strange@2', 'fail'],
      ['D/absent', '', 'fail'],
    ])
    expect(rows.at(-1)!.note).toMatch(/has neither f1-top20-absent\.csv\.gz nor d-absent\.csv\.gz/)
  })
})

describe('the reference values', () => {
  beforeEach(needsReference)

  it('have no number without a metric of ours; the fast part compares those of lists', () => {
    const rows = readRows(places, 'classic', 'd-metrics.json')
    const unknown = rows.flatMap(({ library, metrics: numbers }) =>
      Object.keys(numbers).filter((name) => !findWanted(library, name, 20)),
    )
    expect(unknown).toEqual([])
    expect(metrics.plan(places)).toMatchObject([{ fast: true }, { fast: false }])
  })
})
