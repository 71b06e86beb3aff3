/** What notebook cells may import from 'recbench'; the editor completes from this file, and a test holds it against main/index.ts. */
declare module 'recbench' {
  type Cell = string | number | boolean | null
  /** A value; with tuning also a list of candidates, or a range. */
  type Setting =
    | number
    | string
    | boolean
    | (number | string | boolean | number[])[]
    | { from: number; to: number; scale?: 'log' | 'linear' }

  /** Columns by role: a header's text or a column number from 1. */
  interface Reading {
    format?: string
    encoding?: string
    delimiter?: string
    /** Tables of items and users to join, and their key columns. */
    items?: string
    itemKey?: string
    users?: string
    userKey?: string
    header?: boolean
    roles?: {
      user?: string | number
      item?: string | number
      time?: string | number
      value?: string | number
      event?: string | number
    }
  }

  /** A setting that is left out has its default; `recbench compare --help` and docs/splits.md say what each split does. */
  type Split =
    | { kind: 'time'; train?: number }
    | { kind: 'rolling'; windows?: number; test?: number; train?: number }
    | { kind: 'last'; items?: number }
    | { kind: 'loo' }
    | {
        kind: 'kfold'
        folds?: number
        over?: 'interactions' | 'users'
        repeats?: number
        holdout?: number
        order?: 'time' | 'random'
      }
    | { kind: 'ratio'; train?: number; by?: 'log' | 'user'; repeats?: number }
    | { kind: 'strong'; users?: number; foldIn?: number; order?: 'random' | 'time' }
    | { kind: 'cold-users'; share?: number; foldIn?: number }
    | { kind: 'cold-items'; share?: number }

  /** What is ranked for each test user; all items when left out. */
  type Candidates =
    { kind: 'all' } | { kind: 'uniform' | 'popularity'; negatives: number } | { kind: 'file'; file: string }

  type Step =
    | { step: 'deduplicate'; keep: 'first' | 'last' }
    | { step: 'kCore'; user: number; item: number }
    | { step: 'valueRange'; minimum?: number; maximum?: number }
    | { step: 'events'; weights: Record<string, number> }
    | { step: 'timeWindow'; from?: string; to?: string }
    | { step: 'sample'; fraction: number; seed: number }

  /** A log with a split: what `crossValidate` takes. */
  export interface SplitLog {
    readonly seed?: number
  }

  /** A data set of the workspace. */
  export class Log {
    private constructor()
    readonly name: string
    readonly users: number
    readonly items: number
    readonly interactions: number
    split(split: Split, options?: { seed?: number }): SplitLog
    /** Folds over interactions, shuffled by the seed. */
    kFold(folds: number, options?: { seed?: number }): SplitLog
    /** The latest event of each user is the test part. */
    leaveOneOut(options?: { seed?: number }): SplitLog
    /** Everything after one moment is the test part; `train` is the share before it. */
    timeSplit(train?: number): SplitLog
    ratio(train?: number, options?: { seed?: number }): SplitLog
    /** Rows as records, at most `limit`. */
    rows(limit?: number): Promise<Record<string, Cell>[]>
    /** Association rules, the best by the measure first; a basket is one value of the column `basket` (the query, or else the user). */
    rules(options?: {
      readonly basket?: string
      readonly minimumSupport?: number
      readonly measure?:
        | 'support'
        | 'confidence'
        | 'lift'
        | 'leverage'
        | 'conviction'
        | 'zhang'
        | 'jaccard'
        | 'certainty'
        | 'kulczynski'
        | 'representativity'
      readonly threshold?: number
      readonly largest?: number
      readonly limit?: number
    }): Promise<Record<string, string | number | null>[]>
    profile(): Promise<{
      readonly users: number
      readonly items: number
      readonly interactions: number
      readonly density: number
      readonly gini: number
    }>
  }

  /** Opens a data set of the workspace, a sample (`shop`, `online-retail`, `open-bandit-women`), or a file, which is imported on the way. */
  export function dataset(
    source: string | ({ name?: string; file?: string } & Reading),
    options?: { prepare?: Step[] },
  ): Promise<Log>

  /** A model by name, or with settings beside its name. */
  export type ModelSpecification = string | ({ readonly model: string } & Readonly<Record<string, Setting>>)

