import type { MetricInfo, ModelInfo, SplitInfo } from '../contract/api/models.ts'
import { describeRange, type Field, type Settings } from '../contract/settings.ts'
import { backing } from './backing.ts'
import { toMarkdown, type Definition } from './definitions.ts'

export type Definitions = ReadonlyMap<string, Definition>

const intro = (what: string, command: string) =>
  `This page is written by \`npm run docs\` from the definitions in the source; \`${command}\` prints the same list.\n\n${what}\n`

/** Every recommender, by family: what it computes, source, settings, abilities, cost, and which reference values it is checked against. */
export function recommendersPage(models: readonly ModelInfo[], definitions: Definitions, costs: Costs): string {
  const families = Map.groupBy(models, ({ family }) => family)
  const parts = [
    '# Recommenders\n',
    intro(
      '"Checked against" names rows of the reference values that `npm run verify` compares; *nothing independent* means that tests hold it to hand-computed cases and to an accuracy band only.',
      'recbench models',
    ),
  ]
  for (const [family, members] of families) {
    parts.push(`## ${family[0]!.toUpperCase()}${family.slice(1)}\n`)
    for (const model of members) parts.push(recommenderSection(model, definitions, costs))
  }
  return parts.join('\n')
}

/** What training and scoring cost, in words, by recommender. */
export type Costs = Readonly<Record<string, string>>

function recommenderSection(model: ModelInfo, definitions: Definitions, costs: Costs): string {
  const { id, title, summary, abilities } = model
  const can = [
    abilities.predictsValues && 'predicts values',
    abilities.foldsIn && 'folds in a history',
    abilities.explains && `explains (${abilities.explains})`,
    abilities.similarItems && 'similar items',
    abilities.isPolicy && 'acts as a policy',
    abilities.usesBackend && 'runs on a GPU backend',
  ].filter(Boolean)
  return [
    `### ${title} (\`${id}\`)\n`,
    `${summary}\n`,
    body(id, definitions, `\`\`\`text\n${model.formula}\n\`\`\`\n\n${model.reference}`),
    settingsTable(model.settings),
    `Abilities: ${can.length ? can.join(', ') : 'ranks'}.${costs[id] ? ` Cost: ${costs[id]}.` : ''} Checked against: ${patterns(backing[id])}.\n`,
  ].join('\n')
}

/** Every metric, by kind. */
export function metricsPage(
  metrics: readonly MetricInfo[],
  definitions: Definitions,
  profiles: readonly ProfileInfo[],
  backed: ReadonlyMap<string, readonly string[]>,
): string {
  const kinds = Map.groupBy(metrics, ({ kind }) => kind)
  const parts = [
    '# Metrics\n',
    intro(
      "Means are over users with at least one relevant test item; a value that is undefined is left out and counted. Another library's definitions are chosen with `--profile`.",
      'recbench metrics',
    ),
  ]
  for (const [kind, members] of kinds) {
    parts.push(`## ${kind[0]!.toUpperCase()}${kind.slice(1)}\n`)
    for (const metric of members)
      parts.push(
        [
          `### ${metric.title} (\`${metric.id}${metric.takesCutoff ? '@k' : ''}\`)\n`,
          `${metric.summary} ${metric.higherIsBetter ? 'Higher' : 'Lower'} is better.\n`,
          body(metric.id, definitions, `\`\`\`text\n${metric.formula}\n\`\`\``),
          `Checked against: ${patterns(backed.get(metric.id))}.\n`,
        ].join('\n'),
      )
  }
  parts.push('## Profiles\n', '| profile | whose | what differs | metrics |', '| --- | --- | --- | --- |')
  for (const { id, title, summary, definitions: replaced } of profiles)
    parts.push(`| \`${id}\` | ${title} | ${cell(summary)} | ${Object.keys(replaced).join(', ') || '–'} |`)
  return `${parts.join('\n')}\n`
}

interface ProfileInfo {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly definitions: Readonly<Record<string, unknown>>
}

/** Every split. */
export function splitsPage(splits: readonly SplitInfo[], definitions: Definitions): string {
  const sections = splits.map(({ kind, title, summary, needsTimes, settings }) =>
    [
      `## ${title} (\`${kind}\`)\n`,
      `${summary}${needsTimes ? ' Needs times.' : ''}\n`,
      body(kind, definitions, ''),
      settingsTable(settings),
    ].join('\n'),
  )
  return [
    '# Splits\n',
    intro('The leak audit of every run says what a split lets through.', 'recbench splits'),
    ...sections,
  ].join('\n')
}

export function body(id: string, definitions: Definitions, otherwise: string): string {
  const found = definitions.get(id)
  if (!found) return `${otherwise}\n`
  return `${toMarkdown(found.header)}\n\nSource: [${found.file}](../${found.file})\n`
}

export function settingsTable(settings: Settings): string {
  const entries = Object.entries(settings)
  if (entries.length === 0) return ''
  const rows = entries.map(
    ([name, field]) => `| \`${name}\` | ${rangeOf(field)} | ${valueOf(field)} | ${cell(field.help)} |`,
  )
  return ['| setting | range | default | |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

const valueOf = ({ default: initial }: Field): string =>
  (Array.isArray(initial) ? initial.join('-') : String(initial)) || '–'

function rangeOf(field: Field): string {
  if (field.kind === 'choice') return field.options.join(', ')
  if (field.kind === 'boolean') return 'true, false'
  if (field.kind === 'text') return 'text'
  if (field.kind === 'models')
    return field.maximum === 1 ? 'a model' : `${field.minimum} to ${field.maximum} models, such as ease + item-knn`
  return describeRange(field)
}

const cell = (text: string) => text.replaceAll('|', '\\|')

const patterns = (rows: readonly string[] | undefined): string =>
  rows ? rows.map((row) => `\`${row}\``).join(', ') : '*nothing independent*'
