import * as v from 'valibot'
import { choice, findProblem, integer, real, type ConfigurationOf, type Field, type Settings } from './settings.ts'

const repeats = integer({ default: 1, minimum: 1, maximum: 100, help: 'How often it is dealt anew at random.' })

const perUser = (initial: number) =>
  real({
    default: initial,
    minimum: 0.001,
    maximum: 10_000,
    help: 'Test events of each tested user; a number below 1 is a share of the events of the user.',
  })

const shown = (initial: number, minimum: number, help: string) =>
  real({ default: initial, minimum, maximum: 0.99, help })

/**
 * Every kind of split with its settings; absent ones take their default. The first setting is the amount of the short form: `kfold:5`. What a split
 * does stands in `main/evaluation/splits/<kind>.ts`.
 */
export const splitSettings = {
  time: {
    train: real({ default: 0.8, minimum: 0.001, maximum: 0.999, help: 'Share of the events that come first.' }),
  },
  rolling: {
    windows: integer({ default: 3, minimum: 1, maximum: 100, help: 'Number of test windows, one after the other.' }),
    test: real({ default: 0.1, minimum: 0.001, maximum: 0.9, help: 'Share of the events in each test window.' }),
    train: real({
      default: 0,
      minimum: 0,
      maximum: 0.999,
      help: 'Share of the events that each window is trained on, the latest before it; 0: all before it.',
    }),
  },
  last: { items: perUser(5) },
  loo: {},
  kfold: {
    folds: integer({ default: 5, minimum: 2, maximum: 1000, help: 'Number of parts; each is the test once.' }),
    over: choice(
      ['interactions', 'users'],
      'interactions',
      'What is dealt into parts: events, or users of whom some events are held out.',
    ),
    repeats,
    holdout: perUser(0.2),
    order: choice(
      ['time', 'random'],
      'time',
      'Which events of a tested user are held out: the latest, or some at random.',
    ),
  },
  ratio: {
    train: real({ default: 0.8, minimum: 0.001, maximum: 0.999, help: 'Share of the events for training.' }),
    by: choice(['log', 'user'], 'log', 'Whether the share is of the whole log, or of the events of every user.'),
    repeats,
  },
  strong: {
    users: real({ default: 0.1, minimum: 0.001, maximum: 0.9, help: 'Share of the users who are held out.' }),
    foldIn: shown(
      0.8,
      0.01,
      'Share of the events of a held-out user that the model is shown; the others are the test.',
    ),
    order: choice(['random', 'time'], 'random', 'Which events are shown: some at random, or the earliest.'),
  },
  'cold-users': {
    share: real({ default: 0.1, minimum: 0.001, maximum: 0.9, help: 'Share of the users who are new.' }),
    foldIn: shown(
      0,
      0,
      'Share of the first events of a new user that the model is shown; 0: it knows nothing of them.',
    ),
  },
  'cold-items': {
    share: real({ default: 0.1, minimum: 0.001, maximum: 0.9, help: 'Share of the items that are new.' }),
  },
  given: {},
} as const satisfies Record<string, Settings>

export type SplitKind = keyof typeof splitSettings
export const splitKinds = Object.keys(splitSettings) as readonly SplitKind[]

type Partly<C> = { readonly [K in keyof C]?: C[K] | undefined }

/** A split with the settings that differ from their defaults. */
export type SplitPlan = {
  [K in SplitKind]: { readonly kind: K } & Partly<ConfigurationOf<(typeof splitSettings)[K]>>
}[SplitKind]

/** A split with all its settings. */
export type CompleteSplit<K extends SplitKind = SplitKind> = {
  [One in K]: { readonly kind: One } & ConfigurationOf<(typeof splitSettings)[One]>
}[K]

const checkField = (kind: string, name: string, field: Field) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.rawCheck(({ dataset, addIssue }) => {
        const problem = findProblem(field, dataset.value)
        if (problem)
          addIssue({
            message: `The setting "${name}" of the split ${kind} is ${JSON.stringify(dataset.value)}: ${problem}`,
          })
      }),
    ),
  )

const planOf = (kind: SplitKind) =>
  v.strictObject({
    kind: v.literal(kind),
    ...Object.fromEntries(
      Object.entries<Field>(splitSettings[kind]).map(([name, field]) => [name, checkField(kind, name, field)]),
    ),
  })

export const splitPlan = v.variant('kind', splitKinds.map(planOf)) as unknown as v.GenericSchema<SplitPlan>

/** Fills in the defaults. */
export function completeSplit<K extends SplitKind>(plan: Extract<SplitPlan, { kind: K }>): CompleteSplit<K> {
  const settings: Settings = splitSettings[plan.kind]
  const defaults = Object.entries(settings).map(([name, field]) => [name, field.default])
  const given = Object.entries(plan).filter(([, value]) => value !== undefined)
  return Object.fromEntries([['kind', plan.kind], ...defaults, ...given]) as CompleteSplit<K>
}

/** The number of folds a plan makes; `pairs` is the number of the user's own files of folds. */
export function countFolds(plan: SplitPlan, pairs = 1): number {
  switch (plan.kind) {
    case 'kfold': {
      const { folds, repeats } = completeSplit<'kfold'>(plan)
      return folds * repeats
    }
    case 'ratio':
      return completeSplit<'ratio'>(plan).repeats
    case 'rolling':
      return completeSplit<'rolling'>(plan).windows
    case 'given':
      return Math.max(1, pairs)
    case 'time':
    case 'last':
    case 'loo':
    case 'strong':
    case 'cold-users':
    case 'cold-items':
      return 1
    default:
      return plan satisfies never
  }
}

/** Whether every test user comes with a shown history instead of training events, so that a model must fold it in. */
export const needsFoldIn = (plan: SplitPlan): boolean =>
  plan.kind === 'strong' || (plan.kind === 'cold-users' && completeSplit<'cold-users'>(plan).foldIn > 0)

/** The short form of the command line: `kfold:5`, `kfold:5,over=users`, `loo`; settings that were not given are left out. */
export function spellSplit(plan: SplitPlan): string {
  const [amount, ...others] = Object.keys(splitSettings[plan.kind])
  const given = plan as Readonly<Record<string, unknown>>
  const options = others.filter((name) => given[name] !== undefined).map((name) => `${name}=${String(given[name])}`)
  const head = amount === undefined || given[amount] === undefined ? plan.kind : `${plan.kind}:${String(given[amount])}`
  return [head, ...options].join(',')
}

/** The short form with its amount and with every other setting that differs from its default, for tables and records. */
export function describeSplit(plan: SplitPlan): string {
  const settings: Settings = splitSettings[plan.kind]
  const shown = Object.entries(completeSplit(plan)).filter(
    ([name, value], position) => position < 2 || value !== settings[name]?.default,
  )
  return spellSplit(Object.fromEntries(shown) as unknown as SplitPlan)
}