  export interface RunOptions {
    /** Names with cutoff; ndcg@10, recall@10 and coverage@10 when absent. */
    metrics?: string[]
    /** An event is relevant from this value on. */
    threshold?: number
    /** Whose metric definitions: `recbole`, `lenskit`, `trec` and others of `profiles()`. */
    profile?: string
    seed?: number
    ties?: 'seeded' | 'lower-item'
    candidates?: Candidates
    threads?: number
    backend?: 'auto' | 'tensorflow' | 'webgpu' | 'wasm' | 'cpu'
    /** Chooses settings inside the training part; the test part is read after it. */
    tuning?: {
      search: 'grid' | 'random' | 'tpe' | 'halving'
      metric: string
      /** Share of the training part that configurations are compared on; 0.1 when absent. */
      validation?: number
      /** Inner folds of nested cross-validation instead of one validation part. */
      folds?: number
      /** Budget of each model in full trainings. */
      trials?: number
      /** Checks without a better value after which a training stops. */
      patience?: number
    }
    /** How models are compared with the best one, user by user; paired t-tests, corrected by Holm, at 0.05 when absent. */
    significance?: {
      test?: 't' | 'wilcoxon' | 'permutation' | 'sign'
      correction?: 'holm' | 'hommel' | 'bonferroni' | 'benjamini-hochberg' | 'benjamini-yekutieli' | 'none'
      level?: number
    }
    /** Values the models as policies too. */
    policies?: SimulationPlan &
      OffPolicyPlan & {
        log?: string
        /** What the run computes; all of it when absent. */
        lenses?: ('ranking' | 'simulation' | 'off-policy')[]
      }
  }

  interface MetricResult {
    readonly mean: number | null
    readonly low: number | null
    readonly high: number | null
    readonly folds: readonly (number | null)[]
    readonly undefined: number
  }

  /** What a run found, with the table that the window shows. */
  export class Comparison {
    private constructor()
    readonly run: string
    readonly models: readonly {
      readonly id: string
      readonly label: string
      readonly metrics: Readonly<Record<string, MetricResult>>
    }[]
    readonly policies: readonly SimulatedPolicy[]
    /** One record per model, best first by the first metric. */
    table(): Record<string, string | number | null>[]
    /** Writes a report; the ending of the file says the format. */
    report(file: string): Promise<string>
  }

  /** Runs the same comparison as the window; it appears in Runs, with its live charts. */
  export function crossValidate(
    split: SplitLog,
    models: readonly ModelSpecification[],
    options?: RunOptions,
  ): Promise<Comparison>

  /** What the same comparison would take on this machine, without running it: seconds on an idle machine, and bytes. */
  export function estimate(
    split: SplitLog,
    models: readonly ModelSpecification[],
    options?: RunOptions,
  ): Promise<{
    readonly seconds: number
    readonly bytes: number
    readonly availableBytes: number
    readonly threads: number
    readonly models: readonly {
      readonly id: string
      readonly label: string
      readonly train: number
      readonly evaluate: number
      readonly trainings: number
      readonly seconds: number
      readonly bytes: number
      readonly fits: boolean
    }[]
  }>

  interface RecommendedList {
    readonly model: string
    readonly items: readonly {
      readonly rank: number
      readonly item: string
      readonly title: string | null
      readonly score: number
    }[]
  }

  /** Top items from each model for a user of the log, or for a history of raw item identifiers. */
  export function recommend(
    log: Log,
    models: readonly string[],
    options: {
      readonly user?: string
      readonly history?: readonly string[]
      readonly k?: number
      readonly seed?: number
    },
  ): Promise<readonly RecommendedList[]>

  export class Chart {
    private constructor()
  }

  /** The charts of the window. */
  export const plot: {
    /** One metric against another (or `seconds`), with intervals and the frontier; the first metric against seconds unless named. */
    tradeOff(comparison: Comparison, axes?: { readonly x?: string; readonly y?: string }): Chart
    /** Means with intervals, best first; of the first metric unless named. */
    leaderboard(comparison: Comparison, metric?: string): Chart
    regret(simulated: Comparison | Simulation): Chart
    reward(simulated: Comparison | Simulation): Chart
    /** Which arms a policy showed as it went on. */
    shares(simulated: Comparison | Simulation, policy?: string): Chart
    /** What was shown in the rounds of a feedback loop. */
    loop(simulated: Comparison | Simulation, measure?: 'reward' | 'gini' | 'coverage' | 'similarity'): Chart
    /** Average ranks with the critical difference, over the folds of one comparison or over several. */
    criticalDifference(comparisons: Comparison | readonly Comparison[], metric?: string): Promise<Chart>
    longTail(log: Log): Promise<Chart>
  }

  /** Every recommender, and every metric, with settings and formulas. */
  export function models(): Promise<
    readonly { readonly id: string; readonly title: string; readonly family: string; readonly summary: string }[]
  >
  /** With the id of a profile, as its library defines them. */
  export function metrics(profile?: string): Promise<
    readonly {
      readonly id: string
      readonly title: string
      readonly kind: string
      readonly summary: string
      readonly formula: string
      readonly takesCutoff: boolean
      readonly higherIsBetter: boolean
    }[]
  >
  /** Whose definitions of metrics a comparison can follow. */
  export function profiles(): Promise<
    readonly {
      readonly id: string
      readonly title: string
      readonly summary: string
      readonly metrics: readonly string[]
    }[]
  >

  /** Shows a value under the running cell: a table, a chart, text. */
  export function display(value: unknown): void

  /** Ends the engine that a script started; a notebook needs it not. */
  export function close(): Promise<void>
}
