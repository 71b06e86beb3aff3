import * as v from 'valibot'
import type { Settings } from '../settings.ts'
import { call } from './call.ts'

export const families = ['baseline', 'collaborative', 'content', 'rules', 'deep', 'bandits', 'hybrid'] as const
export type Family = (typeof families)[number]

export interface ModelInfo {
  readonly id: string
  readonly title: string
  readonly family: Family
  /** One English sentence: what it does. */
  readonly summary: string
  readonly formula: string
  /** Author, year, title, venue, DOI. */
  readonly reference: string
  readonly settings: Settings
  readonly abilities: {
    readonly ranks: boolean
    readonly predictsValues: boolean
    readonly foldsIn: boolean
    readonly explains: 'exact' | 'approximate' | null
    readonly similarItems: boolean
    readonly isPolicy: boolean
    readonly usesBackend: boolean
  }
}

export const metricKinds = [
  'ranking',
  'classification',
  'rating',
  'beyond-accuracy',
  'fairness',
  'user-experience',
  'policy',
] as const
export type MetricKind = (typeof metricKinds)[number]

export interface MetricInfo {
  /** Without cutoff: `ndcg`. */
  readonly id: string
  readonly title: string
  readonly kind: MetricKind
  readonly summary: string
  readonly formula: string
  readonly takesCutoff: boolean
  readonly higherIsBetter: boolean
  /** Display range, or null where it is unbounded. */
  readonly range: readonly [number, number] | null
}

/** Whose definitions of metrics a run can follow. */
export interface ProfileInfo {
  readonly id: string
  readonly title: string
  /** One English sentence: what differs. */
  readonly summary: string
  readonly reference: string
  /** Ids of the metrics that are defined otherwise. */
  readonly metrics: readonly string[]
}

export interface SplitInfo {
  readonly kind: string
  readonly title: string
  readonly summary: string
  /** Author, year, venue, DOI. */
  readonly source: string
  readonly needsTimes: boolean
  readonly settings: Settings
}

/** What an off-policy estimator needs beside logged rounds and their propensities. */
export const estimatorNeeds = ['uniform log', 'reward model', 'item attributes', 'visits'] as const

export interface EstimatorInfo {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly formula: string
  readonly reference: string
  readonly needs: readonly (typeof estimatorNeeds)[number][]
  /** Candidates for a bound of its own, from which one is chosen where no clip is given, infinity as null; null where it has none. */
  readonly tuned: { readonly bound: string; readonly candidates: readonly (number | null)[] } | null
}

export const modelCalls = {
  'models/list': call(v.strictObject({})).returns<readonly ModelInfo[]>(),
  /** With a profile, the definitions of its library where they differ. */
  'models/metrics': call(v.strictObject({ profile: v.optional(v.string()) })).returns<readonly MetricInfo[]>(),
  'models/profiles': call(v.strictObject({})).returns<readonly ProfileInfo[]>(),
  'models/splits': call(v.strictObject({})).returns<readonly SplitInfo[]>(),
  /** The off-policy estimators, from what needs least to what needs most. */
  'models/estimators': call(v.strictObject({})).returns<readonly EstimatorInfo[]>(),
} as const
