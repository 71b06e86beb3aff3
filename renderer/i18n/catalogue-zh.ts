import { ratingsZh } from './catalogue/ratings-zh.ts'
import { topNZh } from './catalogue/top-n-zh.ts'
import { factorsZh } from './catalogue/factors-zh.ts'
import { metricsZh } from './catalogue/metrics-zh.ts'
import { statisticsZh } from './catalogue/statistics-zh.ts'
import { protocolZh } from './catalogue/protocol-zh.ts'
import { tuningZh } from './catalogue/tuning-zh.ts'
import { contentZh } from './catalogue/content-zh.ts'
import { banditsZh } from './catalogue/bandits-zh.ts'
import { localPoliciesZh } from './catalogue/local-policies-zh.ts'
import { sequencesZh } from './catalogue/sequences-zh.ts'

/** Chinese of the engine's catalogue: titles, summaries and help of models, metrics, splits and settings, keyed by the English. */
export const catalogueZh: Readonly<Record<string, string>> = {
  Popularity: '热门',
  'Recommends the items that most users had, the same to everybody.': '推荐最多用户有过的物品，对所有人都一样。',
  Random: '随机',
  'Recommends items in a random order that is fixed for each user by the seed.':
    '按随机顺序推荐物品，每位用户的顺序由种子固定。',
  'Learns in closed form how much each item speaks for each other item.': '以闭式解学习每个物品对其他物品的支持程度。',
  'λ: larger values shrink the weights between items.': 'λ：越大，物品间的权重收缩越多。',
  'Projects a history onto the leading singular vectors of all histories.': '把历史投影到所有历史的前几个奇异向量上。',
  'k: number of singular vectors.': 'k：奇异向量的个数。',
  'Implicit ALS': '隐式 ALS',
  'Learns factors of users and items by least squares over observed and unobserved pairs.':
    '用最小二乘在已观测与未观测的对上学习用户和物品的因子。',
  'Length of the vectors of users and items.': '用户与物品向量的长度。',
  'Times that both sides are solved.': '两侧交替求解的次数。',
  'λ: pulls factors towards zero.': 'λ：把因子拉向零。',
  'c: weight of an observed pair.': 'c：已观测对的权重。',
  'w₀: weight of a pair that was not observed.': 'w₀：未观测对的权重。',
  'ν: how far λ grows with the events of a user or item.': 'ν：λ 随用户或物品事件数增长的程度。',
  'Approximate and fast, or exact.': '近似且快速，或精确。',
  'Steps of the conjugate gradient per solution.': '每次求解的共轭梯度步数。',
  'conjugate-gradient': '共轭梯度',
  cholesky: 'Cholesky 分解',
  'Item-kNN': '物品 kNN',
  'Recommends items that the same people had as the items of the user.': '推荐与用户所选物品由同一群人选过的物品。',
  'K: similar items that each item keeps.': 'K：每个物品保留的相似物品数。',
  'Lowers similarities that few common users support.': '降低共同用户很少的相似度。',
  'How users are weighted: all alike, or those with few items more.': '用户如何加权：一视同仁，或物品少的用户更重。',
  none: '无',
  'Whether an item takes one of its own K places, as in the implicit library.':
    '物品自身是否占用一个 K 位置，如 implicit 库那样。',
  'Walks at random from the items of a user over other users to items, holding popular ones back.':
    '从用户的物品出发，经其他用户随机游走到物品，并抑制热门物品。',
  'α: exponent of the transition probabilities.': 'α：转移概率的指数。',
  'β: how far popular items are held back.': 'β：抑制热门物品的程度。',
  'K: largest weights that each item keeps.': 'K：每个物品保留的最大权重数。',
  'Predicts ratings from mean differences between items rated by the same people.':
    '根据同一人所评物品之间的平均差来预测评分。',
  'SVD (biased)': 'SVD（带偏置）',
  'Predicts ratings from biases and factors learned by gradient descent.': '用梯度下降学得的偏置与因子预测评分。',
  'Passes over the ratings.': '遍历评分的次数。',
  'γ: size of a step.': 'γ：步长。',
  'λ: pulls biases and factors towards zero.': 'λ：把偏置与因子拉向零。',
  'Standard deviation of the factors at the start.': '因子初值的标准差。',
  'User-kNN': '用户 kNN',
  'Recommends what the users with the most similar histories had.': '推荐历史最相似的用户有过的物品。',
  'K: most similar users that count.': 'K：计入的最相似用户数。',
  'Lowers similarities that few common items support.': '降低共同物品很少的相似度。',
  'Embedding MLP': '嵌入 MLP',
  'Reads user and item embeddings side by side through dense layers and estimates the chance of an interaction.':
    '把用户与物品嵌入并排送入全连接层，估计发生交互的概率。',
  'Numbers that describe a user, and an item.': '描述一位用户、一个物品的数的个数。',
  'Units of each dense layer, from the embeddings to the output.': '每个全连接层的单元数，从嵌入到输出。',
  'Passes over the training part at most.': '最多遍历训练部分的次数。',
  'Epochs in a row with neither a better NDCG@10 nor a lower loss on validation, after which training stops.':
    '验证集上 NDCG@10 和损失连续若干轮都未改善时停止训练。',
  'Share of the training pairs that is held back to decide when to stop; 0 trains all epochs on everything.':
    '留出用于决定何时停止的训练对占比；0 表示用全部数据训练所有轮次。',
  'Examples of one step, drawn negatives included.': '一步中的样本数，含抽取的负样本。',
  'Step size of Adam.': 'Adam 的步长。',
  'Unknown items drawn for each interaction, afresh in every epoch.': '每次交互抽取的未知物品数，每轮重新抽取。',
  'Standard deviation of the random embeddings at the start.': '随机嵌入初值的标准差。',
  'L2 penalty on the embeddings of each batch.': '每批嵌入的 L2 惩罚。',
  'Adds matrix factorisation and a dense tower, each with its own embeddings, to estimate the chance of an interaction.':
    '将矩阵分解与全连接塔相加（各有自己的嵌入），估计发生交互的概率。',
  'Size of the embeddings that are multiplied.': '相乘的嵌入的长度。',
  'Size of the embeddings that the tower reads.': '全连接塔读取的嵌入的长度。',
  'Units of each dense layer of the tower, from the embeddings to the output.':
    '塔中每个全连接层的单元数，从嵌入到输出。',
  'Shows the item with the best reward so far, and now and then any item.':
    '展示目前奖励最好的物品，偶尔展示任意物品。',
  'Share of the rounds that show any item.': '展示任意物品的轮次占比。',
  'Rounds with reward 0 that each item is given in advance.': '预先给每个物品的零奖励轮数。',
  'Items the person never met that are replayed with reward 0 after each event.':
    '每个事件之后，以零奖励重放的此人从未遇到的物品数。',
  'Events pay 1 when their value is above this, otherwise 0.': '事件数值高于此值时奖励为 1，否则为 0。',
  'Learns one linear model of the reward per item and shows the item that could still be best for this person.':
    '为每个物品学习一个线性奖励模型，展示对此人仍可能最好的物品。',
  'α: larger values try uncertain items more often.': 'α：越大，越常尝试不确定的物品。',
  'λ: larger values shrink the weights of each item.': 'λ：越大，每个物品的权重收缩越多。',
  'Features that describe what a person met so far.': '描述此人迄今所遇的特征数。',
  'Thompson sampling': 'Thompson 采样',
  'Shows each item as often as it is believed to be the best one.': '按相信某物品最好的程度来展示它。',
  'a: rewards each item is given in advance.': 'a：预先给每个物品的奖励次数。',
  'b: rounds without reward each item is given in advance.': 'b：预先给每个物品的无奖励轮数。',
  'Shows the item whose reward could still be best, given how rarely it was tried.':
    '展示考虑到尝试次数后奖励仍可能最好的物品。',
  'Hits in the list, discounted by the logarithm of their rank, as a share of the best possible list.':
    '列表中的命中按名次对数折扣，占最优列表的比例。',
  Recall: '召回率',
  'Share of the relevant items that are in the list.': '相关物品中出现在列表里的占比。',
  'Recall (capped)': '召回率（封顶）',
  'Relevant items in the list as a share of those that fit into it.': '列表中的相关物品占可容纳数的比例。',
  Precision: '精确率',
  'Share of the list that is relevant.': '列表中相关物品的占比。',
  'Harmonic mean of precision and recall of the list.': '列表精确率与召回率的调和平均。',
  'Mean of the precision at the rank of each hit.': '每次命中名次处精确率的平均。',
  'Reciprocal of the rank of the first hit, 0 without one in the list.': '首个命中名次的倒数；列表中没有则为 0。',
  'Hit rate': '命中率',
  'Share of users with at least one relevant item in their list.': '列表中至少有一个相关物品的用户占比。',
  'Chance that a relevant item is scored above another candidate; ties count one half.':
    '相关物品得分高于其他候选的概率；并列算一半。',
  'Root of the mean squared error of predicted values.': '预测值均方误差的平方根。',
  'Mean absolute error of predicted values.': '预测值的平均绝对误差。',
  Coverage: '覆盖率',
  'Share of the catalogue that appears in at least one list.': '至少出现在一个列表中的物品占全部物品的比例。',
  Novelty: '新颖度',
  'Mean self-information of the listed items, in bits: how rare they are in training.':
    '列表物品的平均自信息（比特）：在训练中有多罕见。',
  'Intra-list diversity': '列表内多样性',
  'One minus the mean similarity of the pairs of items in a list.': '一减去列表中物品两两相似度的平均。',
  'Global time': '全局时间',
  'Events before one moment are training, events from it on are the test.':
    '某一时刻之前的事件用于训练，之后的用于测试。',
  'Share of the events that come first.': '排在前面的事件占比。',
  'k-fold': 'k 折',
  'Events are dealt at random into k parts; each part is the test once.': '事件随机分成 k 份，每份各作一次测试。',
  'Number of parts; each is the test once.': '份数；每份各作一次测试。',
  'Leave one out': '留一',
  'The latest event of each user is the test; users with a single event stay in training.':
    '每位用户最近的事件用于测试；只有一个事件的用户留在训练中。',
  'Random ratio': '随机比例',
  'A random share of the events is training, the rest is the test.': '随机一部分事件用于训练，其余用于测试。',
  'Share of the events for training.': '用于训练的事件占比。',
  'Given files': '给定文件',
  'Pairs of files with your own training and test parts.': '由您自己划分的训练与测试文件对。',
  baseline: '基线',
  collaborative: '协同过滤',
  content: '内容',
  rules: '规则',
  deep: '深度',
  bandits: 'Bandit',
  hybrid: '混合',
  'Predicts a rating from the mean and the biases of user and item.': '由均值与用户、物品的偏置预测评分。',
  'Alternating least squares, or stochastic gradient descent.': '交替最小二乘，或随机梯度下降。',
  'Ratings at the mean that each user is given, with als.': '用 als 时，给每位用户的均值评分数。',
  'Ratings at the mean that each item is given, with als.': '用 als 时，给每个物品的均值评分数。',
  'γ: size of a step, with sgd.': 'γ：步长，用 sgd 时。',
  'λ: pulls biases towards zero, with sgd.': 'λ：把偏置拉向零，用 sgd 时。',
  'Learns factors that rank what a user had above what the user did not have.':
    '学习因子，使用户有过的排在没有过的之前。',
  'Times that as many pairs are drawn as there are events.': '抽取与事件数同样多的对的遍数。',
  'λ: pulls factors and biases towards zero.': 'λ：把因子与偏置拉向零。',
  'How the items that a user did not have are drawn.': '如何抽取用户没有过的物品。',
  ...ratingsZh,
  ...topNZh,
  ...factorsZh,
  ...metricsZh,
  ...statisticsZh,
  ...protocolZh,
  ...tuningZh,
  ...contentZh,
  ...banditsZh,
  ...localPoliciesZh,
  ...sequencesZh,
}
