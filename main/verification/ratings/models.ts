import type { Configuration } from '../../contract/settings.ts'
import type { ReferenceRow } from '../reference-files.ts'

/** A model of the catalogue with the settings under which it computes what a reference row did; null with the reason where there is none. */
export type Translation =
  | { readonly id: string; readonly config: Configuration; readonly scale?: readonly [number, number] }
  | { readonly reason: string }

type Given = ReferenceRow['config']

/** Reads a configuration once by name, so that what was not read can be told. */
class Reader {
  readonly #given: Map<string, unknown>
  readonly problems: string[] = []

  constructor(given: Given) {
    this.#given = new Map(Object.entries(given))
  }

  take<Value>(name: string, otherwise: Value): Value {
    const value = this.#given.get(name)
    this.#given.delete(name)
    return value === undefined ? otherwise : (value as Value)
  }

  /** A setting that Recbench has with one value only. */
  expect(name: string, value: unknown): void {
    const found = this.take(name, value)
    if (JSON.stringify(found) !== JSON.stringify(value))
      this.problems.push(`${name} is ${JSON.stringify(found)}, and only ${JSON.stringify(value)} is there`)
  }

  reason(): string | null {
    const rest = [...this.#given.keys()].map((name) => `there is no counterpart of ${name}`)
    return [...this.problems, ...rest].join('; ') || null
  }
}

const centerings = {
  KNNBasic: 'none',
  KNNWithMeans: 'mean',
  KNNWithZScore: 'z-score',
  KNNBaseline: 'baseline',
} as const
const similarities = ['cosine', 'msd', 'pearson', 'pearson_baseline']

/** What a row of the Surprise library is in Recbench. Absent settings have the library's defaults. */
export function translateSurprise({ model, config }: Pick<ReferenceRow, 'model' | 'config'>): Translation {
  const [name = ''] = /^\w+/.exec(model) ?? []
  const translate = models[name]
  if (!translate) return { reason: `There is no counterpart of the Surprise model "${model}".` }
  const reader = new Reader(config)
  reader.take('seeds', null)
  const scale = reader.take<readonly [number, number] | null>('rating_scale', null)
  const found = translate(reader, name)
  const reason = reader.reason()
  if (reason) return { reason: `Of the Surprise model "${model}", ${reason}.` }
  return scale ? { ...found, scale } : found
}

const models: Readonly<Record<string, (config: Reader, name: string) => Translation>> = {
  BaselineOnly: (config) => {
    const method = config.take<string>('method', 'als')
    if (method === 'sgd')
      return {
        id: 'bias',
        config: {
          method,
          epochs: config.take('n_epochs', 20),
          regularization: config.take('reg', 0.02),
          learningRate: config.take('learning_rate', 0.005),
        },
      }
    return {
      id: 'bias',
      config: {
        method,
        epochs: config.take('n_epochs', 10),
        userRegularization: config.take('reg_u', 15),
        itemRegularization: config.take('reg_i', 10),
      },
    }
  },
  SlopeOne: () => ({ id: 'slope-one', config: { wholeRatings: true } }),
  KNNBasic: neighbours,
  KNNWithMeans: neighbours,
  KNNWithZScore: neighbours,
  KNNBaseline: neighbours,
  SVD: (config) => {
    const biased = config.take('biased', true)
    config.expect('init_mean', 0)
    return {
      id: biased ? 'svd' : 'pmf',
      config: {
        factors: config.take('n_factors', 100),
        epochs: config.take('n_epochs', 20),
        learningRate: config.take('lr_all', 0.005),
        regularization: config.take('reg_all', 0.02),
        initialDeviation: config.take('init_std_dev', 0.1),
      },
    }
  },
  PMF: (config) => {
    config.expect('biased', false)
    config.expect('init_mean', 0)
    return {
      id: 'pmf',
      config: {
        factors: config.take('n_factors', 100),
        epochs: config.take('n_epochs', 20),
        learningRate: config.take('lr_all', 0.005),
        regularization: config.take('reg_all', 0.02),
        initialDeviation: config.take('init_std_dev', 0.1),
      },
    }
  },
  SVDpp: (config) => {
    config.take('cache_ratings', false)
    config.expect('init_mean', 0)
    return {
      id: 'svd-plus-plus',
      config: {
        factors: config.take('n_factors', 20),
        epochs: config.take('n_epochs', 20),
        learningRate: config.take('lr_all', 0.007),
        regularization: config.take('reg_all', 0.02),
        initialDeviation: config.take('init_std_dev', 0.1),
      },
    }
  },
  NMF: (config) => {
    config.expect('biased', false)
    config.expect('init_low', 0)
    return {
      id: 'nmf',
      config: {
        factors: config.take('n_factors', 15),
        epochs: config.take('n_epochs', 50),
        userRegularization: config.take('reg_pu', 0.06),
        itemRegularization: config.take('reg_qi', 0.06),
        initialMaximum: config.take('init_high', 1),
      },
    }
  },
  CoClustering: (config) => ({
    id: 'co-clustering',
    config: {
      userClusters: config.take('n_cltr_u', 3),
      itemClusters: config.take('n_cltr_i', 3),
      epochs: config.take('n_epochs', 20),
      wholeRatings: true,
    },
  }),
}

function neighbours(config: Reader, name: string): Translation {
  const options = new Reader(config.take<Given>('sim_options', {}))
  const similarity = options.take('name', 'msd').toLowerCase()
  if (!similarities.includes(similarity)) options.problems.push(`the similarity ${similarity} is unknown`)
  const baseline = config.take<Given | string>('bsl_options', {})
  const biases = new Reader(typeof baseline === 'string' ? {} : baseline)
  for (const [key, value] of Object.entries({ method: 'als', n_epochs: 10, reg_u: 15, reg_i: 10 }))
    biases.expect(key, value)
  const found = {
    id: 'rating-knn',
    config: {
      between: options.take('user_based', true) ? 'users' : 'items',
      similarity: similarity.replace('_', '-'),
      centering: centerings[name as keyof typeof centerings],
      neighbours: config.take('k', 40),
      minimumNeighbours: config.take('min_k', 1),
      minimumCommon: options.take('min_support', 1),
      baselineShrinkage: options.take('shrinkage', 100),
    },
  }
  for (const reason of [options.reason(), biases.reason()]) if (reason) config.problems.push(reason)
  return found
}
