import { choice, components } from '../../contract/settings.ts'
import { defineRecommender } from '../recommender.ts'
import { linearBlendModel, loadLinearBlend } from './linear-blend.ts'
import { planParts, trainParts } from './parts.ts'
import { scales } from './scales.ts'

/**
 * Weighted hybrid: the scores of several models, brought to one scale for each person, are added with given weights.
 *
 *   score(u, j) = Σ_c w_c · scaled_u(s_c(u, j))
 *
 * The scale is found over all items; an item that a model cannot score has there what the lowest has. Weights stand before the models: `0.7*ease + 0.3*content`.
 *
 * R. Burke (2002). Hybrid Recommender Systems: Survey and Experiments. UMUAI 12(4). doi:10.1023/A:1021240730564
 */
export const weightedHybrid = defineRecommender({
  id: 'weighted-hybrid',
  title: 'Weighted hybrid',
  family: 'hybrid',
  summary: 'Adds the scores of several models with given weights, each brought to one scale.',
  formula: 'score(u, j) = Σ_c w_c · scaled_u(s_c(u, j))',
  reference:
    'R. Burke (2002). Hybrid Recommender Systems: Survey and Experiments. UMUAI 12(4). doi:10.1023/A:1021240730564',
  settings: {
    models: components(
      'ease + item-knn',
      'The models, with + between them and weights before them: 0.7*ease + 0.3*item-knn.',
    ),
    scale: choice(scales, 'min-max', 'How scores of different models are made comparable for each person.'),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, { models, scale }, context) {
    const plans = await planParts('weighted-hybrid', models)
    const parts = await trainParts(plans, interactions, context)
    const weights = parts.map(({ weight }) => weight)
    return linearBlendModel({ id: 'weighted-hybrid', items: interactions.items, parts, weights, scale })
  },
  load: (bytes) => loadLinearBlend('weighted-hybrid', bytes),
})
