import type { Configuration } from '../../contract/settings.ts'
import type { ReferenceRow } from '../reference-files.ts'
import { numberOf, uncut, type ReproducedModel, type Reproduction } from './reproduction.ts'

/** Sums in single precision. */
const singlePrecision = { scores: 1e-5, ties: 1e-5 }
/** Coordinate descent of scikit-learn, which stops at a duality gap. */
const unconverged = { scores: 1e-4, ties: 1e-4 }
/** The same, stopped after 100 sweeps. */
const stoppedEarly = { scores: 2e-3, ties: 2e-3 }
/** What the scripts of the reference write where items without a score are left out of the lists. */
const leftOut = /not recommended|score 0 dropped/

/** What they write where lists are those of the library's own function. */
const asTheyCome = /recommend\(\) lists as they come/

/** Neighbourhood, linear and graph models: how the reference's models are set up here. */
export const neighbourModels: readonly ReproducedModel[] = [
  {
    libraries: ['numpy'],
    model: 'popularity',
    reproduce: () => ({ recommender: 'popularity', config: {}, seconds: 0.3 }),
  },
  { libraries: ['numpy'], model: 'Pop', reproduce: () => ({ recommender: 'popularity', config: {}, seconds: 0.3 }) },
  {
    libraries: ['numpy', 'recbole'],
    model: 'EASE',
    reproduce: ({ config }) => ease(numberOf(config, 'lambda') ?? numberOf(config, 'reg_weight') ?? 250),
  },
  {
    libraries: ['lenskit'],
    model: 'lenskit EASE',
    reproduce: ({ config }) => ({ ...ease(numberOf(config, 'regularization') ?? 1), strangers: 'nothing' }),
  },
  ...(['cosine', 'tfidf', 'bm25'] as const).map((kind): ReproducedModel => ({
    libraries: ['numpy', 'scipy', 'implicit'],
    model: `item-kNN ${kind}`,
    reproduce: (row) => itemKnn(row, kind === 'cosine' ? 'none' : kind),
  })),
  {
    libraries: ['numpy', 'recbole'],
    model: 'ItemKNN',
    reproduce: ({ config }) => ({
      recommender: 'item-knn',
      config: {
        neighbours: numberOf(config, 'k') ?? 100,
        shrinkage: numberOf(config, 'shrink') ?? 0,
        cut: 'candidate',
      },
      strangers: 'zeros',
    }),
  },
  {
    libraries: ['lenskit'],
    model: 'lenskit ItemKNN',
    reproduce: ({ config }) => ({
      recommender: 'item-knn',
      config: {
        neighbours: numberOf(config, 'max_nbrs') ?? 20,
        cut: 'prediction',
        saved: numberOf(config, 'save_nbrs') ?? 0,
        tiesAtCut: 'lenskit',
        minimumSimilarity: numberOf(config, 'min_sim') ?? 1e-6,
      },
      strangers: 'nothing',
      dropZeros: true,
      listTolerance: singlePrecision,
      seconds: 2,
    }),
  },
  {
    libraries: ['lenskit'],
    model: 'lenskit UserKNN',
    reproduce: ({ config }) => ({
      recommender: 'user-knn',
      config: { neighbours: numberOf(config, 'max_nbrs') ?? 20, cut: 'prediction' },
      strangers: 'nothing',
      dropZeros: true,
      listTolerance: singlePrecision,
      lengthsOfHistories: true,
      equals: 'lenskit',
      seconds: 2,
    }),
  },
  ...(['P3alpha', 'RP3beta'] as const).map((model): ReproducedModel => ({
    libraries: ['numpy'],
    model,
    reproduce: ({ config }) => walk(config, numberOf(config, 'beta') ?? 0),
  })),
  {
    libraries: ['scikit-learn ElasticNet'],
    model: 'SLIM',
    reproduce: ({ config }) => ({
      recommender: 'slim',
      config: {
        regularization: numberOf(config, 'alpha') ?? 1,
        l1Ratio: numberOf(config, 'l1_ratio') ?? 0.5,
        positive: config['positive'] !== false,
        tolerance: numberOf(config, 'tol') ?? 1e-4,
      },
      strangers: 'zeros',
      seconds: 8,
      listTolerance: unconverged,
    }),
  },
  {
    libraries: ['recbole'],
    model: 'SLIMElastic',
    reproduce: ({ config }) => ({
      recommender: 'slim',
      config: {
        regularization: numberOf(config, 'alpha') ?? 0.2,
        l1Ratio: numberOf(config, 'l1_ratio') ?? 0.02,
        positive: config['positive_only'] !== false,
      },
      strangers: 'zeros',
      seconds: 8,
      listTolerance: stoppedEarly,
    }),
  },
]

const ease = (regularization: number) =>
  ({ recommender: 'ease', config: { regularization }, strangers: 'zeros', seconds: 4 }) as const

/** Item-kNN as in the implicit library and its rebuild; without a cut, K null, the item itself does not count. */
function itemKnn({ library, config, note }: Pick<ReferenceRow, 'library' | 'config' | 'note'>, weighting: string) {
  const neighbours = numberOf(config, 'K')
  const settings: Configuration = {
    weighting,
    neighbours: neighbours ?? uncut,
    countSelf: neighbours !== undefined,
    ...(library === 'implicit' && { tiesAtCut: 'implicit' }),
    ...(weighting === 'bm25' && { k1: numberOf(config, 'K1') ?? 1.2, b: numberOf(config, 'B') ?? 0.75 }),
  }
  const dropZeros = leftOut.test(note) || library === 'scipy'
  const equals = asTheyCome.test(note) ? 'implicit' : 'items'
  return { recommender: 'item-knn', config: settings, strangers: 'zeros', dropZeros, equals } as const
}

function walk(
  config: ReferenceRow['config'],
  beta: number,
): Partial<Reproduction> & Pick<Reproduction, 'recommender' | 'config'> {
  const settings = { alpha: numberOf(config, 'alpha') ?? 1, neighbours: numberOf(config, 'topk') ?? uncut }
  return {
    recommender: beta === 0 ? 'p3-alpha' : 'rp3-beta',
    config: beta === 0 ? settings : { ...settings, beta },
    strangers: 'zeros',
    seconds: 2,
  }
}
