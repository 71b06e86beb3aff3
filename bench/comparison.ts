import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../main/contract/errors.ts'
import { endWithUs } from './children.ts'
import type { Options } from './options.ts'
import { root } from './peer.ts'
import { withScratch } from './scratch.ts'
import { median } from './statistics.ts'

/** The models that Recbench could compare first, before there were policies. */
export const nineModels = [
  'random',
  'popularity',
  'user-knn',
  'item-knn',
  'svd',
  'ials',
  'ease',
  'mlp',
  'neumf',
] as const

/** Seconds that the whole comparison may take on two cores. */
export const comparisonGoal = 90

export interface Comparison {
  readonly seconds: number
  readonly all: readonly number[]
  readonly goal: number
  readonly reached: boolean
  /** The results of `recbench compare --json`. */
  readonly models: readonly unknown[]
}

/** Nine models on five folds of MovieLens 100K through `recbench compare`, in a new workspace each time: import, training, evaluation and summary. */
export async function measureComparison({ data, threads, runs, backend }: Options): Promise<Comparison> {
  const file = path.join(data, 'ml-100k/u.data')
  if (!existsSync(file))
    throw new RecbenchError('not-found', `The data of the comparison are not in ${data}: there is no ml-100k/u.data.`, {
      remedy: 'Name the folder that holds ml-100k/ by --data.',
    })
  const all: number[] = []
  let models: readonly unknown[] = []
  for (let run = 0; run < (runs ?? 1); run++) {
    const began = performance.now()
    models = await compareOnce(file, threads, backend)
    all.push((performance.now() - began) / 1000)
    process.stderr.write(`comparison: ${all.at(-1)!.toFixed(1)} s\n`)
  }
  const seconds = median(all)
  return { seconds, all, goal: comparisonGoal, reached: seconds < comparisonGoal, models }
}

async function compareOnce(file: string, threads: number, backend: string): Promise<readonly unknown[]> {
  const words = ['compare', '--data', file, '--split', 'kfold:5', '--models', nineModels.join(',')]
  const rest = [
    '--metrics',
    'ndcg@10,recall@10,coverage@10',
    '--threads',
    String(threads),
    '--backend',
    backend,
    '--json',
    '--quiet',
  ]
  return withScratch(async (workspace) => {
    const answer = await runCommand([...words, ...rest, '--workspace', workspace])
    return (JSON.parse(answer) as { models: readonly unknown[] }).models
  })
}

function runCommand(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(root, 'main/cli/recbench.js'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithUs(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new RecbenchError('crashed', `recbench compare ended with status ${code}; its words are above.`)),
    )
  })
}
