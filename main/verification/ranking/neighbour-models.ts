import { numberOf, uncut, type ReproducedModel } from './reproduction.ts'

const numpy = ['numpy', 'scipy', 'implicit'] as const
const leftOut = /not recommended|dropped/

/** Neighbourhood, linear and graph models: how the reference's models are set up here. */
export const neighbourModels: readonly ReproducedModel[] = [
  {
    libraries: ['numpy'],
    model: 'popularity',
    reproduce: () => ({ recommender: 'popularity', config: {}, seconds: 0.3 }),
  },
  {
    libraries: ['numpy'],
    model: 'EASE',
    reproduce: ({ config }) => ease(numberOf(config, 'lambda') ?? numberOf(config, 'reg_weight')!),
  },
  {
    libraries: ['lenskit'],
    model: 'lenskit EASE',
    reproduce: ({ config }) => ({ ...ease(numberOf(config, 'regularization')!), strangers: 'nothing' }),
  },
  ...(['cosine', 'tfidf', 'bm25'] as const).map((kind): ReproducedModel => ({
    libraries: numpy,
    model: `item-kNN ${kind}`,
    reproduce: ({ config, note }) => ({
      recommender: 'item-knn',
      config: {
        neighbours: numberOf(config, 'K') ?? uncut,
        weighting: kind === 'cosine' ? 'none' : kind,
        countSelf: numberOf(config, 'K') !== undefined,
      },
      strangers: 'zeros',
      dropZeros: leftOut.test(note) || config['K'] === null,
    }),
  })),
  ...(['P3alpha', 'RP3beta'] as const).map((model): ReproducedModel => ({
    libraries: ['numpy'],
    model,
    reproduce: ({ config }) => ({
      recommender: 'rp3-beta',
      config: {
        alpha: numberOf(config, 'alpha')!,
        beta: numberOf(config, 'beta')!,
        neighbours: numberOf(config, 'topk') ?? uncut,
      },
      strangers: 'zeros',
      seconds: 2,
    }),
  })),
]

const ease = (regularization: number) =>
  ({ recommender: 'ease', config: { regularization }, strangers: 'zeros', seconds: 4 }) as const
