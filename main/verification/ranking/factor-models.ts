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
      config: { regularization: numberOf(config, 'lambda')! },
      strangers: 'zeros',
      seconds: 25,
      alone: true,
    }),
  },
  {
    libraries: ['implicit'],
    model: 'implicit ALS',
    prefix: 'als',
    reproduce: ({ config }) => ({
      recommender: 'ials',
      config: {
        factors: numberOf(config, 'factors')!,
        iterations: numberOf(config, 'iterations')!,
        regularization: numberOf(config, 'regularization')!,
        confidence: numberOf(config, 'alpha')!,
        unobservedWeight: 1,
        solver: config['use_cg'] === false ? 'cholesky' : 'conjugate-gradient',
      },
      seeds: seedsOf(config),
      seconds: 6,
    }),
  },
  {
    libraries: ['implicit'],
    model: 'BPR',
    prefix: 'bpr',
    reproduce: ({ config }) => ({
      recommender: 'bpr',
      config: {
        factors: numberOf(config, 'factors')!,
        epochs: numberOf(config, 'iterations')!,
        learningRate: numberOf(config, 'learning_rate')!,
        regularization: numberOf(config, 'regularization')!,
        negatives: 'popularity',
        verifyNegatives: config['verify_negative_samples'] !== false,
      },
      seeds: moreSeeds(seedsOf(config)),
      seconds: 4,
    }),
  },
  {
    // Adam there, plain steps here: learning rate and epochs are ours, chosen once for both of its data sets.
    libraries: ['recbole'],
    model: 'BPR',
    reproduce: () => ({
      recommender: 'bpr',
      config: {
        factors: 64,
        epochs: 60,
        learningRate: 0.02,
        regularization: 0.001,
        negatives: 'uniform',
        itemBias: false,
      },
      seeds: [0, 1, 2],
      seconds: 2,
    }),
  },
  {
    libraries: ['recbole'],
    model: 'LightGCN',
    reproduce: ({ config }) => ({
      recommender: 'light-gcn',
      // The epochs after which its validation was best.
      config: {
        factors: 64,
        layers: numberOf(config, 'n_layers')!,
        epochs: 66,
        batchSize: numberOf(config, 'batch')!,
        learningRate: numberOf(config, 'learning_rate')!,
        regularization: numberOf(config, 'reg_weight')!,
      },
      seconds: 15,
    }),
  },
  {
    libraries: ['recbole'],
    model: 'NeuMF',
    reproduce: ({ config }) => ({
      recommender: 'neumf',
      // The epochs after which its validation was best; it drops a tenth of the tower's inputs, which is left out here.
      config: {
        factors: 64,
        embeddingSize: 64,
        layers: [128, 64],
        epochs: 16,
        batchSize: numberOf(config, 'batch')!,
        negatives: 1,
        learningRate: numberOf(config, 'lr')!,
        regularization: 0,
        initialDeviation: 0.01,
        validationShare: 0,
      },
      seconds: 8,
    }),
  },
]

/** The seeds of a band, or three where none is told. */
function seedsOf({ seed, seeds }: Readonly<Record<string, unknown>>): readonly number[] {
  if (Array.isArray(seeds)) return seeds.map(Number)
  return typeof seed === 'number' ? [seed] : [0, 1, 2]
}

/**
 * Single runs of BPR differ by more than its bands are wide, so that our side of the comparison must not add to the chance in theirs: ten seeds where the row
 * is a mean over several, three where it is one run.
 */
function moreSeeds(seeds: readonly number[]): readonly number[] {
  const last = Math.max(...seeds)
  const further = Math.max(0, (seeds.length > 1 ? 10 : 3) - seeds.length)
  return [...seeds, ...Array.from({ length: further }, (_, i) => last + 1 + i)]
}
