/** Chinese of the models of ratings, keyed by the English. */
export const ratingsZh: Readonly<Record<string, string>> = {
  Bias: '偏置',
  'Mean rating': '平均评分',
  'Predicts the mean rating of all, of the user or of the item.': '预测全体、该用户或该物品的平均评分。',
  'Whose ratings the mean is taken over.': '对谁的评分取平均。',
  'Rating k-NN': '评分 k-NN',
  'Predicts a rating from those of the most similar items or users.': '由最相似的物品或用户的评分预测评分。',
  'Whether items or users are compared.': '比较物品还是用户。',
  'How two of them are compared, over the ratings both have.': '如何在两者共有的评分上进行比较。',
  'What is taken from every rating before neighbours are averaged.': '对邻居取平均之前，从每个评分中减去什么。',
  'K: most similar items or users that count.': 'K：计入的最相似物品或用户数。',
  'With fewer neighbours than this the prediction is the mean or the baseline.': '邻居少于此数时，预测取均值或基线。',
  'With fewer common ratings two are not similar at all.': '共同评分少于此数时，两者视为完全不相似。',
  'Lowers similarities that few common ratings support.': '降低共同评分很少的相似度。',
  'The same for pearson-baseline, after Koren.': '用 pearson-baseline 时的同一收缩，按 Koren 的定义。',
  'Slope One': 'Slope One',
  'Cuts ratings to whole numbers, as the Surprise library does; of use only to compare with it.':
    '把评分截为整数，如 Surprise 库那样；仅用于与之比较。',
  'Co-clustering': '协同聚类',
  'Predicts ratings from the means of blocks of similar users and similar items.':
    '由相似用户与相似物品构成的块的均值预测评分。',
  'Number of clusters of users.': '用户聚类数。',
  'Number of clusters of items.': '物品聚类数。',
  'Predicts ratings from factors that are never negative.': '由非负因子预测评分。',
  'λ_u: pulls factors of users towards zero.': 'λ_u：把用户因子拉向零。',
  'λ_i: pulls factors of items towards zero.': 'λ_i：把物品因子拉向零。',
  'Factors start uniform between 0 and this.': '因子初值在 0 与此值之间均匀分布。',
  'Predicts ratings from factors without biases, learned by gradient descent.':
    '由不带偏置、用梯度下降学得的因子预测评分。',
  'Predicts ratings as SVD does, with what a user rated as a signal of its own.':
    '如 SVD 那样预测评分，并把用户评过哪些物品本身作为信号。',
  'Factorisation machine': '因子分解机',
  'Lets users, items and what is known of them interact in pairs through factors.':
    '让用户、物品及其已知属性通过因子两两交互。',
  'Length of the vector of each feature.': '每个特征的向量长度。',
  'Passes over the examples.': '遍历样本的次数。',
  'λ: pulls weights and vectors towards zero.': 'λ：把权重与向量拉向零。',
  'Items the user did not have that go with each event, on a log without values.':
    '日志没有数值时，每个事件配上多少个用户没有过的物品。',
  'Whether joined tables of users and items take part.': '是否使用已连接的用户表与物品表。',
}
