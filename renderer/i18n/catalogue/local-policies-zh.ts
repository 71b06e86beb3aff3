/** Chinese of the policies that learn from like contexts, and of neural-linear, keyed by the English. */
export const localPoliciesZh: Readonly<Record<string, string>> = {
  'Neighbourhood bandit': '邻域赌博机',
  'Chooses by what items paid in the past rounds most like this one.': '按物品在过去最相似的轮次中的奖励来选择。',
  'Whether a number of rounds counts as like, or those within a radius.': '相似的轮次按个数取，还是取某一半径以内的。',
  'k: most like rounds to choose by.': 'k：据以选择的最相似轮次数。',
  'Distance up to which a round counts as like, where a radius is chosen.': '选择半径时，轮次算作相似的最大距离。',
  'Last rounds that are remembered.': '记住的最近轮次数。',
  'Policy that chooses by the rewards of like rounds.': '根据相似轮次的奖励进行选择的策略。',
  'ε of ε-greedy, τ of softmax, α of UCB1: larger values try other items more often; Thompson sampling has none.':
    'ε-贪心的 ε、softmax 的 τ、UCB1 的 α：越大，越常尝试其他物品；Thompson 采样没有此项。',
  'Cluster bandit': '聚类赌博机',
  'Groups people by k-means and learns in each group which item pays.':
    '用 k-means 把人分组，在每组内学习哪个物品带来奖励。',
  'Groups of like contexts.': '相似情境的组数。',
  'Rounds before groups are first formed; anew at each doubling.': '首次分组前的轮次数；此后每次翻倍时重新分组。',
  'Last rounds that groups are formed of.': '用于分组的最近轮次数。',
  'Tree bandit': '决策树赌博机',
  'Grows a decision tree per item and chooses by what items paid in the leaves for this context.':
    '为每个物品生长一棵决策树，按当前情境所落叶子中的奖励来选择。',
  'Most questions a tree asks of a context.': '一棵树对情境最多提的问题数。',
  'Fewest rounds of a leaf.': '一个叶子的最少轮次数。',
  'Rounds of an item before its tree first grows; anew at each doubling.':
    '物品的树首次生长前的轮次数；此后每次翻倍时重新生长。',
  'Last rounds of an item that its tree grows from.': '物品的树所依据的最近轮次数。',
  'Neural-linear': '神经线性',
  'Learns with a network what matters of a person, and draws what each item pays from a linear model on that.':
    '用网络学习一个人的要点，并由其上的线性模型抽取每个物品的奖励。',
  'Widths of the hidden layers.': '各隐藏层的宽度。',
  'η: step of Adam.': 'η：Adam 的步长。',
  'Passes over the remembered rounds.': '遍历所记轮次的次数。',
  'Rounds of one step.': '每一步的轮次数。',
  'Rounds before the network first learns; anew at each doubling.': '网络首次学习前的轮次数；此后每次翻倍时再次学习。',
  'Last rounds that the network learns from.': '网络据以学习的最近轮次数。',
}
