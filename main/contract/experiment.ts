import * as v from 'valibot'

/**
 * One experiment: the set-up form, command-line flags, `experiment.yaml`, a notebook call and the rerun line of a report are spellings of this
 * object. Names are public interface: documented, versioned, the same everywhere.
 */
export const roles = [
  'user',
  'item',
  'time',
  'value',
  'event',
  'query',
  'position',
  'action',
  'propensity',
  'reward',
  'context',
  'ignore',
] as const
export type Role = (typeof roles)[number]

const settingValue = v.union([v.number(), v.string(), v.boolean(), v.array(v.number())])

/** How a file is read; whatever is absent is guessed. A role names a column by its header, or by its number from 1. */
export const readingOptions = v.strictObject({
  format: v.optional(v.string()),
  encoding: v.optional(v.string()),
  delimiter: v.optional(v.string()),
  header: v.optional(v.boolean()),
  roles: v.optional(v.record(v.picklist(roles), v.union([v.string(), v.number()]))),
})
export type ReadingOptions = v.InferOutput<typeof readingOptions>

const foldFiles = v.strictObject({ train: v.string(), test: v.string() })

export const dataSource = v.strictObject({
  /** A data set of the workspace. */
  name: v.optional(v.string()),
  /** A file to import on the way. */
  file: v.optional(v.string()),
  /** Pairs of files with the user's own split. */
  folds: v.optional(v.array(foldFiles)),
  ...readingOptions.entries,
})
export type DataSource = v.InferOutput<typeof dataSource>

/** Prepare steps, in order, each undoable. The key names the step, the value configures it. */
export const recipeStep = v.variant('step', [
  v.strictObject({ step: v.literal('deduplicate'), keep: v.picklist(['first', 'last']), off: v.optional(v.boolean()) }),
  v.strictObject({ step: v.literal('dropMissing'), roles: v.array(v.picklist(roles)), off: v.optional(v.boolean()) }),
  v.strictObject({
    step: v.literal('valueRange'),
    minimum: v.optional(v.number()),
    maximum: v.optional(v.number()),
    off: v.optional(v.boolean()),
  }),
  v.strictObject({ step: v.literal('kCore'), user: v.number(), item: v.number(), off: v.optional(v.boolean()) }),
  v.strictObject({
    step: v.literal('events'),
    weights: v.record(v.string(), v.number()),
    off: v.optional(v.boolean()),
  }),
  v.strictObject({
    step: v.literal('timeWindow'),
    from: v.optional(v.string()),
    to: v.optional(v.string()),
    off: v.optional(v.boolean()),
  }),
  v.strictObject({ step: v.literal('sample'), fraction: v.number(), seed: v.number(), off: v.optional(v.boolean()) }),
  v.strictObject({ step: v.literal('filter'), column: v.string(), not: v.string(), off: v.optional(v.boolean()) }),
  v.strictObject({ step: v.literal('anonymise'), key: v.string(), off: v.optional(v.boolean()) }),
])
export type RecipeStep = v.InferOutput<typeof recipeStep>

const whole = (minimum: number, message: string) => v.pipe(v.number(), v.integer(message), v.minValue(minimum, message))
const fraction = (message: string) => v.pipe(v.number(), v.gtValue(0, message), v.ltValue(1, message))

export const splitPlan = v.variant('kind', [
  v.strictObject({ kind: v.literal('kfold'), folds: whole(2, 'A k-fold split needs 2 or more folds.') }),
  v.strictObject({ kind: v.literal('loo') }),
  v.strictObject({
    kind: v.literal('time'),
    train: fraction('The training share of a time split lies between 0 and 1.'),
  }),
  v.strictObject({
    kind: v.literal('ratio'),
    train: fraction('The training share of a ratio split lies between 0 and 1.'),
  }),
  v.strictObject({ kind: v.literal('given') }),
])
export type SplitPlan = v.InferOutput<typeof splitPlan>

export const modelChoice = v.strictObject({
  id: v.string(),
  /** Settings by name; absent ones take their default. With `tuning`, an array of candidates for a scalar setting is a search space. */
  config: v.optional(v.record(v.string(), settingValue), {}),
})
export type ModelChoice = v.InferOutput<typeof modelChoice>

/** How policies are valued beside the ranking: by simulation on the log's own feedback, and off-policy when the log has propensities. */
export const policyPlan = v.strictObject({
  rounds: v.optional(whole(1, 'A simulation needs 1 or more rounds.'), 2000),
  repeats: v.optional(whole(1, 'A simulation needs 1 or more repeats.'), 5),
  estimators: v.optional(v.array(v.string()), ['replay', 'ips', 'snips']),
  clip: v.optional(v.nullable(v.number()), null),
  /** A data set with logged bandit feedback; absent: the experiment's own data when it has propensities. */
  log: v.optional(v.string()),
})
export type PolicyPlan = v.InferOutput<typeof policyPlan>

export const tieOrders = ['seeded', 'lower-item'] as const

export const experimentSchema = v.strictObject({
  data: dataSource,
  prepare: v.optional(v.array(recipeStep), []),
  split: splitPlan,
  models: v.pipe(v.array(modelChoice), v.minLength(1, 'An experiment needs at least one model.')),
  metrics: v.pipe(v.array(v.string()), v.minLength(1, 'An experiment needs at least one metric.')),
  /** An event is relevant from this value on; absent, every event counts. */
  threshold: v.optional(v.number()),
  profile: v.optional(v.string(), 'recbench'),
  /** Equal scores fall by a hash of seed, user and item; or the lower item number is first, as reference values do. */
  ties: v.optional(v.picklist(tieOrders), 'seeded'),
  tuning: v.optional(
    v.strictObject({
      search: v.picklist(['grid']),
      metric: v.string(),
      validation: v.optional(fraction('The validation share lies between 0 and 1.'), 0.1),
    }),
  ),
  policies: v.optional(policyPlan),
  seed: v.optional(whole(0, 'The seed is a whole number, 0 or more.'), 2020),
  engine: v.optional(v.picklist(['local']), 'local'),
  /** Machinery: these must not change a result on CPU. */
  threads: v.optional(whole(1, 'The number of threads is 1 or more.')),
  backend: v.optional(v.picklist(['auto', 'tensorflow', 'webgpu', 'wasm', 'cpu']), 'auto'),
})
export type Experiment = v.InferOutput<typeof experimentSchema>
export type ExperimentInput = v.InferInput<typeof experimentSchema>

export const spellings = ['yaml', 'flags', 'notebook', 'json'] as const
export type Spelling = (typeof spellings)[number]
