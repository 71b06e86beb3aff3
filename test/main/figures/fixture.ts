import type { ModelResult, PairedValues, PolicyResult, RunResults } from '../../../main/contract/api/runs.ts'
import type { Family } from '../../../main/contract/api/models.ts'
import type { RunId } from '../../../main/contract/ids.ts'

const metric = (mean: number, half: number) => ({
  mean,
  low: mean - half,
  high: mean + half,
  folds: [mean - half / 2, mean + half / 2],
  undefined: 0,
})

export function model(id: string, label: string, family: Family, ndcg: number, coverage: number): ModelResult {
  return {
    id,
    label,
    family,
    config: {},
    backend: 'javascript',
    threads: 2,
    seconds: { train: 2, evaluate: 1 },
    metrics: { 'ndcg@10': metric(ndcg, 0.01), 'coverage@10': metric(coverage, 0.002), 'novelty@10': metric(2, 0.1) },
    tieRate: 0,
    state: 'done',
    error: null,
    tuned: [],
  }
}

const test = (b: string, adjusted: number, difference: number) => ({
  metric: 'ndcg@10',
  a: 'EASE',
  b,
  p: adjusted,
  adjusted,
  effect: 0.1,
  effectSize: 'cohens-d-z' as const,
  difference,
  low: difference - 0.01,
  high: difference + 0.01,
  test: 't' as const,
  correction: 'holm' as const,
  level: 0.05,
})

const policy = (label: string, family: Family, slope: number): PolicyResult => ({
  id: label,
  label,
  family,
  simulation: {
    rounds: [0, 500, 1000],
    regret: [0, 500 * slope, 1000 * slope],
    low: [0, 480 * slope, 950 * slope],
    high: [0, 520 * slope, 1050 * slope],
    reward: [0, 10, 20],
    meanReward: 0.02,
  },
  estimates: [
    { estimator: 'ips', value: 0.011, low: 0.006, high: 0.018, effectiveSample: 456, rounds: 10_000, note: null },
    { estimator: 'snips', value: 0.012, low: 0.007, high: 0.017, effectiveSample: 456, rounds: 10_000, note: null },
    {
      estimator: 'replay',
      value: null,
      low: null,
      high: null,
      effectiveSample: 0,
      rounds: 0,
      note: 'The log is not uniform.',
    },
  ],
  overlap: [
    { from: 0, to: 0.1, share: 0.5 },
    { from: 0.1, to: 1, share: 0.3 },
    { from: 1, to: 10, share: 0.15 },
    { from: 10, to: 50, share: 0.05 },
  ],
  largestWeight: 22,
  error: null,
})

/** A finished comparison with invented numbers. */
export const results: RunResults = {
  run: 'run-1' as RunId,
  data: { name: 'shop', hash: '7c4109aedeadbeef', users: 943, items: 1682, interactions: 100_000 },
  protocol: {
    split: 'kfold:5',
    folds: 5,
    candidates: 'all items, seen removed',
    ties: 'seeded',
    profile: 'recbench',
    seed: 2020,
    threshold: null,
    usersEvaluated: 943,
    testReadAt: '2026-11-21T14:02:00Z',
  },
  models: [
    model('popularity', 'Popularity', 'baseline', 0.216, 0.03),
    model('ease', 'EASE', 'collaborative', 0.446, 0.21),
    model('ials', 'iALS', 'collaborative', 0.444, 0.305),
    model('neumf', 'NeuMF', 'deep', 0.288, 0.437),
    model('linucb', 'LinUCB', 'bandits', 0.191, 0.171),
    model('random', 'Random', 'baseline', 0.014, 0.997),
  ],
  tests: [
    test('Popularity', 0.0001, -0.23),
    test('iALS', 0.21, -0.002),
    test('NeuMF', 0.0002, -0.158),
    test('LinUCB', 0.004, -0.255),
    test('Random', 0.0001, -0.432),
  ],
  policies: [policy('LinUCB', 'bandits', 0.1), policy('EASE, softmax', 'collaborative', 0.2)],
  policyLog: {
    name: 'women',
    rounds: 10_000,
    rewards: 46,
    value: 0.0047,
    low: 0.003,
    high: 0.006,
    uniform: true,
    note: null,
  },
  leak: {
    futureOfSameUser: 0.6,
    futureOfOthers: 0.98,
    repeatedPairs: 0,
    droppedUsers: 0,
    droppedItems: 0,
    ties: 0.02,
    counts: {
      folds: 1,
      testEvents: 900,
      testUsers: 90,
      testItems: 80,
      repeatedPairs: 0,
      droppedUsers: 0,
      droppedItems: 0,
      unused: 0,
    },
  },
  versions: { recbench: '0.1.0', node: '26.10.0' },
}

export const pairs: PairedValues = {
  metric: 'ndcg@10',
  models: ['EASE', 'iALS', 'Popularity'],
  users: Array.from({ length: 9 }, (_, at) => `u${at}`),
  values: [
    [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, null],
    [0.1, 0.1, 0.4, 0.2, 0.5, 0.5, 0.9, 0.7, 0.3],
    [0, 0, 0.1, 0.1, 0.2, 0.1, 0.3, 0.2, 0.1],
  ],
  activity: [1, 2, 3, 10, 20, 30, 100, 200, 300],
}
