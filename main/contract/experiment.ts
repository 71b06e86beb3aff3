import * as v from 'valibot'
import { policyPlan, type PolicyPlan } from './policy-plan.ts'
import { splitPlan, type SplitPlan } from './splits.ts'

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

/** An interval that a search draws a number from: evenly in the logarithm, or evenly. */
export const settingRange = v.pipe(
  v.strictObject({ from: v.number(), to: v.number(), scale: v.optional(v.picklist(['log', 'linear']), 'log') }),
  v.check(({ from, to }) => from < to, 'A range goes from a number to a larger one.'),
  v.check(
    ({ from, scale }) => scale === 'linear' || from > 0,
    'A logarithmic range starts above 0; give it the scale "linear", as in 0..1@linear.',
  ),
)
export type SettingRange = v.InferOutput<typeof settingRange>

const candidate = v.union([
  v.number(),
  v.pipe(v.string(), v.nonEmpty('A candidate of a search is not empty.')),
  v.boolean(),
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
])
const settingValue = v.union([v.number(), v.string(), v.boolean(), v.array(candidate), settingRange])

/**
 * How a file is read; whatever is absent is guessed. A role names a column by its header, or by its number from 1. Tables of items and users are joined
 * by their key column; without a file, one beside the log is looked for.
 */
export const readingOptions = v.strictObject({
  format: v.optional(v.string()),
  encoding: v.optional(v.string()),
  delimiter: v.optional(v.string()),
  header: v.optional(v.boolean()),
  roles: v.optional(v.record(v.picklist(roles), v.union([v.string(), v.number()]))),
  items: v.optional(v.string()),
  itemKey: v.optional(v.string()),
  users: v.optional(v.string()),
  userKey: v.optional(v.string()),
})
export type ReadingOptions = v.InferOutput<typeof readingOptions>

/** One fold of the user's own split. Events of a validation file belong to the training part and are where settings are chosen. */
const foldFiles = v.strictObject({ train: v.string(), test: v.string(), validation: v.optional(v.string()) })

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

export { policyPlan, splitPlan, type PolicyPlan, type SplitPlan }

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

export const modelChoice = v.strictObject({
  id: v.string(),
  /** Settings by name; absent ones take their default. With `tuning`, an array of candidates or a range for a setting is a search space. */
  config: v.optional(v.record(v.string(), settingValue), {}),
})
export type ModelChoice = v.InferOutput<typeof modelChoice>

export const significanceTests = ['t', 'wilcoxon', 'permutation', 'sign'] as const
export type SignificanceTest = (typeof significanceTests)[number]
export const corrections = [
  'holm',
  'hommel',
  'bonferroni',
  'benjamini-hochberg',
  'benjamini-yekutieli',
  'none',
] as const
export type Correction = (typeof corrections)[number]

/** How models are compared with the best one, user by user. */
export const significancePlan = v.strictObject({
  test: v.optional(v.picklist(significanceTests), 't'),
  correction: v.optional(v.picklist(corrections), 'holm'),
  level: v.optional(fraction('The significance level lies between 0 and 1.'), 0.05),
})
export type SignificancePlan = v.InferOutput<typeof significancePlan>
/** What holds when an experiment says nothing. */
export const defaultSignificance: SignificancePlan = v.parse(significancePlan, {})

export const tieOrders = ['seeded', 'lower-item'] as const

/** What is ranked for each test user: every item but the seen ones, or a sample of negatives beside the relevant items. */
export const candidatePlan = v.variant('kind', [
  v.strictObject({ kind: v.literal('all') }),
  v.strictObject({
    kind: v.picklist(['uniform', 'popularity']),
    negatives: whole(1, 'Sampled candidates need 1 or more negatives.'),
  }),
  v.strictObject({ kind: v.literal('file'), file: v.string() }),
])
export type CandidatePlan = v.InferOutput<typeof candidatePlan>

export const searches = ['grid', 'random', 'tpe', 'halving'] as const

/**
 * How settings are chosen inside the training part of each fold; the test part is read after the choice. `trials` is the budget of each model in full
 * trainings: absent, a grid of candidates is tried whole, and anything else has {@link defaultTrials}.
 */
export const tuningPlan = v.strictObject({
  search: v.picklist(searches),
  metric: v.string(),
  /** Share of the training part that configurations are compared on. */
  validation: v.optional(fraction('The validation share lies between 0 and 1.'), 0.1),
  /** Nested cross-validation: inner folds instead of one validation part; each configuration is trained once per inner fold. */
  folds: v.optional(whole(2, 'Nested cross-validation needs 2 or more inner folds.')),
  trials: v.optional(whole(1, 'Tuning needs a budget of 1 or more trainings per model.')),
  /** Stops the iterations of a training after this many checks in a row without a better value on validation; absent: none stops early. */
  patience: v.optional(whole(1, 'The patience of early stopping is 1 or more checks.')),
})
export type TuningPlan = v.InferOutput<typeof tuningPlan>
export const defaultTrials = 20

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
  /** Absent: every item. Sampled candidates change which model is better (Krichene & Rendle 2020), so every table is labelled. */
  candidates: v.optional(candidatePlan),
  tuning: v.optional(tuningPlan),
  policies: v.optional(policyPlan),
  /** Absent: paired t-tests, corrected by Holm, at 0.05. */
  significance: v.optional(significancePlan),
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
