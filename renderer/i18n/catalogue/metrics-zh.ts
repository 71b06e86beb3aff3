/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const metricsZh: Readonly<Record<string, string>> = {
  'NDCG (linear gain)': 'NDCG（线性增益）',
  'NDCG in which a hit counts by its test value.': '命中按其测试值计分的 NDCG。',
  'NDCG (exponential gain)': 'NDCG（指数增益）',
  'NDCG in which a hit counts by two to the power of its test value, less one.':
    '命中按 2 的测试值次幂减一计分的 NDCG。',
  'NDCG (all relevant)': 'NDCG（全部相关项）',
  'Discounted hits as a share of a list that holds every relevant item.':
    '折扣后的命中占包含全部相关物品的列表的比例。',
  'NDCG (ties averaged)': 'NDCG（同分取平均）',
  'NDCG averaged over every order of equally scored items.': '对同分物品的所有排列取平均的 NDCG。',
  'Hits in the list, discounted by the logarithm of their rank, not normalised.':
    '列表中的命中，按名次的对数折扣，不归一化。',
  'R-precision': 'R 精确率',
  'Precision of the list cut after as many items as are relevant.': '按相关物品数截断的列表的精确率。',
  'F1 (of the set)': 'F1（集合）',
  'Harmonic mean of recall and of the precision of the items that the list really has.':
    '召回率与列表实有物品精确率的调和平均。',
  'MAP (all relevant)': 'MAP（全部相关项）',
  'Mean of the precision at the rank of each hit, divided by all relevant items.':
    '每次命中所在名次的精确率之和，除以全部相关物品数。',
  'Average precision (whole ranking)': '平均精确率（完整排名）',
  'Mean of the precision at the rank of each relevant item in the ranking of all candidates.':
    '在全部候选的排名中，各相关物品所在名次的精确率的平均。',
  'Mean of recall over every length of the list up to k.': '列表长度从 1 到 k 的召回率的平均。',
  'Reciprocal ranks of the hits, as a share of the best possible list.': '命中名次的倒数之和，占最佳列表的比例。',
  'Hits seen by a person who goes on to the next item with probability 0.85.':
    '以 0.85 的概率继续看下一项的人所看到的命中。',
  'RBP (normalised)': 'RBP（归一化）',
  'Rank-biased precision as a share of the best list of the same length.': '排名偏置精确率占同长度最佳列表的比例。',
  'How often relevant items stand above test items that were judged not relevant.':
    '相关物品排在被判为不相关的测试物品之前的频率。',
  'AUC of each user, weighted by the number of relevant items.': '各用户的 AUC，按相关物品数加权。',
  'Partial AUC': '部分 AUC',
  'AUC when only the list is known and the other relevant items lie evenly among the rest.':
    '仅知列表、其余相关物品均匀分布时的 AUC。',
  'Percentile rank': '百分位名次',
  'Where relevant items lie in the ranking of all candidates: 0 at the top, 1 at the end.':
    '相关物品在全部候选排名中的位置：0 为最前，1 为最后。',
  'List length': '列表长度',
  'Items that a list really has, at most k.': '列表实有的物品数，至多 k。',
  Accuracy: '准确率',
  'Share of the candidates that are listed and relevant, or neither.': '既列出又相关、或两者皆非的候选的比例。',
  'Correlation between being listed and being relevant, over the candidates of a user.':
    '在用户的候选中，列出与相关之间的相关系数。',
  'Log loss': '对数损失',
  'How surprising the relevance of the test events is under the predicted probabilities.':
    '在预测概率下，测试事件相关与否有多出乎意料。',
  'AUC of values': '数值 AUC',
  'Chance that a relevant test event is predicted higher than one that is not relevant.':
    '相关测试事件的预测值高于不相关事件的概率。',
  'Mean of the squared error of predicted values.': '预测值平方误差的平均。',
  'RMSE per user': '按用户 RMSE',
  'Mean over users of the RMSE of their own events.': '各用户自身事件 RMSE 的平均。',
  'MAE per user': '按用户 MAE',
  'Mean over users of the MAE of their own events.': '各用户自身事件 MAE 的平均。',
  'Share of the variance of the values that the predictions account for.': '预测所解释的数值方差的比例。',
  'Explained variance': '解释方差',
  'Share of the variance of the values that is left out of the error, offsets aside.':
    '不计偏移时，误差之外的数值方差所占比例。',
  'Share of the pairs of a user’s values that the predictions order rightly.': '用户的数值对中被预测正确排序的比例。',
  'User coverage': '用户覆盖率',
  'Share of users who get a full list.': '得到完整列表的用户比例。',
  Gini: '基尼系数',
  'How unequally the places of all lists are shared among the items of the catalogue.':
    '所有列表的位置在目录物品间分配的不均程度。',
  'Exposure Gini': '曝光基尼系数',
  'How unequally attention is shared among the items, places counting by rank.':
    '关注在物品间分配的不均程度，位置按名次计。',
  Entropy: '熵',
  'How evenly the places of all lists are spread over items, in bits.':
    '所有列表的位置在物品间分布的均匀程度，单位为比特。',
  'Share of users who do not know the listed items, early places counting more.':
    '不了解所列物品的用户比例，靠前的位置更重。',
  'Mean self-information of the listed items among all events, early places counting more, in bits.':
    '所列物品在全部事件中的平均自信息，靠前的位置更重，单位为比特。',
  Surprisal: '意外度',
  'Mean self-information of the listed items as a share of the greatest possible.':
    '所列物品的平均自信息占最大可能值的比例。',
  'Average popularity': '平均热度',
  'Mean number of training users of the listed items.': '所列物品的平均训练用户数。',
  'Popularity rank': '热度名次',
  'Mean quantile of the listed items by popularity: 1 for the most popular.':
    '所列物品按热度的平均分位数：最热门为 1。',
  'Popularity lift': '热度提升',
  'How much more popular the lists are than what the same users had.': '列表比同一批用户所选物品更热门的程度。',
  'Tail percentage': '尾部占比',
  'Share of the list from the least popular tenth of the items.': '列表中来自最冷门十分之一物品的比例。',
  'Long tail share (APLT)': '长尾占比（APLT）',
  'Share of the list outside the popular items that hold 80 % of the training events.':
    '列表中不属于占训练事件 80 % 的热门物品的比例。',
  'Long tail items (ACLT)': '长尾物品数（ACLT）',
  'Listed items outside the popular items that hold 80 % of the training events.':
    '所列物品中不属于占训练事件 80 % 的热门物品的个数。',
  'Intra-list diversity (features)': '列表内多样性（特征）',
  'One minus the mean similarity of the pairs of items in a list by their categories or words.':
    '一减去列表内物品对按类别或词语的平均相似度。',
  Personalisation: '个性化程度',
  'How little the lists of two users overlap.': '两位用户的列表有多不重叠。',
  Consistency: '一致性',
  'How alike the lists of one user are when the model is trained on different folds.':
    '模型在不同折上训练时，同一用户的列表有多相似。',
  Unexpectedness: '出乎意料度',
  'Share of the list that a recommender of popular items would not have listed.':
    '热门推荐不会列出的物品在列表中的比例。',
  Serendipity: '惊喜度',
  'Hits that a recommender of popular items would not have listed, as a share of the list.':
    '热门推荐不会列出的命中占列表的比例。',
  Miscalibration: '失准度',
  'How far the categories of the list are from those of what the user had.':
    '列表的类别分布与用户历史的类别分布的距离。',
  'Category coverage of a list': '列表的类别覆盖',
  'Share of all categories that a list touches.': '一个列表触及的类别占全部类别的比例。',
  'Category entropy': '类别熵',
  'How evenly a list is spread over categories, in bits.': '列表在类别间分布的均匀程度，单位为比特。',
  'Rank-biased entropy': '排名偏置熵',
  'How evenly attention to a list is spread over categories, in bits.':
    '对列表的关注在类别间分布的均匀程度，单位为比特。',
  'Activity gap': '活跃度差距',
  'NDCG of the most active third of the users less that of the least active third.':
    '最活跃三分之一用户的 NDCG 减去最不活跃三分之一用户的 NDCG。',
  'Activity ratio': '活跃度比率',
  'NDCG of the least active third of the users divided by that of the most active third.':
    '最不活跃三分之一用户的 NDCG 除以最活跃三分之一用户的 NDCG。',
  'User MAD': '用户 MAD',
  'Mean difference of NDCG between thirds of the users by activity.': '按活跃度三等分的用户之间 NDCG 的平均差。',
  'Segment gap': '分群差距',
  'Greatest less least NDCG of the segments of users.': '各用户分群 NDCG 的最大值减最小值。',
  'Segment ratio': '分群比率',
  'Least NDCG of the segments of users divided by the greatest.': '各用户分群 NDCG 的最小值除以最大值。',
  'Item MAD': '物品 MAD',
  'How differently often listed popular and other items are hits.': '列出的热门物品与其他物品命中频率的差异。',
  'How unequal the chances of popular and other relevant items are to be listed.':
    '热门与其他相关物品被列出的机会的不均程度。',
  'How unequal the chances of popular and other items are to be listed.': '热门与其他物品被列出的机会的不均程度。',
  'REO of categories': '类别 REO',
  'How unequal the chances of relevant items of different categories are to be listed.':
    '不同类别的相关物品被列出的机会的不均程度。',
  'RSP of categories': '类别 RSP',
  'How unequal the chances of items of different categories are to be listed.':
    '不同类别的物品被列出的机会的不均程度。',
  'Bias disparity': '偏差差异',
  'How far the lists change the share of each category from what the same users had.':
    '列表使各类别占比偏离同一批用户历史的程度。',
  'Experienced relevance': '体验相关性',
  'Mean value of the listed items to the user, as a share of the greatest value.':
    '所列物品对用户的平均价值占最大值的比例。',
  Completeness: '完整性',
  'Share of a user’s interests that the list serves with a hit.': '列表以命中满足的用户兴趣的比例。',
  'Useful novelty': '有用新颖性',
  'Hits weighted by the share of users who do not know them, as a share of the list.':
    '按不了解该物品的用户比例加权的命中占列表的比例。',
  'The definitions that stand with each metric.': '各指标自带的定义。',
  'Coverage and Gini count a padding item, entropy is divided by the number of listed items; the ranking metrics are the same.':
    '覆盖率与基尼系数计入一个填充物品，熵除以列出物品数；排名指标相同。',
  'NDCG has an exponential gain of values above the threshold, MAP is the mean precision over every cut, Gini is inverted, EPC and EFD count hits only.':
    'NDCG 对超过阈值的数值用指数增益，MAP 为各截断处精确率的平均，基尼系数取反，EPC 与 EFD 只计命中。',
  'Ranks 1 and 2 weigh the same in NDCG, recall is capped, precision and MAP divide by the length of the list.':
    'NDCG 中第 1 与第 2 名权重相同，召回率封顶，精确率与 MAP 除以列表长度。',
  'Recall divides by what fits into the list.': '召回率除以列表能容纳的相关物品数。',
  'Precision is all hits divided by all hits that fit, over all users together; AUC is cut at k.':
    '精确率为所有用户的命中总数除以可容纳的命中总数；AUC 在 k 处截断。',
  'Users without a list are left out except from NDCG, coverage is of the items in training, novelty counts events.':
    '除 NDCG 外不计无列表的用户，覆盖率只算训练中的物品，新颖性按事件计。',
  'Hit rate and NDCG are means over held-out items instead of users; the same with one held-out item each.':
    '命中率与 NDCG 对留出物品而非用户取平均；每人只留一个物品时两者相同。',
  'AUC loses ties, MRR leaves out users without a hit, RMSE and MAE are averaged over users.':
    'AUC 中同分算输，MRR 不计无命中的用户，RMSE 与 MAE 按用户平均。',
  'MAP divides by all relevant items, also by those that do not fit into the list.':
    'MAP 除以全部相关物品数，包括列表容不下的。',
  'MAP divides by all relevant items, users with an empty list are left out, ties go by descending identifier.':
    'MAP 除以全部相关物品数，不计空列表的用户，同分按标识降序。',
  'FCP takes the mean of concordant and of discordant pairs over the users who have one before it divides.':
    'FCP 先分别对有一致对和有不一致对的用户取平均，再相除。',
}
