import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { DatasetDetail } from '../../contract/api/data.ts'
import type { ReportFormat, ReportSection, reportCalls } from '../../contract/api/reports.ts'
import type { PairedValues, RankComparison, RunResults } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { findMetric, metricsOf } from '../../evaluation/all.ts'
import { significanceOf } from '../../figures/significance.ts'
import { describe, recommenders } from '../../recommenders/all.ts'
import { renderReport, type ReportInput } from '../../reports/report.ts'
import { writeAtomically } from '../../runs/atomic.ts'
import { describeMetric } from '../describe-metric.ts'
import { rankRuns } from '../rank-runs.ts'
import { readPairs } from '../read-pairs.ts'
import type { Services } from '../services.ts'
import type { GroupHandlers } from './data.ts'

interface Request {
  readonly run: string
  readonly sections: readonly ReportSection[]
  readonly title?: string | undefined
  readonly language: 'en' | 'zh'
  readonly format: ReportFormat
}

const endings: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  markdown: 'md',
  csv: 'csv',
  latex: 'tex',
  json: 'json',
}

export function reportHandlers(services: Services): GroupHandlers<typeof reportCalls> {
  const { workspace } = services
  const render = async ({ run, ...options }: Request) => renderReport(await collect(services, run), options)
  return {
    'reports/render': render,
    async 'reports/save'({ file: asked, ...request }) {
      workspace.claim()
      const { text } = await render(request)
      const file = locate(workspace.pathTo('reports'), asked ?? `${request.run}.${endings[request.format]}`)
      await mkdir(path.dirname(file), { recursive: true })
      await writeAtomically(file, text)
      return { file, bytes: Buffer.byteLength(text) }
    },
  }
}

/** A full path is what the person chose in a dialog or typed; anything else is a name below the reports folder. */
function locate(reports: string, asked: string): string {
  if (path.isAbsolute(asked)) return asked
  const file = path.resolve(reports, asked)
  if (path.relative(reports, file).split(path.sep)[0] !== '..') return file
  throw new RecbenchError(
    'forbidden',
    `The report cannot be saved as "${asked}": that leads out of the reports folder.`,
    {
      remedy: 'Give a name, or a full path.',
    },
  )
}

async function collect(services: Services, run: string): Promise<ReportInput> {
  const { runs, store, data } = services
  const detail = runs.detail(run)
  const { results } = detail
  if (!results)
    throw new RecbenchError('not-found', `The run ${run} has no results to report: no fold was finished.`, {
      remedy: 'Resume it, or choose another run.',
    })
  const sets = await data.call('list', {})
  const name = sets.find((set) => set.name === results.data.name)?.name
  const dataset: DatasetDetail | null = name === undefined ? null : await data.call('get', { name })
  return {
    detail,
    results,
    dataset,
    profile: name === undefined ? null : await data.call('profile', { name, filters: [] }),
    models: recommenders.map(describe),
    metrics: metricsOf(results.protocol.profile).map(describeMetric),
    events: store.events(run).events,
    pairs: await readFirstPairs(services, run),
    ranks: rankFolds(services, results),
    at: Date.now(),
  }
}

/** Ranks over the folds by the first metric, where three models and two folds can be ranked. */
function rankFolds(services: Services, results: RunResults): RankComparison | null {
  const { run, models, protocol } = results
  const metric = Object.keys(models[0]?.metrics ?? {})[0]
  const complete = models.filter(
    (model) => model.state === 'done' && model.metrics[metric ?? '']?.folds.every((value) => value !== null),
  )
  if (metric === undefined || complete.length < 3 || protocol.folds < 2) return null
  return rankRuns(services, [run], metric, significanceOf(results).level)
}

/** Per-user values of the first metric that has them; null when no metric has, or when the run's data are gone. */
async function readFirstPairs(services: Services, run: string): Promise<PairedValues | null> {
  const { experiment } = services.store.read(run)
  const metric = experiment.metrics.find((name) => {
    const { metric } = findMetric(name, experiment.profile)
    return 'prepare' in metric || 'add' in metric
  })
  if (metric === undefined) return null
  try {
    return await readPairs(services, run, metric)
  } catch (error) {
    if (error instanceof RecbenchError && error.code === 'not-found') return null
    throw error
  }
}
