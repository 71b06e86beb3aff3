/**
 * Which rows of the reference values back each recommender, as patterns with `*`; `npm run verify` compares them. A test holds that every pattern matches a
 * row where the reference values are there.
 */
export const backing: Readonly<Record<string, readonly string[]>> = {
  bias: ['A/BaselineOnly-*'],
  popularity: ['B/*/popularity', 'C/popularity', 'deep.A.*.Pop.numpy'],
  bpr: ['B/*/bpr-*', 'C/bpr-*', 'deep.A.*.BPR'],
  'co-clustering': ['A/CoClustering'],
  ease: ['B/*/ease-*', 'B/*/lenskit-ease-*', 'C/ease-*', 'deep.A.*.EASE*'],
  'gf-cf': ['B/*/gfcf-*', 'C/gfcf-*'],
  ials: ['B/*/als-*', 'C/als-*'],
  'item-knn': ['B/*/itemknn-*', 'B/*/lenskit-itemknn-*', 'C/itemknn-*', 'deep.A.*.ItemKNN*'],
  nmf: ['A/NMF'],
  'p3-alpha': ['B/*/p3alpha-*'],
  pmf: ['A/PMF*'],
  'pure-svd': ['B/*/puresvd-*'],
  'rating-knn': ['A/KNN*'],
  'rp3-beta': ['B/*/rp3beta-*'],
  slim: ['B/*/slim-*', 'deep.A.*.SLIMElastic'],
  'slope-one': ['A/SlopeOne'],
  svd: ['A/SVD'],
  'svd-plus-plus': ['A/SVDpp'],
  'user-knn': ['B/*/lenskit-userknn-*'],
  'association-rules': ['F/*'],
}
