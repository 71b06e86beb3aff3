import { RecbenchError } from '../../contract/errors.ts'
import { roles, type DataSource, type Experiment, type Role } from '../../contract/experiment.ts'
import { spellSplit } from '../../contract/splits.ts'
import { parseCandidates, spellCandidates } from './candidates.ts'
import { parseModels, spellModels } from './models.ts'
import { parseSplit } from './split.ts'
import { parseTuning, spellTuning } from './tuning.ts'
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
  items: { type: 'string' },
  'item-key': { type: 'string' },
  users: { type: 'string' },
  'user-key': { type: 'string' },
  prepare: { type: 'string' },
  split: { type: 'string' },
  models: { type: 'string' },
  metrics: { type: 'string' },
  threshold: { type: 'string' },
  profile: { type: 'string' },
  ties: { type: 'string' },
  candidates: { type: 'string' },
  tuning: { type: 'string' },
  policies: { type: 'string' },
  test: { type: 'string' },
  correction: { type: 'string' },
  level: { type: 'string' },
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
    ...(data.folds ?? []).map((fold): [string, string] => ['fold', spellFold(fold)]),
    ['format', data.format],
    ['encoding', data.encoding],
    ['delimiter', data.delimiter],
    ...Object.entries(data.roles ?? {}).map(([role, column]): [string, string | number] => [role, column]),
    ['items', data.items],
    ['item-key', data.itemKey],
    ['users', data.users],
    ['user-key', data.userKey],
    ['prepare', experiment.prepare.length ? JSON.stringify(experiment.prepare) : undefined],
    ['split', spellSplit(split)],
    ['models', spellModels(models)],
    ['metrics', metrics.join(',')],
    ['threshold', experiment.threshold],
    ['profile', experiment.profile],
    ['ties', experiment.ties === 'seeded' ? undefined : experiment.ties],
    ['candidates', experiment.candidates && spellCandidates(experiment.candidates)],
    ['tuning', experiment.tuning && spellTuning(experiment.tuning)],
    ['policies', experiment.policies && JSON.stringify(experiment.policies)],
    ...Object.entries(experiment.significance ?? {}),
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
  const metrics = text('metrics')
    ?.split(',')
    .map((metric) => metric.trim())
    .filter(Boolean)
  const given = Object.entries({
    data: readData(flags),
    prepare: readJson('prepare', text('prepare')),
    split: text('split') === undefined ? undefined : parseSplit(text('split')!),
    models: text('models') === undefined ? undefined : parseModels(text('models')!),
    metrics,
    threshold: readNumber('threshold', text('threshold')),
    profile: text('profile'),
    ties: text('ties'),
    candidates: text('candidates') === undefined ? undefined : parseCandidates(text('candidates')!),
    tuning: text('tuning') === undefined ? undefined : parseTuning(text('tuning')!, metrics?.[0]),
    policies: readJson('policies', text('policies')),
    significance: readSignificance(text('test'), text('correction'), readNumber('level', text('level'))),
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
      items: flags.items,
      itemKey: flags['item-key'],
      users: flags.users,
      userKey: flags['user-key'],
    }).filter(([, value]) => value !== undefined),
  )
}

/** `TRAIN,TEST`, or `TRAIN,VALIDATION,TEST`. */
const spellFold = ({ train, test, validation }: NonNullable<DataSource['folds']>[number]) =>
  [train, ...(validation === undefined ? [] : [validation]), test].join(',')

function readFold(text: string) {
  const files = text.split(',')
  const [train, test] = [files[0], files.at(-1)]
  if (files.length < 2 || files.length > 3 || files.includes(''))
    throw new RecbenchError('invalid-parameter', `--fold ${text} does not name two or three files.`, {
      remedy: 'Write --fold TRAIN,TEST or --fold TRAIN,VALIDATION,TEST.',
    })
  return { train: train!, test: test!, ...(files.length === 3 ? { validation: files[1]! } : {}) }
}

const spellPath = (path: string) => (/[/\\]/.test(path) ? path : `./${path}`)
const readColumn = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (text.trim() === '' || !Number.isFinite(Number(text)))
    throw new RecbenchError('invalid-parameter', `--${name} ${text} is not a number.`)
  return Number(text)
}

/** Undefined when none of the three was given; the schema completes the others. */
function readSignificance(test: string | undefined, correction: string | undefined, level: number | undefined) {
  const given = Object.entries({ test, correction, level }).filter(([, value]) => value !== undefined)
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

function readJson(name: string, text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `--${name} is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
