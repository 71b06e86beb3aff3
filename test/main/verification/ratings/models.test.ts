import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { findRecommender } from '../../../../main/recommenders/all.ts'
import { translateSurprise } from '../../../../main/verification/ratings/models.ts'

const translate = (model: string, config: Readonly<Record<string, unknown>> = {}) =>
  translateSurprise({ model, config })

describe('translating models of Surprise', () => {
  it('finds neighbours by class and options, with the defaults of the library', () => {
    expect(translate('KNNBasic-msd-user')).toEqual({
      id: 'rating-knn',
      config: {
        between: 'users',
        similarity: 'msd',
        centering: 'none',
        neighbours: 40,
        minimumNeighbours: 1,
        minimumCommon: 1,
        baselineShrinkage: 100,
      },
    })
    const options = { name: 'pearson_baseline', user_based: false, shrinkage: 50, min_support: 3 }
    expect(translate('KNNWithZScore', { k: 20, min_k: 2, sim_options: options })).toMatchObject({
      config: {
        between: 'items',
        similarity: 'pearson-baseline',
        centering: 'z-score',
        neighbours: 20,
        minimumNeighbours: 2,
        minimumCommon: 3,
        baselineShrinkage: 50,
      },
    })
  })

  it.each([
    ['BaselineOnly-als', {}],
    ['BaselineOnly-sgd', { method: 'sgd' }],
    ['SlopeOne', {}],
    ['KNNBaseline-cosine-item', { bsl_options: 'default: als' }],
    ['SVD', { seeds: [1] }],
    ['SVD', { biased: false }],
    ['PMF (SVD biased=False)', { biased: false }],
    ['SVDpp', { cache_ratings: true }],
    ['NMF', {}],
    ['CoClustering', {}],
  ])('gives %s %o settings that the model has', (model, config) => {
    const found = translate(model, config)
    if ('reason' in found) throw new Error(found.reason)
    expect(() => parseConfiguration(found.id, findRecommender(found.id).settings, found.config)).not.toThrow()
  })

  it('passes a declared scale on', () => {
    expect(translate('SlopeOne', { rating_scale: [1, 10] })).toMatchObject({ id: 'slope-one', scale: [1, 10] })
  })

  it.each([
    ['NormalPredictor', {}, 'There is no counterpart of the Surprise model "NormalPredictor".'],
    ['SVD', { lr_bu: 0.1 }, 'Of the Surprise model "SVD", there is no counterpart of lr_bu.'],
    ['NMF', { biased: true }, 'Of the Surprise model "NMF", biased is true, and only false is there.'],
    ['KNNBasic', { sim_options: { name: 'tau' } }, 'Of the Surprise model "KNNBasic", the similarity tau is unknown.'],
    [
      'KNNBaseline',
      { bsl_options: { n_epochs: 3 } },
      'Of the Surprise model "KNNBaseline", n_epochs is 3, and only 10 is there.',
    ],
  ])('says why there is no counterpart of %s %o', (model, config, reason) => {
    expect(translate(model, config)).toEqual({ reason })
  })
})
