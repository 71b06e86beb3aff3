import type { ReportCheck, ReportSection } from '../contract/api/reports.ts'
import { candidatesSentence } from '../contract/candidates.ts'
import { titleDetail, titlePairs, titleRanks, titleResults } from '../figures/titles.ts'
import { translator, english } from '../figures/words.ts'
import { figuresZh } from '../figures/zh.ts'
import { spell } from '../runs/spelling/index.ts'
import { checkReport } from './checks.ts'
import { toCsv } from './csv.ts'
import type { Block, ReportDocument } from './document.ts'
import { toHtml } from './html.ts'
import { ranksModels, type Context, type ReportInput, type ReportOptions } from './input.ts'
import { toJson } from './json.ts'
import { toLatex } from './latex.ts'
import { toMarkdown } from './markdown.ts'
import { chartsSection } from './sections/charts.ts'
import { dataSection } from './sections/data.ts'
import { definitionsSection } from './sections/definitions.ts'
import { findingsSection } from './sections/findings.ts'
import { leaderboardSection, significanceSection } from './sections/leaderboard.ts'
import { policiesSection } from './sections/policies.ts'
import { protocolSection } from './sections/protocol.ts'
import { reproduceSection } from './sections/reproduce.ts'
import { segmentTables } from './sections/segments.ts'
import { reportsZh } from './zh.ts'

export type { ReportInput, ReportOptions } from './input.ts'

const builders: Readonly<Record<ReportSection, (context: Context) => Block[]>> = {
  findings: findingsSection,
  data: dataSection,
  protocol: protocolSection,
  leaderboard: (context) => [...leaderboardSection(context), ...segmentTables(context)],
  charts: chartsSection,
  significance: significanceSection,
  policies: policiesSection,
  definitions: definitionsSection,
  reproduce: reproduceSection,
}

const titles: Readonly<Record<ReportSection, string>> = {
  findings: 'Summary',
  data: 'Data card',
  protocol: 'Protocol',
  leaderboard: 'Leaderboard',
  charts: 'Charts',
  significance: 'Significance',
  policies: 'Policies',
  definitions: 'Definitions',
  reproduce: 'How to rerun',
}

/** A report with what a reader would check and the command that gives the same numbers. */
export interface RenderedReport {
  readonly text: string
  readonly checks: readonly ReportCheck[]
  readonly rerun: string
}

/**
 * Writes the report of a run: one self-contained file, the same figures and sentences as on the screen. It reads nothing but its input, so equal inputs
 * give equal text.
 */
export function renderReport(given: ReportInput, options: ReportOptions): RenderedReport {
  const input = titled(given)
  const t = options.language === 'zh' ? translator({ ...figuresZh, ...reportsZh }) : english
  const metric = input.detail.experiment.metrics[0] ?? Object.keys(input.results.models[0]?.metrics ?? {})[0] ?? ''
  const context: Context = { ...input, t, metric }
  const checks = checkReport(context, options.sections)
  const rerun = spell(input.detail.experiment, 'flags').trim()
  const report = buildDocument(context, options, checks)
  switch (options.format) {
    case 'html':
      return { text: toHtml(report, checks, t), checks, rerun }
    case 'markdown':
      return { text: toMarkdown(report), checks, rerun }
    case 'latex':
      return { text: toLatex(report), checks, rerun }
    case 'csv':
      return { text: toCsv(report), checks, rerun }
    case 'json':
      return { text: toJson(given, report, checks, rerun), checks, rerun }
    default:
      return options.format satisfies never
  }
}

const measured: readonly ReportSection[] = ['leaderboard', 'significance', 'charts']

/** Says of every table and chart with metrics that candidates were sampled: such numbers cannot be compared with others. */
function labelSampled(block: Block, section: ReportSection, { detail, t }: Context): Block {
  const { candidates } = detail.experiment
  if (candidates === undefined || candidates.kind === 'all' || !measured.includes(section)) return block
  const { key, values } = candidatesSentence(candidates)
  const label = t(key, values)
  if (block.kind === 'table') return { ...block, label, caption: `${block.caption} [${label}]` }
  return block.kind === 'figure' ? { ...block, caption: `${block.caption} [${label}]` } : block
}

function titled(input: ReportInput): ReportInput {
  const { detail, results, pairs, ranks, models } = input
  return {
    ...input,
    detail: titleDetail(detail, models),
    results: titleResults(results, models),
    pairs: pairs ? titlePairs(pairs, models) : pairs,
    ranks: ranks ? titleRanks(ranks, models) : ranks,
  }
}

function buildDocument(context: Context, options: ReportOptions, checks: readonly ReportCheck[]): ReportDocument {
  const { t, results, dataset, at } = context
  const data = dataset?.title ?? results.data.name
  const parts = options.sections
    .filter((id) => ranksModels(context) || !measured.includes(id))
    .map((id) => ({
      id,
      title: t(titles[id]),
      blocks: builders[id](context).map((block) => labelSampled(block, id, context)),
    }))
    .filter(({ blocks }) => blocks.length)
  const leak = t('Split lets models see the future: {share} of the test events').split('{share}')[0]!
  const failed = checks.filter(({ passed, sentence }) => !passed && !sentence.startsWith(leak))
  const first = parts[0]
  if (first && failed.length)
    first.blocks.push({
      kind: 'warning',
      text: t('{sentence}.', { sentence: failed.map(({ sentence }) => sentence).join(t('; ')) }),
    })
  return {
    title: options.title?.trim() || t('Recommender comparison on {data}', { data }),
    subtitle: [
      new Date(at).toISOString().slice(0, 10),
      `Recbench ${results.versions['recbench'] ?? ''}`.trim(),
      t('data {hash}', { hash: results.data.hash.slice(0, 8) }),
      t('seed {seed}', { seed: String(results.protocol.seed) }),
    ].join(' · '),
    language: options.language,
    parts,
  }
}
