import type { Metric } from '../../evaluation/metric.ts'
import { findMetric, type ChosenMetric } from '../../evaluation/all.ts'
import { shareOfTail } from '../../evaluation/metrics/tail-percentage.ts'
import { overPlaces } from '../../evaluation/profiles/recbole.ts'

/** Which of our metrics says what a library's number says, and how its values are put together. */
export interface Wanted {
  readonly chosen: ChosenMetric
  /** Everybody's lists count, not only those of users with a relevant item. */
  readonly everybody?: boolean
  /** Undefined values count 0 in the mean; otherwise they are left out. */
  readonly filled?: boolean
  /** Test values are not given: every relevant item counts alike. */
  readonly binary?: boolean
  /** Made of the scores of all candidates; otherwise of the lists. */
  readonly fullScores?: boolean
  /** A factor between units. */
  readonly scale?: number
  /** How many users are undefined, in place of the mean. */
  readonly countUndefined?: boolean
}

interface Naming {
  readonly profile: string
  /** Our metric by the library's name of it; `@` stands for the cutoff of the name, `@all` for the length of the longest list. */
  readonly names: Readonly<Record<string, string>>
  readonly settings?: Readonly<Record<string, Omit<Wanted, 'chosen'>>>
}

const trecNames = {
  'P@': 'precision@',
  Rprec: 'r-precision@all',
  bpref: 'bpref@all',
  map: 'map@all',
  'map_cut@': 'map@',
  ndcg: 'ndcg-full@all',
  'ndcg_cut@': 'ndcg@',
  'recall@': 'recall@',
  recip_rank: 'mrr@all',
  set_F: 'set-f@all',
  'success@': 'hit@',
}

const lenskitNames = {
  'NDCG@': 'ndcg@',
  'NDCG_gain_rating@': 'ndcg-linear@',
  'NDCG_offset1@': 'recbench:ndcg@',
  'DCG@': 'dcg@',
  'Hit@': 'hit@',
  'Precision@': 'precision@',
  'Recall@': 'recall@',
  'RecipRank@': 'mrr@',
  'AveragePrecision@': 'map@',
  'RBP@': 'rbp@',
  'RBP_normalized@': 'rbp-normalised@',
  'MeanPopRank@': 'popularity-rank@',
  'ListGini@': 'gini@',
  'ExposureGini@': 'exposure-gini@',
}

