import type { ModelInfo } from '../contract/api/models.ts'
import { RecbenchError } from '../contract/errors.ts'
import { nearestNames } from '../math/nearest-names.ts'
import { bayesUcb } from './bandits/bayes-ucb.ts'
import { bootstrappedTs } from './bandits/bootstrapped-ts.ts'
import { cover } from './bandits/cover.ts'
import { epsilonGreedy } from './bandits/epsilon-greedy.ts'
import { exp3 } from './bandits/exp3.ts'
import { exp3Ix } from './bandits/exp3-ix.ts'
import { klUcb } from './bandits/kl-ucb.ts'
import { linGreedy } from './bandits/lin-greedy.ts'
import { linTs } from './bandits/lin-ts.ts'
import { linucbHybrid } from './bandits/linucb-hybrid.ts'
import { linucb } from './bandits/linucb.ts'
import { logisticTs } from './bandits/logistic-ts.ts'
import { logisticUcb } from './bandits/logistic-ucb.ts'
import { moss } from './bandits/moss.ts'
import { proportional } from './bandits/proportional.ts'
import { clusterBandit } from './bandits/neighbourhood/cluster-bandit.ts'
import { neighbourhoodBandit } from './bandits/neighbourhood/neighbourhood-bandit.ts'
import { treeBandit } from './bandits/neighbourhood/tree-bandit.ts'
import { neuralLinear } from './bandits/neural/neural-linear.ts'
import { softmax } from './bandits/softmax.ts'
import { squareCb } from './bandits/square-cb.ts'
import { thompsonGaussian } from './bandits/thompson-gaussian.ts'
import { thompson } from './bandits/thompson.ts'
import { ucbTuned } from './bandits/ucb-tuned.ts'
import { ucbV } from './bandits/ucb-v.ts'
import { ucb1 } from './bandits/ucb1.ts'
import { bias } from './baseline/bias.ts'
import { globalMean } from './baseline/global-mean.ts'
import { popularity } from './baseline/popularity.ts'
import { random } from './baseline/random.ts'
import { bpr } from './collaborative/bpr.ts'
import { coClustering } from './collaborative/co-clustering.ts'
import { ease } from './collaborative/ease.ts'
import { factorizationMachine } from './collaborative/factorization-machine.ts'
import { gfCf } from './collaborative/gf-cf.ts'
import { ials } from './collaborative/ials.ts'
import { itemKnn } from './collaborative/item-knn.ts'
import { lightGcn } from './collaborative/light-gcn.ts'
import { logisticMf } from './collaborative/logistic-mf.ts'
import { p3Alpha } from './collaborative/p3-alpha.ts'
import { nmf } from './collaborative/nmf.ts'
import { pmf } from './collaborative/pmf.ts'
import { pureSvd } from './collaborative/pure-svd.ts'
import { ratingKnn } from './collaborative/rating-knn.ts'
import { rp3Beta } from './collaborative/rp3-beta.ts'
import { slim } from './collaborative/slim.ts'
import { slopeOne } from './collaborative/slope-one.ts'
import { svdPlusPlus } from './collaborative/svd-plus-plus.ts'
import { svd } from './collaborative/svd.ts'
import { userKnn } from './collaborative/user-knn.ts'
import { warp } from './collaborative/warp.ts'
import { coldStartContent } from './content/cold-start-content.ts'
import { content } from './content/content.ts'
import { segmentStart } from './content/segment-start.ts'
import { mlp } from './deep/mlp.ts'
import { neumf } from './deep/neumf.ts'
import { cascadeHybrid } from './hybrid/cascade-hybrid.ts'
import { featureAugmented } from './hybrid/feature-augmented.ts'
import { stacking } from './hybrid/stacking.ts'
import { switchingHybrid } from './hybrid/switching-hybrid.ts'
import { weightedHybrid } from './hybrid/weighted-hybrid.ts'
import type { AnyRecommender } from './recommender.ts'
import { calibrated } from './reranking/calibrated.ts'
import { mmr } from './reranking/mmr.ts'
import { popularityPenalised } from './reranking/popularity-penalised.ts'
import { xquad } from './reranking/xquad.ts'
import { associationRules } from './rules/association-rules.ts'

/** The catalogue, by family in the order of the contract, then by id. A new recommender is one import and one line. */
export const recommenders: readonly AnyRecommender[] = [
  // baseline
  bias,
  globalMean,
  popularity,
  random,
  // collaborative
  bpr,
  coClustering,
  ease,
  factorizationMachine,
  gfCf,
  ials,
  itemKnn,
  lightGcn,
  logisticMf,
  nmf,
  p3Alpha,
  pmf,
  pureSvd,
  ratingKnn,
  rp3Beta,
  slim,
  slopeOne,
  svd,
  svdPlusPlus,
  userKnn,
  warp,
  // content
  coldStartContent,
  content,
  segmentStart,
  // rules
  associationRules,
  // deep
  mlp,
  neumf,
  // bandits
  bayesUcb,
  bootstrappedTs,
  clusterBandit,
  cover,
  epsilonGreedy,
  exp3,
  exp3Ix,
  klUcb,
  linGreedy,
  linTs,
  linucb,
  linucbHybrid,
  logisticTs,
  logisticUcb,
  moss,
  neighbourhoodBandit,
  neuralLinear,
  proportional,
  softmax,
  squareCb,
  thompson,
  thompsonGaussian,
  treeBandit,
  ucbTuned,
  ucbV,
  ucb1,
  // hybrid
  calibrated,
  cascadeHybrid,
  featureAugmented,
  mmr,
  popularityPenalised,
  stacking,
  switchingHybrid,
  weightedHybrid,
  xquad,
]

/** @throws RecbenchError `invalid-parameter` for an unknown id */
export function findRecommender(id: string): AnyRecommender {
  const found = recommenders.find((recommender) => recommender.id === id)
  if (found) return found
  const ids = recommenders.map((recommender) => recommender.id)
  throw new RecbenchError('invalid-parameter', `There is no model "${id}".`, {
    remedy: `The nearest are ${nearestNames(id, ids).join(', ')}; all: ${ids.join(', ')}.`,
  })
}

/** What forms, help and reference pages show of a recommender. */
export const describe = (recommender: AnyRecommender): ModelInfo => ({
  id: recommender.id,
  title: recommender.title,
  family: recommender.family,
  summary: recommender.summary,
  formula: recommender.formula,
  reference: recommender.reference,
  settings: recommender.settings,
  abilities: recommender.abilities,
})
