import type { ModelResult, PolicyResult, RunEstimate, RunResults } from '../contract/api/runs.ts'
import { higherIsBetter } from '../figures/format.ts'
import { correctionMark, significanceOf } from '../figures/significance.ts'
import { finish } from '../contract/client.ts'
import type { ExperimentInput, ModelChoice } from '../contract/experiment.ts'
import type { SplitLog } from './log.ts'
import { currentRuntime } from './runtime.ts'

type Setting = ModelChoice['config'][string]

/** A model by name, or with settings beside its name (`model` or `id`). */
export type ModelSpecification =
  | string
  | ({ readonly model: string } & Readonly<Record<string, Setting>>)
  | ({ readonly id: string } & Readonly<Record<string, Setting>>)

export type RunOptions = Omit<ExperimentInput, 'data' | 'prepare' | 'split' | 'models' | 'metrics'> & {
  readonly metrics?: string[]
}

/** What a run found, with the table that the window shows. */
export class Comparison {
  readonly results: RunResults

  constructor(results: RunResults) {
    this.results = results
  }

  get run(): string {
    return this.results.run
  }

  get models(): readonly ModelResult[] {
    return this.results.models
  }

  /** The models as policies. */
  get policies(): readonly PolicyResult[] {
    return this.results.policies
  }

  /** One record per model: mean, 95 % interval, and the corrected p against the best; best first by the first metric. Sampled candidates are named in every record. */
  table(): Record<string, string | number | null>[] {
    const { models, tests } = this.results
    const { candidates } = this.results.protocol
    const names = Object.keys(models[0]?.metrics ?? {})
    const first = names[0]
    const mark = correctionMark[significanceOf(this.results).correction]
    const records = models.map((model) => ({
      model: model.label,
      ...Object.fromEntries(
        names.flatMap((name) => [
          [name, round(model.metrics[name]?.mean)],
          [`${name} ±`, halfWidth(model.metrics[name])],
        ]),
      ),
      [mark === '' ? 'p' : `p (${mark})`]: round(
        tests.find(({ metric, b }) => metric === first && b === model.label)?.adjusted,
      ),
      seconds: round(model.seconds.train + model.seconds.evaluate),
      ...(candidates.startsWith('sampled') && { candidates }),
    }))
    const sign = higherIsBetter(first ?? '') ? -1 : 1
    const value = (record: Record<string, string | number | null>) =>
      (record[first ?? ''] as number | null) ?? -sign * Infinity
    return records.sort((a, b) => sign * (value(a) - value(b)))
  }

  /** Writes a report; the ending of the file says the format. */
  async report(file: string): Promise<string> {
    const format =
      ({ md: 'markdown', csv: 'csv', tex: 'latex', json: 'json' } as const)[file.split('.').pop() as 'md'] ?? 'html'
    const client = await currentRuntime().client()
    return (await client.call('reports/save', { run: this.run, format, file })).file
  }

  toMimeBundle() {
    return {
      'text/plain': `Run ${this.run}: ${this.models.map(({ label }) => label).join(', ')}. Call table() for the leaderboard.`,
    }
  }
}

/**
 * Runs the same comparison as the window: the run appears in Runs, with its live charts.
 *
 * @param split a log with a split, such as `log.kFold(5, { seed: 2020 })`
 * @throws RecbenchError with a sentence for an unknown model, setting or metric
 */
export async function crossValidate(
  split: SplitLog,
  models: readonly ModelSpecification[],
  options: RunOptions = {},
): Promise<Comparison> {
  const { client: open, signal } = currentRuntime()
  const client = await open()
  const { run, job } = await client.call('runs/start', { experiment: toExperiment(split, models, options) })
  await finish(client, job, signal())
  const detail = await client.call('runs/get', { run })
  return new Comparison(detail.results!)
}

/** What the same comparison would take in time and memory on this machine, without running it. */
export async function estimate(
  split: SplitLog,
  models: readonly ModelSpecification[],
  options: RunOptions = {},
): Promise<RunEstimate> {
  const { client: open, signal } = currentRuntime()
  return (await open()).call('runs/estimate', { experiment: toExperiment(split, models, options) }, signal())
}

function toExperiment(split: SplitLog, models: readonly ModelSpecification[], options: RunOptions): ExperimentInput {
  const { seed, ...log } = split
  return {
    metrics: ['ndcg@10', 'recall@10', 'coverage@10'],
    ...(seed !== undefined && { seed }),
    ...options,
    ...log,
    prepare: [...log.prepare],
    models: models.map(toChoice),
  }
}

export function toChoice(specification: ModelSpecification): { id: string; config: Record<string, Setting> } {
  if (typeof specification === 'string') return { id: specification, config: {} }
  const { id, model, ...config } = specification as Record<string, Setting>
  return { id: String(model ?? id), config }
}

const round = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Number(value.toPrecision(4))

const halfWidth = (metric: ModelResult['metrics'][string] | undefined) =>
  !metric || metric.low === null || metric.high === null ? null : round((metric.high - metric.low) / 2)
