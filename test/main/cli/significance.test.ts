import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RankComparison, RunResults } from '../../../main/contract/api/runs.ts'
import type { RuleTable } from '../../../main/contract/rules.ts'
import { Random } from '../../../main/math/random.ts'
import { recbench } from '../../helpers/command-line.ts'

let folder: string
let compared: RunResults
const run = (...words: string[]) => recbench(path.join(folder, 'workspace'), words)
const json = async <T>(...words: string[]) => JSON.parse((await run(...words, '--json')).stdout) as T

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recbench-significance-'))
  const random = new Random(1)
  const rows = Array.from({ length: 1500 }, () => `${random.below(50)},${Math.floor(40 * random.uniform() ** 2)}`)
  fs.writeFileSync(path.join(folder, 'log.csv'), ['user,item', ...rows].join('\n'))
  const flags = ['--models', 'popularity,random,item-knn', '--metrics', 'ndcg@10', '--split', 'kfold:3']
  const tested = ['--test', 'wilcoxon', '--correction', 'bonferroni', '--level', '0.01']
  compared = await json<RunResults>('compare', '--data', path.join(folder, 'log.csv'), ...flags, ...tested)
}, 60_000)
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('recbench compare', () => {
  it('tests as it is told, and says so with every p', () => {
    expect(compared.tests).toHaveLength(2)
    for (const { test, correction, level, p, adjusted } of compared.tests) {
      expect({ test, correction, level }).toEqual({ test: 'wilcoxon', correction: 'bonferroni', level: 0.01 })
      expect(adjusted).toBeCloseTo(Math.min(1, 2 * p!), 12)
    }
  })

  it('refuses a test that it does not have', async () => {
    const { code, stdout } = await run('compare', '--data', 'x', '--models', 'popularity', '--test', 'anova', '--json')
    expect(code).not.toBe(0)
    expect(stdout).toContain('anova')
  })
})

describe('recbench significance', () => {
  it('ranks the models of a run over its folds and draws the diagram', async () => {
    const svg = path.join(folder, 'ranks.svg')
    const ranks = await json<RankComparison>('significance', compared.run, '--svg', svg)
    expect(ranks).toMatchObject({ over: 'folds', metric: 'ndcg@10', blocks: ['fold 1', 'fold 2', 'fold 3'] })
    expect(ranks.models.at(-1)).toMatchObject({ id: 'random', averageRank: 3 })
    expect(ranks.criticalDifference).toBeCloseTo(1.914, 3)
    expect(fs.readFileSync(svg, 'utf8')).toMatch(/^<svg/)
  })

  it('says what a single block lacks, and that a run must be named', async () => {
    expect((await run('significance', compared.run, compared.run, '--metric', 'recall@5', '--json')).stdout).toContain(
      'there are 0 models',
    )
    expect((await run('significance', '--json')).stdout).toContain('No run was named')
  })
})

describe('recbench rules', () => {
  it('prints rules by the measure, the best first', async () => {
    const table = await json<RuleTable>('rules', '--data', compared.data.name, '--min-support', '0.3', '--limit', '5')
    expect(table).toMatchObject({ basket: 'user', baskets: 50, minimumCount: 15 })
    const lifts = table.rules.map(({ measures }) => measures.lift!)
    expect(lifts).toEqual(lifts.toSorted((a, b) => b - a))
    expect(lifts.length).toBeLessThanOrEqual(5)
  })

  it('refuses a measure that it does not have', async () => {
    const { code, stdout } = await run('rules', '--data', compared.data.name, '--measure', 'surprise', '--json')
    expect(code).not.toBe(0)
    expect(stdout).toContain('measure')
  })
})
