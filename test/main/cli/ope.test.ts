import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import { Random } from '../../../main/math/random.ts'
import { recbench } from '../../helpers/command-line.ts'

let folder: string
const file = (name: string) => path.join(folder, name)

/** 600 visits that show two of four items each, one after another, uniformly; the item d pays most. */
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recbench-ope-'))
  const random = new Random('visits')
  const rows: string[] = []
  for (let visit = 0; visit < 600; visit++) {
    const items = random.shuffle(Int32Array.of(0, 1, 2, 3))
    for (const position of [0, 1]) {
      const click = random.uniform() < [0.1, 0.2, 0.3, 0.6][items[position]!]! ? 1 : 0
      rows.push(`v${visit},u${visit % 50},${'abcd'[items[position]!]},${position + 1},${1 / (4 - position)},${click}`)
    }
  }
  fs.writeFileSync(file('visits.csv'), ['visit,user,item,position,propensity,click', ...rows].join('\n'))
  const bare = rows.map((row) => row.split(',').toSpliced(4, 1).join(','))
  fs.writeFileSync(file('bare.csv'), ['visit,user,item,position,click', ...bare].join('\n'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const run = (...words: string[]) => recbench(path.join(folder, 'workspace'), words)
const visits = () => ['ope', '--data', file('visits.csv'), '--query', 'visit', '--quiet']

describe('recbench ope', () => {
  it('values rounds and visits, with learners, support and an order of the policies', async () => {
    const estimators = 'snips,dr,sips,sniips,cascade-dr'
    const { stdout, stderr } = await run(
      ...visits(),
      ...['--models', 'random,epsilon-greedy', '--learners', 'dr', '--estimators', estimators, '--json'],
    )
    expect(stderr).toBe('')
    const { policies, policyLog, policyRankings } = JSON.parse(stdout) as RunResults
    expect(policies.map(({ label }) => label)).toEqual(['random', 'epsilon-greedy', 'DR learner'])
    expect(policyLog).toMatchObject({ rounds: 1200, uniform: false })
    for (const { estimates, support, known } of policies) {
      expect(estimates.every(({ value, low, high }) => low! <= value! && value! <= high!)).toBe(true)
      expect(support).toMatchObject({ unsupportedShare: 0 })
      expect(known!.truth).toBeGreaterThan(0.2)
    }
    expect(policyRankings!.map(({ estimator }) => estimator)).toEqual(estimators.split(','))
    expect(policyRankings![0]!.order[2]).toBe(0)
  }, 60_000)

  it('prints a table with notes below', async () => {
    const { stdout } = await run(...visits(), '--models', 'random', '--interval', 'hoeffding', '--confidence', '0.9')
    expect(stdout).toMatch(/policy +estimator +value +interval +effective sample +largest weight +unsupported +note/)
    expect(stdout).toContain('The Hoeffding interval takes rewards from 0 to 1 and weights from 0 to 4.')
  }, 60_000)

  it('refuses a log without propensities, and estimates them where that is asked for', async () => {
    const bare = ['ope', '--data', file('bare.csv'), '--reward', 'click', '--models', 'random', '--quiet']
    const refused = await run(...bare)
    expect(refused.code).not.toBe(0)
    expect(refused.stderr).toContain('has no propensities, so policies cannot be valued on it.')
    expect(refused.stderr).toContain('--propensities estimated')
    const { stdout } = await run(...bare, '--propensities', 'estimated', '--estimators', 'snips')
    expect(stdout).toContain('The propensities were estimated by')
    expect(stdout).toContain('not logged: every value is biased')
  }, 60_000)

  it.each([
    [['--estimators', 'ipss'], 'There is no off-policy estimator "ipss".'],
    [['--clip', 'ten'], '--clip says "ten", which is not a number.'],
    [['--clip', '0'], 'The clip of the policies is 0'],
    [['--confidence', '95'], 'The confidence of intervals lies between 0 and 1.'],
    [['--interval', 'bayes'], 'interval'],
    [['--learners', 'dqn'], 'learners'],
  ])('says what is wrong with %s', async (words, sentence) => {
    const { code, stderr } = await run(...visits(), ...words)
    expect(code).not.toBe(0)
    expect(stderr).toContain(sentence)
  })
})

describe('recbench policies', () => {
  it('lists policies and estimators, and describes one', async () => {
    const { stdout } = await run('policies')
    expect(stdout).toMatch(/linucb /)
    expect(stdout).toMatch(/cascade-dr +reward model, visits/)
    expect((await run('policies', 'mrdr')).stdout).toContain('M. Farajtabar')
    expect((await run('policies', 'linucb')).stdout).toContain('setting')
    expect((await run('policies', 'mrdrr')).stderr).toContain('There is no policy or estimator "mrdrr".')
  })
})
