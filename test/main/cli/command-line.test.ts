import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportSummary } from '../../../main/contract/api/data.ts'
import type { RunEstimate, RunResults } from '../../../main/contract/api/runs.ts'
import { Random } from '../../../main/math/random.ts'
import { recbench } from '../../helpers/command-line.ts'

let folder: string
let workspace: string
const file = (name: string) => path.join(folder, name)

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recbench-cli-'))
  workspace = path.join(folder, 'workspace')
  const random = new Random(1)
  const rows = Array.from({ length: 3000 }, () => `${random.below(60)},${random.below(40)},${1 + random.below(5)}`)
  fs.writeFileSync(file('good.csv'), ['user,item,rating', ...rows].join('\n'))
  fs.writeFileSync(
    file('broken.csv'),
    ['user,item,rating', ...rows.map((row, index) => (index % 100 === 7 ? row.replace(/\d$/, 'many') : row))].join(
      '\n',
    ),
  )
  fs.writeFileSync(file('empty.csv'), '')
  fs.writeFileSync(file('binary.csv'), Buffer.from(Array.from({ length: 4000 }, () => random.below(256))))
  fs.writeFileSync(file('one-column.csv'), 'user\n1\n2\n3\n')
  fs.writeFileSync(file('tiny.csv'), 'user,item,rating\n1,1,3\n1,2,4\n2,1,5\n')
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const run = (...words: string[]) => recbench(workspace, words)

