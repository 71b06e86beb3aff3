import type { MetricInfo, ModelInfo } from '../../main/contract/api/models.ts'
import {
  defaultSignificance,
  type Experiment,
  type ExperimentInput,
  type SplitPlan,
} from '../../main/contract/experiment.ts'
import { findSpaceProblem, isSearched } from '../../main/contract/search-space.ts'
import { countFolds, splitSettings } from '../../main/contract/splits.ts'
import { findProblems } from '../components/settings-form.tsx'
import { t, tMaybe } from '../i18n/t.ts'

export interface DraftModel {
  readonly id: string
  /** As entered; values that do not fit stay as they were typed. */
  readonly values: Readonly<Record<string, unknown>>
}

/** A comparison being set up: the experiment, but with fields that may be empty or wrong. */
export interface Draft {
  readonly data: Experiment['data']
  readonly prepare: Experiment['prepare']
  readonly split: SplitPlan
  readonly models: readonly DraftModel[]
  readonly metrics: readonly string[]
  readonly threshold: number | null
  readonly seed: number | null
  readonly threads: number | null
  readonly backend: Experiment['backend']
  readonly profile: string
  readonly ties?: Experiment['ties']
  readonly candidates?: Experiment['candidates']
  readonly significance?: Experiment['significance']
  readonly tuning: Experiment['tuning'] | null
  readonly policies: Experiment['policies'] | null
}

export const presets = ['fastest', 'broad', 'deep', 'bandits'] as const
export type Preset = (typeof presets)[number]

const bandits = ['epsilon-greedy', 'ucb1', 'thompson', 'linucb', 'lin-ts', 'ease']
const fastest = ['random', 'popularity', 'item-knn', 'user-knn', 'ials', 'ease']

/** Models of a preset; popularity and random are always among them, so that every table has a floor. */
export function presetModels(preset: Preset, models: readonly ModelInfo[]): string[] {
  const wanted = (model: ModelInfo) => {
    if (model.family === 'baseline' && ['random', 'popularity'].includes(model.id)) return true
    if (!model.abilities.ranks) return false
    if (preset === 'fastest') return fastest.includes(model.id)
    if (preset === 'bandits') return bandits.includes(model.id)
    if (preset === 'broad') return true
    return model.family === preset || model.id === 'ease'
  }
  return models.filter(wanted).map(({ id }) => id)
}

export function newDraft(data: string | undefined, models: readonly ModelInfo[], hasTimes: boolean): Draft {
  return {
    data: data === undefined ? {} : { name: data },
    prepare: [],
    split: hasTimes ? { kind: 'time', train: 0.8 } : { kind: 'kfold', folds: 5 },
    models: presetModels('fastest', models).map((id) => ({ id, values: {} })),
    metrics: ['ndcg@10', 'recall@10', 'coverage@10', 'novelty@10'],
    threshold: null,
    seed: 2020,
    threads: null,
    backend: 'auto',
    profile: 'recbench',
    tuning: null,
    policies: null,
  }
}

export function fromExperiment(experiment: Experiment): Draft {
  return {
    data: experiment.data,
    prepare: experiment.prepare,
    split: experiment.split,
    models: experiment.models.map(({ id, config }) => ({ id, values: config })),
    metrics: experiment.metrics,
    threshold: experiment.threshold ?? null,
    seed: experiment.seed,
    threads: experiment.threads ?? null,
    backend: experiment.backend,
    profile: experiment.profile,
    ties: experiment.ties,
    candidates: experiment.candidates,
    ...(experiment.significance && { significance: experiment.significance }),
    tuning: experiment.tuning ?? null,
    policies: experiment.policies ?? null,
  }
}

/** The draft as the contract takes it; values equal to their default are left out. */
export function toExperiment(draft: Draft, models: readonly ModelInfo[]): ExperimentInput {
  return {
    data: draft.data,
    ...(draft.prepare.length ? { prepare: draft.prepare } : {}),
    split: draft.split,
    models: draft.models.map(({ id, values }) => {
      const settings = models.find((model) => model.id === id)?.settings ?? {}
      const changed = Object.entries(values).filter(([name, value]) => value !== settings[name]?.default)
      return changed.length ? { id, config: Object.fromEntries(changed) as Record<string, number> } : { id }
    }),
    metrics: [...draft.metrics],
    ...(draft.threshold === null ? {} : { threshold: draft.threshold }),
    ...(draft.profile === 'recbench' ? {} : { profile: draft.profile }),
    ...(draft.ties === undefined || draft.ties === 'seeded' ? {} : { ties: draft.ties }),
    ...(draft.candidates === undefined || draft.candidates.kind === 'all' ? {} : { candidates: draft.candidates }),
    ...(isDefault(draft.significance) ? {} : { significance: draft.significance }),
    ...(draft.tuning ? { tuning: draft.tuning } : {}),
    ...(draft.policies ? { policies: draft.policies } : {}),
    ...(draft.seed === null ? {} : { seed: draft.seed }),
    ...(draft.threads === null ? {} : { threads: draft.threads }),
    ...(draft.backend === 'auto' ? {} : { backend: draft.backend }),
  }
}

