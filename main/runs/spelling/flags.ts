import { RecbenchError } from '../../contract/errors.ts'
import { roles, type DataSource, type Experiment, type Role, type SplitPlan } from '../../contract/experiment.ts'
import { parseModels, spellModels } from './models.ts'
import { quote, splitWords } from './words.ts'

/** The flags that spell an experiment, as `node:util` parseArgs wants them. `recbench compare` takes these and its own. */
export const experimentFlags = {
  data: { type: 'string' },
  fold: { type: 'string', multiple: true },
  format: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  'no-header': { type: 'boolean' },
  header: { type: 'boolean' },
  ...(Object.fromEntries(roles.map((role) => [role, { type: 'string' }])) as Record<Role, { type: 'string' }>),
  prepare: { type: 'string' },
  split: { type: 'string' },
  models: { type: 'string' },
  metrics: { type: 'string' },
  threshold: { type: 'string' },
  profile: { type: 'string' },
  ties: { type: 'string' },
  tuning: { type: 'string' },
  policies: { type: 'string' },
  seed: { type: 'string' },
  engine: { type: 'string' },
  threads: { type: 'string' },
  backend: { type: 'string' },
} as const

export type FlagValues = Readonly<Partial<Record<keyof typeof experimentFlags, string | boolean | readonly string[]>>>

/** The rerun line: a command for a shell, with every part that differs from a default. */
export function spellCommandLine(experiment: Experiment): string {
  const { data, split, models, metrics } = experiment
  const flags: [string, string | number | undefined][] = [
    ['data', data.name ?? (data.file === undefined ? undefined : spellPath(data.file))],
    ...(data.folds ?? []).map(({ train, test }): [string, string] => ['fold', `${train},${test}`]),
    ['format', data.format],
    ['encoding', data.encoding],
    ['delimiter', data.delimiter],
    ...Object.entries(data.roles ?? {}).map(([role, column]): [string, string | number] => [role, column]),
    ['prepare', experiment.prepare.length ? JSON.stringify(experiment.prepare) : undefined],
    ['split', spellSplit(split)],
    ['models', spellModels(models)],
    ['metrics', metrics.join(',')],
    ['threshold', experiment.threshold],
    ['profile', experiment.profile],
    ['ties', experiment.ties === 'seeded' ? undefined : experiment.ties],
    ['tuning', experiment.tuning && JSON.stringify(experiment.tuning)],
    ['policies', experiment.policies && JSON.stringify(experiment.policies)],
    ['seed', experiment.seed],
    ['engine', experiment.engine],
    ['threads', experiment.threads],
    ['backend', experiment.backend],
  ]
  const spelled = flags
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${name} ${quote(String(value))}`)
  if (data.header !== undefined) spelled.push(data.header ? '--header' : '--no-header')
  return `npx recbench compare ${spelled.join(' ')}`
}

export function parseCommandLine(text: string): unknown {
  const words = splitWords(text)
  const start = words.indexOf('compare') + 1
  const values: Record<string, string | boolean | string[]> = {}
  for (let i = start; i < words.length; i++) {
    const name = words[i]!.replace(/^--/, '')
    const flag = experimentFlags[name as keyof typeof experimentFlags] as
      { type: string; multiple?: boolean } | undefined
    if (!words[i]!.startsWith('--') || !flag)
      throw new RecbenchError('invalid-parameter', `"${words[i]}" is not an option of recbench compare.`)
    if (flag.type === 'boolean') values[name] = true
    else if (flag.multiple) values[name] = [...((values[name] as string[] | undefined) ?? []), words[++i] ?? '']
    else values[name] = words[++i] ?? ''
  }
  return experimentFromFlags(values)
}

/** What flags say, before defaults and checks. A `--data` with a slash is a file, without one a data set of the workspace. */
export function experimentFromFlags(flags: FlagValues): unknown {
  const text = (name: keyof FlagValues) => flags[name] as string | undefined
  const given = Object.entries({
    data: readData(flags),
    prepare: readJson('prepare', text('prepare')),
    split: text('split') === undefined ? undefined : parseSplit(text('split')!),
    models: text('models') === undefined ? undefined : parseModels(text('models')!),
    metrics: text('metrics')
      ?.split(',')
      .map((metric) => metric.trim())
      .filter(Boolean),
    threshold: readNumber('threshold', text('threshold')),
    profile: text('profile'),
    ties: text('ties'),
    tuning: readJson('tuning', text('tuning')),
    policies: readJson('policies', text('policies')),
    seed: readNumber('seed', text('seed')),
    engine: text('engine'),
    threads: readNumber('threads', text('threads')),
    backend: text('backend'),
  })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

function readData(flags: FlagValues): DataSource {
  const data = flags.data as string | undefined
  const columns = roles
    .filter((role) => flags[role] !== undefined)
    .map((role) => [role, readColumn(flags[role] as string)])
  const folds = (flags.fold as readonly string[] | undefined)?.map(readFold)
  if (flags['no-header'] && flags.header)
    throw new RecbenchError('invalid-parameter', '--header and --no-header are both given.', {
      remedy: 'Give one of them, or none to have it guessed.',
    })
  const header = flags['no-header'] ? false : flags.header ? true : undefined
  return Object.fromEntries(
    Object.entries({
      [data !== undefined && /[/\\]/.test(data) ? 'file' : 'name']: data,
      folds,
      format: flags.format,
      encoding: flags.encoding,
      delimiter: flags.delimiter === '\\t' ? '\t' : flags.delimiter,
      header,
      roles: columns.length ? Object.fromEntries(columns) : undefined,
    }).filter(([, value]) => value !== undefined),
  )
}

function readFold(text: string) {
  const [train, test, ...more] = text.split(',')
  if (!train || !test || more.length)
    throw new RecbenchError('invalid-parameter', `--fold ${text} does not name two files.`, {
      remedy: 'Write --fold TRAIN,TEST.',
    })
  return { train, test }
}

const spellPath = (path: string) => (/[/\\]/.test(path) ? path : `./${path}`)
const readColumn = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)

const spellSplit = (split: SplitPlan) =>
  split.kind === 'kfold' ? `kfold:${split.folds}` : 'train' in split ? `${split.kind}:${split.train}` : split.kind

/** Reads `kfold:5`, `loo`, `time:0.8`, `ratio:0.8` or `given`. */
export function parseSplit(text: string): unknown {
  const [kind, amount] = text.split(':')
  if (kind === 'kfold') return { kind, folds: amount === undefined ? 5 : Number(amount) }
  if (kind === 'time' || kind === 'ratio') return { kind, train: amount === undefined ? 0.8 : Number(amount) }
  if ((kind === 'loo' || kind === 'given') && amount === undefined) return { kind }
  throw new RecbenchError('invalid-parameter', `There is no split "${text}".`, {
    remedy: 'Choose kfold:5, loo, time:0.8, ratio:0.8 or given.',
  })
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (text.trim() === '' || !Number.isFinite(Number(text)))
    throw new RecbenchError('invalid-parameter', `--${name} ${text} is not a number.`)
  return Number(text)
}

function readJson(name: string, text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `--${name} is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