describe('recbench', () => {
  it('lists its commands, and describes each, without opening a workspace', async () => {
    const { code, stdout } = await run('--help')
    expect(code).toBe(0)
    for (const command of [
      'import',
      'profile',
      'compare',
      'evaluate',
      'run',
      'runs',
      'report',
      'recommend',
      'notebook',
      'serve',
      'models',
      'metrics',
      'splits',
    ]) {
      expect(stdout).toContain(`  ${command} `)
      const help = await run(command, '--help')
      expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: recbench ${command}`) as string })
    }
    expect(fs.existsSync(workspace)).toBe(false)
  })

  it('prints its version', async () => {
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('wrong use ends with 2 and a sentence', () => {
  it.each([
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['comapre'], 'Did you mean compare?'],
    [['compare', '--data', 'shop', '--modles', 'ease'], '"recbench compare" has no option --modles.'],
    [['compare'], 'No data was named.'],
    [['compare', '--data', 'GOOD', '--models', 'eaze', '--split', 'kfold:2'], 'eaze'],
    [['compare', '--data', 'GOOD', '--models', 'ease:lambda=3', '--split', 'kfold:2'], 'has no setting "lambda"'],
    [
      ['compare', '--data', 'GOOD', '--models', 'popularity', '--split', 'kfold:1'],
      'The setting "folds" of the split kfold is 1: 1 is below 2.',
    ],
    [['compare', '--data', 'GOOD', '--models', 'popularity', '--split', 'kfold:2', '--metrics', 'ndcg@0'], 'ndcg@0'],
    [
      ['compare', '--data', 'GOOD', '--models', 'popularity', '--split', 'kfold:2', '--metrics', 'accuracy'],
      'accuracy',
    ],
    [['compare', '--data', 'TINY', '--models', 'popularity', '--split', 'kfold:50'], '50'],
    [['recommend', '--data', 'GOOD', '--for-user', '1', '-k', '0'], 'k is 1 or more.'],
    [['import'], 'The command needs one file; none was given.'],
    [['report', 'last', '--out', 'report.docx'], 'has no known ending'],
  ])('%j', async (words, sentence) => {
    const named = words.map((word) => word.replace('GOOD', file('good.csv')).replace('TINY', file('tiny.csv')))
    const { code, stdout, stderr } = await run(...named)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('what cannot be read ends with 1 and a sentence that names the file', () => {
  it.each(['empty.csv', 'binary.csv', 'one-column.csv', 'missing.csv', '.'])('%s', async (name) => {
    const { code, stderr } = await run('import', path.join(folder, name))
    expect(code).toBe(1)
    expect(stderr).toContain(name === '.' ? path.basename(folder) : name)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('refuses to read a data set anew that it has read already', async () => {
    const { code, stderr } = await run('profile', 'shop', '--user', 'nosuch')
    expect(code).toBe(2)
    expect(stderr).toContain('--user would say how to read a file, but "shop" is a data set that was read already.')
  })

  it('refuses a word too many', async () => {
    const { code, stderr } = await run('models', 'ease', 'extra')
    expect(code).toBe(2)
    expect(stderr).toContain('"extra" is one word too many after "ease".')
  })

  it('says so as JSON too, with the code of the error', async () => {
    const { code, stdout } = await run('import', file('missing.csv'), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('recbench import', () => {
  it('loads the good rows and lists the broken ones with line, column, value and reason', async () => {
    const { code, stdout } = await run('import', file('broken.csv'), '--json')
    const summary = JSON.parse(stdout) as ImportSummary
    expect(code).toBe(0)
    expect(summary).toMatchObject({
      data: 'broken',
      rows: 3000,
      accepted: 2970,
      rejected: 30,
      roles: { user: 'user', item: 'item', value: 'rating' },
    })
    expect(summary.problems).toHaveLength(30)
    expect(summary.problems[0]).toMatchObject({
      line: 9,
      column: 'rating',
      value: 'many',
      reason: expect.any(String) as string,
    })
  })
})

describe('recbench compare', () => {
  const words = [
    'compare',
    '--data',
    'GOOD',
    '--models',
    'popularity,random',
    '--split',
    'kfold:3',
    '--metrics',
    'ndcg@10,coverage@10',
    '--seed',
    '4',
    '--json',
  ]

  it('says what it would take without running it', async () => {
    const given = words.map((word) => word.replace('GOOD', file('good.csv'))).slice(1)
    const { code, stdout } = await run('estimate', ...given)
    expect(code).toBe(0)
    const { models, seconds } = JSON.parse(stdout) as RunEstimate
    expect(models.map(({ id, trainings }) => [id, trainings])).toEqual([
      ['popularity', 3],
      ['random', 3],
    ])
    expect(seconds).toBeLessThan(5)
  })

  it('prints one JSON object, the same digits again, and writes report and lists', async () => {
    const given = words.map((word) => word.replace('GOOD', file('good.csv')))
    const first = await run(...given, '--report', file('out.html'), '--lists', file('lists'))
    const again = await run(...given, '--threads', '1')
    expect(
      first.stderr
        .trim()
        .split('\n')
        .filter((line) => !/^\s*\d+ %/.test(line)),
    ).toEqual([expect.stringMatching(/^Estimated: (less than a second|about .+), \d+ MB\.$/)])
    const results = JSON.parse(first.stdout) as RunResults
    expect(results).toMatchObject({
      data: { users: 60, items: 40 },
      protocol: { folds: 3, seed: 4, profile: 'recbench' },
    })
    expect(results.models.map(({ id }) => id)).toEqual(['popularity', 'random'])
    expect(results.models[0]!.metrics['ndcg@10']).toMatchObject({
      mean: expect.any(Number) as number,
      low: expect.any(Number) as number,
      high: expect.any(Number) as number,
      undefined: 0,
    })
    const digits = (text: string) => (JSON.parse(text) as RunResults).models.map(({ metrics }) => metrics)
    expect(digits(again.stdout)).toEqual(digits(first.stdout))
    expect(fs.readFileSync(file('out.html'), 'utf8')).toMatch(/^<!doctype html>/i)
    const lists = fs.readdirSync(file('lists'))
    expect(lists.length).toBeGreaterThan(0)
    expect(fs.readFileSync(path.join(file('lists'), lists[0]!), 'utf8')).toMatch(/^user,item,rank,score\n/)
  })

  it('is rerun by the command in its report', async () => {
    const report = await run('report', 'last', '--format', 'markdown', '--out', file('out.md'))
    expect(report.code).toBe(0)
    expect(fs.readFileSync(file('out.md'), 'utf8')).toMatch(/recbench compare --data /)
  })
})

describe('recbench run, runs, recommend and evaluate', () => {
  it('runs an experiment file with paths relative to it', async () => {
    fs.writeFileSync(
      file('experiment.yaml'),
      'data: { file: good.csv }\nsplit: { kind: ratio, train: 0.8 }\nmodels: [popularity]\nmetrics: [recall@5]\n',
    )
    const { code, stdout } = await run('run', file('experiment.yaml'), '--json')
    expect(code).toBe(0)
    const { run: id } = JSON.parse(stdout) as RunResults
    const listed = await run('runs', '--json')
    expect((JSON.parse(listed.stdout) as { id: string; state: string }[])[0]).toMatchObject({ id, state: 'done' })
    expect((await run('runs', 'remove', id)).code).toBe(0)
    expect((await run('runs', 'show', id)).code).toBe(1)
  })

  it('recommends for a user and for a pasted history', async () => {
    const user = await run(
      'recommend',
      '--data',
      'good',
      '--for-user',
      '7',
      '--models',
      'popularity',
      '-k',
      '3',
      '--json',
    )
    expect(JSON.parse(user.stdout)).toMatchObject([
      { model: 'popularity', items: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] },
    ])
    const history = await run(
      'recommend',
      '--data',
      'good',
      '--history',
      '1,2,3',
      '--models',
      'item-knn',
      '-k',
      '2',
      '--json',
    )
    expect(JSON.parse(history.stdout)).toMatchObject([{ items: [{ rank: 1 }, { rank: 2 }] }])
  })

  it('puts lists of another tool in the table', async () => {
    fs.writeFileSync(file('train.csv'), 'user,item\n1,a\n1,b\n2,a\n2,c\n')
    fs.writeFileSync(file('test.csv'), 'user,item\n1,c\n2,b\n')
    fs.writeFileSync(file('theirs.csv'), 'user,item,score\n1,c,2\n2,b,1\n')
    const { code, stdout } = await run(
      'evaluate',
      '--train',
      file('train.csv'),
      '--test',
      file('test.csv'),
      '--metrics',
      'recall@1',
      '--json',
      file('theirs.csv'),
    )
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as RunResults).models[0]!.metrics['recall@1']!.mean).toBe(1)
  })
})