const isDefault = (significance: Draft['significance']) =>
  significance === undefined || JSON.stringify(significance) === JSON.stringify(defaultSignificance)

/** Problems of a model's settings; with tuning, candidates and ranges that fit are a search space. */
export function modelProblems({ values }: DraftModel, info: ModelInfo, tuned: boolean): Record<string, string> {
  const isSpace = ([name, value]: [string, unknown]) => {
    const field = info.settings[name]
    return tuned && field !== undefined && isSearched(field, value)
  }
  const entries = Object.entries(values)
  const searched = entries.filter(isSpace).flatMap(([name, value]) => {
    const problem = findSpaceProblem(info.settings[name]!, value)
    return problem === undefined ? [] : [[name, tMaybe(problem)]]
  })
  const scalars = entries.filter((entry) => !isSpace(entry))
  return { ...findProblems(info.settings, Object.fromEntries(scalars)), ...Object.fromEntries(searched) }
}

export const foldsOf = (split: SplitPlan, data: Experiment['data']) => countFolds(split, data.folds?.length)

export const isSeed = (seed: number | null): seed is number => seed !== null && seed >= 0 && Number.isInteger(seed)

/** Problems of the split's settings, by setting. */
export function splitProblems({ kind, ...values }: SplitPlan): Record<string, string> {
  return findProblems(splitSettings[kind], values)
}

/** Problems of how settings are searched, by entry. */
export function tuningProblems({
  trials,
  validation,
  folds,
  patience,
}: Experiment['tuning'] & {}): Record<string, string> {
  const problems: Record<string, string> = {}
  const refuse = (name: string, value: number | undefined, minimum: number) => {
    if (value === undefined || (Number.isInteger(value) && value >= minimum)) return
    problems[name] = t('Enter a whole number, {range}.', { range: t('{minimum} or more', { minimum }) })
  }
  refuse('trials', trials, 1)
  refuse('folds', folds, 2)
  refuse('patience', patience, 1)
  if (folds === undefined && !(validation > 0 && validation < 1)) problems['validation'] = t('between 0 and 1')
  return problems
}

/** What keeps the comparison from starting, one sentence each, in the order of the form. */
export function draftProblems(draft: Draft, models: readonly ModelInfo[], metrics: readonly MetricInfo[]): string[] {
  const problems: string[] = []
  if (!draft.data.name && !draft.data.file && !draft.data.folds) problems.push(t('Choose a data set.'))
  if (!draft.models.length) problems.push(t('Tick at least one model.'))
  const wrong = draft.models.reduce((sum, model) => {
    const info = models.find(({ id }) => id === model.id)
    return sum + (info ? Object.keys(modelProblems(model, info, draft.tuning !== null)).length : 0)
  }, 0)
  const absent = draft.models.find(({ id }) => !models.some((model) => model.id === id))
  if (absent) problems.push(t('This engine has no model "{id}".', { id: absent.id }))
  if (wrong) problems.push(wrong === 1 ? t('1 field to correct') : t('{count} fields to correct', { count: wrong }))
  if (!draft.metrics.length) problems.push(t('Choose at least one metric.'))
  const unknown = draft.metrics.find((name) => !metrics.some(({ id }) => id === name.split('@')[0]))
  if (unknown !== undefined && metrics.length) problems.push(t('There is no metric "{name}".', { name: unknown }))
  problems.push(...Object.entries(splitProblems(draft.split)).map(([name, problem]) => `${name}: ${problem}`))
  const { candidates } = draft
  if (candidates && 'negatives' in candidates && !(Number.isInteger(candidates.negatives) && candidates.negatives >= 1))
    problems.push(t('Sampled candidates need 1 or more negatives.'))
  if (candidates?.kind === 'file' && candidates.file.trim() === '') problems.push(t('Name the file of the candidates.'))
  const tuning = draft.tuning ? Object.keys(tuningProblems(draft.tuning)).length : 0
  if (tuning)
    problems.push(
      tuning === 1
        ? t('1 field to correct under Tuning')
        : t('{count} fields to correct under Tuning', { count: tuning }),
    )
  if (!isSeed(draft.seed)) problems.push(t('The seed is a whole number, 0 or more.'))
  if (draft.threads !== null && (draft.threads < 1 || !Number.isInteger(draft.threads)))
    problems.push(t('The number of threads is 1 or more.'))
  return problems
}
