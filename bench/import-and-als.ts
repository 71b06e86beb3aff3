import { finish } from '../main/contract/client.ts'
import { describeError, toErrorReport } from '../main/contract/errors.ts'
import { complete } from '../main/host/spelling.ts'
import { openLocal } from '../main/host/local.ts'
import { mark } from './side.ts'

/**
 * `node bench/import-and-als.ts FILE WORKSPACE THREADS`: the engine of the product imports a log, says what a run takes, and trains and evaluates ALS, each in the process that
 * the product has for it; a line before each part.
 */
async function main(file: string, workspace: string, threads: number): Promise<void> {
  const { client, close } = await openLocal({ workspace, shell: 'command-line', threads })
  const say = (where: string) => void process.stdout.write(`${mark}${JSON.stringify({ where })}\n`)
  const { signal } = new AbortController()
  try {
    say('import')
    await finish(client, await client.call('data/import', { file, name: 'events', options: {} }), signal)
    const experiment = complete({
      data: { name: 'events' },
      split: { kind: 'ratio', train: 0.9 },
      models: [{ id: 'ials', config: { factors: 64, iterations: 3 } }],
      metrics: ['ndcg@10'],
      threads,
    })
    say('estimate')
    await client.call('runs/estimate', { experiment })
    say('ALS')
    const { job } = await client.call('runs/start', { experiment })
    await finish(client, job, signal)
  } finally {
    await close()
  }
}

try {
  const [file = '', workspace = '', threads = '1'] = process.argv.slice(2)
  await main(file, workspace, Number(threads))
} catch (error) {
  process.stdout.write(`${mark}${JSON.stringify({ error: describeError(toErrorReport(error)) })}\n`)
  process.exitCode = 1
}
