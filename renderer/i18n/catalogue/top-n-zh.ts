/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const topNZh: Readonly<Record<string, string>> = {
  'Which events count: all alike, newer ones more, only the newest, or those of people of the same segment.':
    '计入哪些事件：全部同等、越新越重、只计最新，或同一人群的事件。',
  'Decayed: days after which an event counts half.': '衰减：多少天后事件只计一半。',
  'Recent: days before the last event that count.': '近期：计入最后一个事件之前多少天。',
  'Segment: the column of the table of people; empty for its first category, or without a table for activity.':
    '人群：用户表中的列；留空则取第一个类别列，没有用户表时按活跃度划分。',
  'Segment: events of everybody that are mixed into those of a segment.': '人群：混入人群事件的全体事件数。',
  plain: '普通',
  decayed: '衰减',
  recent: '近期',
  segment: '人群',
  'K: similar items that count.': 'K：计入的相似物品数。',
  'What makes two items alike.': '两个物品如何算相似。',
  'Whose K neighbours count: those of each item of the history, those of each candidate, or for each candidate the nearest items of the history.':
    '取谁的 K 个近邻：历史中每个物品的、每个候选物品的，或对每个候选取历史中最近的物品。',
  'Neighbours that each item keeps when the cut is made at prediction; 0 keeps all.':
    '在预测时截断的情况下，每个物品保留的近邻数；0 表示全部保留。',
  'Similarities below this do not count.': '低于此值的相似度不计。',
  'Whether the similarities of a candidate are divided by their sum.': '候选物品的相似度是否除以其总和。',
  'Whether the share of users who have an item is taken off before the sum and added after it.':
    '是否在求和前减去拥有该物品的用户比例，求和后再加回。',
  'Which of equally similar items stay at the cut: the lower numbers, or those that the implicit or the LensKit library keeps.':
    '截断处相似度相同时保留哪些物品：编号较小的，或 implicit 库、LensKit 库所保留的。',
  'How far popular items of the history are held back by the asymmetric similarity.':
    '非对称相似度对历史中热门物品的抑制程度。',
  'BM25: how soon further weight of an item stops to count.': 'BM25：物品的更多权重多快不再计入。',
  'BM25: how far popular items are held back.': 'BM25：热门物品被抑制的程度。',
  cosine: '余弦',
  asymmetric: '非对称余弦',
  jaccard: 'Jaccard',
  'adjusted-cosine': '修正余弦',
  pearson: 'Pearson',
  history: '历史物品',
  candidate: '候选物品',
  prediction: '预测时',
  'lower-item': '编号较小者',
  implicit: 'implicit 库',
  lenskit: 'LensKit 库',
  user: '用户',
  'Whose K neighbours count: those of the user, or for each item the most similar users who had it.':
    '取谁的 K 个近邻：用户的，或对每个物品取有过它的最相似用户。',
  'Walks at random from the items of a user over other users to items.': '从用户的物品出发，经其他用户随机游走到物品。',
  'Learns for each item which few other items speak for it.': '为每个物品学习少数支持它的其他物品。',
  'α: larger values shrink the weights between items.': 'α：越大，物品间的权重收缩越多。',
  'ρ: share of the penalty that makes weights zero.': 'ρ：惩罚中使权重变为零的比例。',
  'Whether items can only speak for each other, not against.': '物品之间是否只能相互支持，不能反对。',
  'Sweeps end when no weight changes by more than this share of the largest.':
    '当没有权重的变化超过最大权重的这一比例时停止迭代。',
}
