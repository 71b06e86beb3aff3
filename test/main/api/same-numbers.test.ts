import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import { openLocal } from '../../../main/host/local.ts'
import { recbench } from '../../helpers/command-line.ts'
import { temporaryWorkspace, type TemporaryWorkspace } from '../../helpers/workspace.ts'

const models = ['random', 'item-knn', 'ials', 'bpr']
const metrics = ['ndcg@10', 'recall@10', 'coverage@10', 'auc']
const script = fileURLToPath(new URL('same-numbers-script.ts', import.meta.url))
let workspace: TemporaryWorkspace

beforeAll(async () => {
  workspace = await temporaryWorkspace()
})
afterAll(async () => {
  fs.rmSync(script, { force: true })
  await workspace.remove()
})

const numbers = ({ models: rows, tests }: RunResults) => ({ metrics: rows.map((model) => model.metrics), tests })

describe('one experiment', () => {
  it('has the same numbers, to the last digit, from the window, the command line and a script, with 1 and 2 threads', async () => {
    const local = await openLocal({ workspace: workspace.folder, shell: 'test' })
    const { job } = await local.client.call('runs/start', {
      experiment: {
        data: { name: 'shop' },
        split: { kind: 'kfold', folds: 2 },
        models: models.map((id) => ({ id })),
        metrics,
        seed: 11,
        threads: 2,
      },
    })
    const window = numbers((await local.client.call('jobs/result', { job })) as RunResults)
    await local.close()

    const flags = ['--models', models.join(), '--metrics', metrics.join(), '--split', 'kfold:2', '--seed', '11']
    const { stdout } = await recbench(workspace.folder, [
      'compare',
      '--data',
      'shop',
      ...flags,
      '--threads',
      '1',
      '--json',
    ])
    expect(numbers(JSON.parse(stdout) as RunResults)).toEqual(window)

    fs.writeFileSync(
      script,
      `import { close, crossValidate, dataset } from 'recbench'
const log = await dataset('shop')
const { results } = await crossValidate(log.kFold(2, { seed: 11 }), ${JSON.stringify(models)}, { metrics: ${JSON.stringify(metrics)}, seed: 11 })
console.log(JSON.stringify(results))
await close()
`,
    )
    const env = { ...process.env, RECBENCH_WORKSPACE: workspace.folder }
    const ended = spawnSync(process.execPath, [script], {
      env,
      encoding: 'utf8',
      timeout: 120_000,
      cwd: path.dirname(script),
    })
    expect(ended.stderr).not.toMatch(/error/i)
    expect(numbers(JSON.parse(ended.stdout) as RunResults)).toEqual(window)
  }, 240_000)
})
