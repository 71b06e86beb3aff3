/**
 * Measures what models take on real data beside what the cost rules say, to fit main/evaluation/estimate/costs.ts. Each model runs in a process of its own; times
 * are processor seconds of one thread.
 *
 *   node bench/costs.ts ../shared/data/ml-100k/u1.base.gz,../shared/data/ml-100k/u1.test.gz ease,ials [most test users]
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { complete } from '../main/runs/spelling/index.ts'
import { parseModels } from '../main/runs/spelling/models.ts'
import { estimateRun } from '../main/evaluation/estimate/estimate.ts'
import { measureSpeed } from '../main/evaluation/estimate/speed.ts'
import { shapeOf } from '../main/evaluation/estimate/shape.ts'
import { runTask } from '../main/evaluation/run-task.ts'
import { readFolds } from '../main/verification/read-folds.ts'

const [files = '', models = '', most = '0', alone] = process.argv.slice(2)
const [train, test] = files.split(',').map((file) => path.resolve(file)) as [string, string]

if (alone === undefined) {
  console.log(
    'model'.padEnd(20),
    'train',
    'estimated',
    'ratio',
    '| evaluate',
    'estimated',
    'ratio',
    '| MB',
    'estimated',
    'ratio',
  )
  for (const model of models.split(',')) {
    const child = spawnSync(process.execPath, [process.argv[1]!, files, model, most, 'alone'], { encoding: 'utf8' })
    process.stdout.write(
      child.status === 0
        ? child.stdout
        : `${model}: ${child.stderr.split('\n').find((l) => /^\w*Error/.test(l)) ?? child.stderr}\n`,
    )
  }
} else {
  const { log, folds } = readFolds(
    [{ train: `data:${train}`, test: `data:${test}` }],
    null,
    { data: '/', reference: '/' } as never,
    '/',
  )
  const tested = Number(most) > 0 ? folds[0]!.test.filter((row) => log.user[row]! < Number(most)) : folds[0]!.test
  const fold = { train: folds[0]!.train, test: tested }
  const choice = parseModels(models)
  const experiment = complete({
    data: { folds: [{ train, test }] },
    split: { kind: 'given' },
    models: choice,
    metrics: ['ndcg@20'],
  })
  const quiet = { progress: () => undefined, loss: () => undefined, log: () => undefined }
  const machine = { signal: new AbortController().signal, threads: 1, backend: 'wasm' }
  const outcome = await runTask({ experiment, log, folds: [fold], model: 0, fold: 0 }, { ...quiet, ...machine })
  const peak = process.resourceUsage().maxRSS * 1024
  const {
    models: [estimate],
    bytes,
  } = estimateRun(experiment, shapeOf(log, [fold]), {
    speed: measureSpeed(),
    corrections: {},
    threads: 1,
    availableBytes: Infinity,
  })
  const { train: trained, evaluate } = outcome.cpu ?? outcome.seconds
  const show = (value: number, digits = 2) => value.toFixed(digits).padStart(8)
  const trio = (a: number, b: number) => `${show(a)} ${show(b)} ${show(a / b)}`
  console.log(
    models.padEnd(20),
    trio(trained, estimate!.train),
    '|',
    trio(evaluate, estimate!.evaluate),
    '|',
    trio(peak / 1e6, bytes / 1e6),
  )
}
