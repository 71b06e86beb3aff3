/** Chinese of factorisations, graph filters and EASE over users, keyed by the English. */
export const factorsZh: Readonly<Record<string, string>> = {
  'Invert the item matrix, or solve for users when there are many items; auto: users beyond 6,000 items.':
    '对物品矩阵求逆，或在物品很多时按用户求解；auto：物品超过 6,000 个时按用户求解。',
  'GF-CF': 'GF-CF',
  'Smooths a history over the graph of users and items, without training.':
    '在用户与物品的图上平滑一份历史，无需训练。',
  'α: weight of the ideal low-pass filter beside the linear one.': 'α：理想低通滤波器相对线性滤波器的权重。',
  'Skip a drawn item that the user had.': '若抽到的物品是用户已有的，则跳过。',
  'Learn a bias of each item beside the factors.': '在因子之外，为每个物品学习一个偏置。',
  WARP: 'WARP',
  'Learns factors that lift to the top what users had, most where it stands far down.':
    '学习因子，把用户已有的物品推到前列；排得越靠后，学得越多。',
  'Times that as many events are drawn as there are.': '抽取与事件总数相同数量事件的次数。',
  'C: length that no vector of factors exceeds.': 'C：任何因子向量的长度都不超过的值。',
  'Items drawn at most in search of one that is ranked too high.': '为找到一个排得过高的物品，最多抽取的物品数。',
  'Logistic MF': '逻辑矩阵分解',
  'Learns factors whose product gives the odds that a user chooses an item.':
    '学习因子，其乘积给出用户选择某物品的几率。',
  'Times that both sides take a step.': '两侧各更新一步的次数。',
  'α: weight of an observed pair.': 'α：已观测配对的权重。',
  'Other pairs drawn for each observed pair.': '每个已观测配对所抽取的其他配对数。',
  LightGCN: 'LightGCN',
  'Learns vectors that are smoothed over the graph of users and items.': '学习在用户与物品的图上平滑过的向量。',
  'Steps over the graph; 0 is plain matrix factorisation.': '在图上传播的步数；0 即普通矩阵分解。',
  'Times that every event is learned from.': '每个事件被学习的次数。',
  'Events of one step.': '每一步的事件数。',
  'α of Adam.': 'Adam 的 α。',
  'λ: pulls the vectors of a batch towards zero.': 'λ：把一批的向量拉向零。',
}
