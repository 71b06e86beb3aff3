import { numberOf, type ReproducedModel } from './reproduction.ts'

/** Factorisations, spectral and dual forms: how the reference's models are set up here. */
export const factorModels: readonly ReproducedModel[] = [
  {
    libraries: ['scipy svds'],
    model: 'PureSVD',
    reproduce: ({ config }) => ({
      recommender: 'pure-svd',
      config: { factors: numberOf(config, 'k')! },
      strangers: 'zeros',
      seconds: 2,
    }),
  },
  {
    libraries: ['numpy + scipy svds', 'scipy svds + numpy'],
    model: 'GF-CF',
    reproduce: ({ config }) => ({
      recommender: 'gf-cf',
      config: { factors: numberOf(config, 'k')!, lowPass: numberOf(config, 'alpha')! },
      strangers: 'zeros',
      seconds: 12,
    }),
  },
  {
    libraries: ['torch cholesky_inverse + scipy.sparse'],
    model: 'EASE (dual form)',
    reproduce: ({ config }) => ({
      recommender: 'ease',
      config: { regularization: numberOf(config, 'lambda')!, form: 'users' },
      strangers: 'zeros',
      seconds: 25,
    }),
  },
]
