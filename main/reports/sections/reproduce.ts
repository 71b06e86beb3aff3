import { spell } from '../../runs/spelling/index.ts'
import { formatSeconds } from '../../figures/format.ts'
import { cell, column, type Block } from '../document.ts'
import type { Context } from '../input.ts'

/** The command and the file that give the same numbers, and what they were made with. */
export function reproduceSection({ results, detail, t }: Context): Block[] {
  const { experiment, machine } = detail
  const versions = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`)
  return [
    {
      kind: 'paragraph',
      text: t('The same seed and data give the same numbers on a CPU, with any number of threads.'),
    },
    { kind: 'code', caption: t('Command'), text: spell(experiment, 'flags').trim() },
    {
      kind: 'code',
      caption: t('experiment.yaml, for {command}', { command: 'recbench run experiment.yaml' }),
      text: spell(experiment, 'yaml').trim(),
    },
    {
      kind: 'table',
      id: 'configurations',
      caption: t('Configurations and machinery'),
      columns: [
        column(t('Model'), false),
        column(t('Settings'), false),
        column(t('Backend'), false),
        column(t('Threads')),
        column(t('Training')),
        column(t('Evaluation')),
      ],
      rows: results.models.map(({ label, family, config, backend, threads, seconds }) => [
        { text: label, family },
        cell(describe(config)),
        cell(backend),
        cell(String(threads), threads),
        cell(formatSeconds(seconds.train, t), seconds.train),
        cell(formatSeconds(seconds.evaluate, t), seconds.evaluate),
      ]),
    },
    {
      kind: 'facts',
      entries: [
        [t('Run'), results.run],
        [t('Data hash'), results.data.hash],
        [t('Versions'), versions.join(', ')],
        ...Object.entries(machine).map(([name, value]) => [name, value] as const),
      ],
    },
  ]
}

const describe = (config: Readonly<Record<string, unknown>>) =>
  Object.entries(config)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('-') : String(value)}`)
    .join(', ')