/** How each library that was asked names its numbers. */
const namings: Readonly<Record<string, Naming>> = {
  'reference (numpy)': {
    profile: 'recbench',
    names: {
      ...Object.fromEntries(
        ['recall', 'precision', 'ndcg', 'map', 'mrr', 'hit', 'coverage'].map((id) => [`${id}@`, `${id}@`]),
      ),
      'recall_capped@': 'recall-capped@',
      'map_full@': 'map-full@',
      'coverage_allusers@': 'coverage@',
      'list_length@': 'list-length@',
      'gini_catalogue@': 'gini@',
      'entropy_nats@': 'entropy@',
      'entropy_bits@': 'entropy@',
      'avg_train_popularity@': 'arp@',
      'novelty_self_information_bits@': 'novelty@',
    },
    settings: { 'coverage_allusers@': { everybody: true }, 'entropy_nats@': { scale: Math.LN2 } },
  },
  pytrec_eval: { profile: 'trec', names: trecNames },
  'pytrec_eval-rawscores': { profile: 'trec', names: trecNames },
  'pytrec_eval-graded': { profile: 'trec', names: { 'ndcg_linear_gain@': 'ndcg-linear@' } },
  'implicit.evaluation': {
    profile: 'implicit',
    names: { 'precision@': 'precision@', 'map@': 'map@', 'ndcg@': 'ndcg@', 'auc@': 'auc@' },
  },
  lenskit: {
    profile: 'lenskit',
    names: {
      ...lenskitNames,
      ...suffixed(lenskitNames, ' (defaults filled)'),
      ...suffixed(lenskitNames, ' (users with test rows)'),
    },
    settings: {
      ...Object.fromEntries(Object.keys(lenskitNames).map((name) => [name, { everybody: true }])),
      ...Object.fromEntries(
        Object.keys(lenskitNames).map((name) => [`${name} (defaults filled)`, { everybody: true, filled: true }]),
      ),
    },
  },
  ranx: {
    profile: 'ranx',
    names: {
      ...Object.fromEntries(['recall', 'precision', 'ndcg', 'map', 'mrr', 'f1'].map((id) => [`${id}@`, `${id}@`])),
      'hit_rate@': 'hit@',
      'ndcg_burges@': 'ndcg-exponential@',
      'rbp.85': 'rbp@all',
    },
    settings: { 'ndcg_burges@': { binary: true } },
  },
  'ranx-graded': { profile: 'ranx', names: { 'ndcg@': 'ndcg-linear@', 'ndcg_burges@': 'ndcg-exponential@' } },
  recbole: {
    profile: 'recbole',
    names: {
      ...Object.fromEntries(['recall', 'mrr', 'ndcg', 'hit', 'precision', 'map'].map((id) => [`${id}@`, `${id}@`])),
      'itemcoverage@': 'coverage@',
      'averagepopularity@': 'arp@',
      'giniindex@': 'gini@',
      'shannonentropy@': 'entropy@',
      'tailpercentage@': 'tail-percentage@',
    },
  },
  recommenders: {
    profile: 'recommenders',
    names: {
      'precision@': 'precision@',
      'recall@': 'recall@',
      'ndcg@': 'ndcg@',
      'ndcg_raw_log2@': 'ndcg-linear@',
      'ndcg_exp_log2@': 'ndcg-exponential@',
      'map@': 'map-full@',
      'map_at_k@': 'map@',
      'r_precision@': 'r-precision@',
      'catalog_coverage@': 'coverage@',
      'distributional_coverage@': 'entropy@',
      'novelty@': 'novelty@',
    },
  },
  cornac: {
    profile: 'cornac',
    names: {
      'NDCG@': 'ndcg@',
      'NCRR@': 'ncrr@',
      'HitRatio@': 'hit@',
      'Precision@': 'precision@',
      'Recall@': 'recall@',
      'FMeasure@': 'f1@',
      MRR_only_users_with_a_match: 'mrr@all',
      'users_without_a_match_(ValueError)': 'mrr@all',
      AUC_full: 'auc',
      MAP_full: 'average-precision',
    },
    settings: {
      'users_without_a_match_(ValueError)': { countUndefined: true },
      AUC_full: { fullScores: true },
      MAP_full: { fullScores: true },
    },
  },
  'scikit-learn': {
    profile: 'recbench',
    names: {
      'ndcg@': 'ndcg@',
      'ndcg_tie_averaged@': 'ndcg-tied@',
      'ndcg_gain_rating@': 'ndcg-linear@',
      auc_full_candidates: 'auc',
      auc_full_ties_lose: 'cornac:auc',
    },
    settings: Object.fromEntries(
      ['ndcg@', 'ndcg_tie_averaged@', 'ndcg_gain_rating@', 'auc_full_candidates', 'auc_full_ties_lose'].map((name) => [
        name,
        { fullScores: true },
      ]),
    ),
  },
}

/** Libraries whose numbers each of our metrics is compared with, by its id. */
export function librariesByMetric(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [library, { names }] of Object.entries(namings))
    for (const ours of new Set(Object.values(names))) {
      const id = ours.split(':').pop()!.split('@')[0]!
      const libraries = found.get(id) ?? []
      found.set(id, libraries.includes(library) ? libraries : [...libraries, library])
    }
  return found
}

/** Whether a library's names are known. */
export const isKnownLibrary = (library: string): boolean => library in namings

/** The profile that stands for a library; null for an unknown one. */
export const profileOf = (library: string): string | null => namings[library]?.profile ?? null

/**
 * What a number of a library is among ours; null for a name that is not known.
 *
 * @param longest length of the longest list, for numbers without a cut
 */
export function findWanted(library: string, name: string, longest: number): Wanted | null {
  const naming = namings[library]
  if (!naming) return null
  const cutoff = /@(\d+)/.exec(name)?.[1]
  const stem = name.replace(/@\d+/, '@')
  const tail = /^tailpercentage\(tail_ratio=([\d.]+)\)@(\d+)$/.exec(name)
  if (tail) return { chosen: tailPercentageOf(Number(tail[1]), Number(tail[2]), naming.profile) }
  const ours = naming.names[stem]
  if (ours === undefined) return null
  const [id, profile = naming.profile] = ours.split(':').reverse() as [string, string?]
  const chosen = findMetric(id.replace('@all', `@${longest}`).replace(/@$/, `@${cutoff}`), profile)
  return { chosen, ...naming.settings?.[stem] }
}

function tailPercentageOf(extent: number, cutoff: number, profile: string): ChosenMetric {
  const { metric } = findMetric(`tail-percentage@${cutoff}`, profile)
  const other: Metric = overPlaces({ ...metric, prepare: shareOfTail(extent) }, metric.formula)
  return { metric: other, cutoff, name: `tail-percentage@${cutoff}` }
}

function suffixed(names: Readonly<Record<string, string>>, suffix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([name, ours]) => [name + suffix, ours]))
}
