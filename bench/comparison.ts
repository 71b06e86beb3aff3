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
  readonly models: readonly ComparedModel[]
}

/** What the table prints of a model's results. */
interface ComparedModel {
  readonly label: string
  readonly metrics: Readonly<Record<string, { readonly mean: number | null }>>
  readonly seconds: { readonly train: number; readonly evaluate: number }
}

/** Seconds of the whole, and each model with its metrics, so that speed is not bought with accuracy. */
export function formatComparison({ seconds, all, goal, models }: Comparison): string {
  const runs = all.map((one) => one.toFixed(1)).join(', ')
  const lines = models.map(({ label, metrics, seconds: { train, evaluate } }) => {
    const found = Object.entries(metrics).map(([name, { mean }]) => `${name} ${mean === null ? '–' : mean.toFixed(4)}`)
    return `${label.padEnd(12)} ${found.join('  ')}  train ${train.toFixed(1)} s, evaluate ${evaluate.toFixed(1)} s`
  })
  return [`Whole comparison: ${seconds.toFixed(1)} s (${runs}); goal: under ${goal} s.`, ...lines].join('\n')
}

/** Nine models on five folds of MovieLens 100K through `recbench compare`, in a new workspace each time: import, training, evaluation and summary. */
export async function measureComparison({ data, threads, runs, backend }: Options): Promise<Comparison> {
  const file = path.join(data, 'ml-100k/u.data')
  if (!existsSync(file))
    throw new RecbenchError('not-found', `The data of the comparison are not in ${data}: there is no ml-100k/u.data.`, {
      remedy: 'Name the folder that holds ml-100k/ by --data.',
    })
  const all: number[] = []
  let models: readonly ComparedModel[] = []
  for (let run = 0; run < (runs ?? 1); run++) {
    const began = performance.now()
    models = await compareOnce(file, threads, backend)
    all.push((performance.now() - began) / 1000)
    process.stderr.write(`comparison: ${all.at(-1)!.toFixed(1)} s\n`)
  }
  const seconds = median(all)
  return { seconds, all, goal: comparisonGoal, reached: seconds < comparisonGoal, models }
}

async function compareOnce(file: string, threads: number, backend: string): Promise<readonly ComparedModel[]> {
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
    return (JSON.parse(answer) as { models: readonly ComparedModel[] }).models
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
