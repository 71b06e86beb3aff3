/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const banditsZh: Readonly<Record<string, string>> = {
  'δ: larger values show any item ever more rarely; 0 keeps the share.':
    'δ：越大，随轮次越少展示任意物品；0 表示占比不变。',
  'Shows the item whose reward could still be best, with less doubt where rewards vary little.':
    '展示奖励仍可能最好的物品；奖励波动小时，怀疑也小。',
  'Shows the item whose reward could still be best, by a bound that uses how much its rewards vary.':
    '展示奖励仍可能最好的物品，其上界考虑奖励的波动。',
  'ζ: larger values try uncertain items more often.': 'ζ：越大，越常尝试不确定的物品。',
  'Shows the item whose reward could still be best, and doubts only those tried less than their share.':
    '展示奖励仍可能最好的物品，只怀疑尝试次数少于平均份额的物品。',
  'T: rounds that will be played in all; 0 takes those played so far.': 'T：总轮数；0 表示取迄今的轮数。',
  'Shows the item with the largest click rate that its rounds do not contradict.':
    '展示与其各轮结果不矛盾的点击率上界最大的物品。',
  'c: weight of ln ln N; larger values try uncertain items more often.':
    'c：ln ln N 的权重；越大，越常尝试不确定的物品。',
  'Shows the item with the largest upper quantile of what is believed of its click rate.':
    '展示点击率后验的上分位数最大的物品。',
  'T: rounds that will be played in all; 0 leaves ln T out.': 'T：总轮数；0 表示略去 ln T。',
  'Shows each item the more often, the better its reward so far.': '物品目前的奖励越好，展示得越频繁。',
  'τ: larger values show items more alike.': 'τ：越大，各物品的展示越均匀。',
  'Shows items by weights that grow with their rewards, without trusting that rewards stay the same.':
    '按随奖励增长的权重展示物品，不假定奖励保持不变。',
  'γ: share of the rounds that show any item, and the speed of learning.': 'γ：展示任意物品的轮次占比，也是学习速度。',
  'Shows items by weights that shrink with their losses, without trusting that rewards stay the same.':
    '按随损失缩小的权重展示物品，不假定奖励保持不变。',
  'η: speed of learning.': 'η：学习速度。',
  'γ: larger values trust the losses of rare items less.': 'γ：越大，越不信任少见物品的损失。',
  'Linear Thompson sampling': '线性 Thompson 采样',
  'Learns one linear model of the reward per item and shows each as often as it is believed best here.':
    '为每个物品学习一个奖励的线性模型，按其在当前情境下为最佳的可信度展示。',
  'Linear ε-greedy': '线性 ε-贪心',
  'Learns one linear model of the reward per item, shows the best one here, and now and then any item.':
    '为每个物品学习一个奖励的线性模型，展示当前情境下最好的物品，偶尔展示任意物品。',
  'ε: share of the rounds that show any item.': 'ε：展示任意物品的轮次占比。',
  'Hybrid LinUCB': '混合 LinUCB',
  'Learns a linear model of the reward that all items share and one per item, and shows the item that could still be best.':
    '学习所有物品共享的奖励线性模型以及每个物品各自的模型，展示仍可能最好的物品。',
  'λ: larger values shrink all weights.': 'λ：越大，所有权重收缩越多。',
  'Shows an item the more rarely, the further its expected reward is behind the best one.':
    '物品的期望奖励落后最佳者越多，展示得越少。',
  'γ₀: larger values show the best item more often.': 'γ₀：越大，越常展示最佳物品。',
  'p: how fast exploration ends; 0 keeps it.': 'p：探索结束的快慢；0 表示保持探索。',
  'Gaussian Thompson sampling': '高斯 Thompson 采样',
  'Shows each item as often as it is believed to have the largest mean reward, for rewards of any size.':
    '按物品平均奖励为最大的可信度展示，奖励可为任意数值。',
  'm: mean reward that an item is believed to have in advance.': 'm：事先认为物品具有的平均奖励。',
  's: larger values doubt that belief more.': 's：越大，对这一先验越怀疑。',
  'σ: standard deviation of the rewards of one item.': 'σ：同一物品奖励的标准差。',
  'Proportional choice': '按比例选择',
  'Shows each item in proportion to its mean reward so far.': '按物品目前平均奖励的比例展示。',
  'c: rewards, and as many rounds without reward, each item is given in advance.':
    'c：事先给每个物品的奖励次数，以及同样多的无奖励轮次。',
  'How an item is drawn: by its probability, or as the largest of a Dirichlet draw as in the library mabwiser.':
    '如何抽取物品：按其概率，或如 mabwiser 库那样取一次 Dirichlet 抽样中的最大者。',
  'An item never shown comes before all others, or has index 0 as in the library mabwiser, a mistake: it may never be tried.':
    '从未展示的物品排在所有物品之前，或如 mabwiser 库那样指数为 0（这是错误：可能永远不被尝试）。',
  'Uncertainty of an item never shown: √(xᵀx / λ), or √(λ xᵀx) as in the library mabwiser, a mistake.':
    '从未展示的物品的不确定性：√(xᵀx / λ)，或如 mabwiser 库那样取 √(λ xᵀx)（这是错误）。',
  'Logistic UCB': '逻辑回归 UCB',
  'Learns one logistic model of the reward per item and shows the item that could still be best here.':
    '为每个物品学习一个奖励的逻辑回归模型，展示当前情境下仍可能最好的物品。',
  'Logistic Thompson sampling': '逻辑回归 Thompson 采样',
  'Learns one logistic model of the reward per item and shows each as often as it is believed best here.':
    '为每个物品学习一个奖励的逻辑回归模型，按其在当前情境下为最佳的可信度展示。',
  'p₀: share of the rounds in which an item is believed to pay in advance.': 'p₀：事先认为物品带来奖励的轮次占比。',
  'What is kept of the uncertainty of an item: the whole matrix, or one number per weight, which takes less time and memory.':
    '保留物品不确定性的方式：整个矩阵，或每个权重一个数（更省时间和内存）。',
  'Bootstrapped Thompson sampling': '自助法 Thompson 采样',
  'Learns several linear models of the reward per item, each from its own resample, and lets one of them choose.':
    '为每个物品学习多个奖励的线性模型，各自使用不同的重抽样，由其中一个来选择。',
  'J: models per item.': 'J：每个物品的模型数。',
  'How often a model counts a round: a Poisson number of times of mean 1, or never or twice.':
    '模型把一轮计入多少次：均值为 1 的泊松次数，或者零次或两次。',
  's: standard deviation of the weights that the models start from.': 's：模型初始权重的标准差。',
  'Online cover': '在线覆盖（Cover）',
  'Lets several linear models choose, each of which prefers items that the ones before it leave out.':
    '由多个线性模型选择，每个模型偏向前面的模型没有选中的物品。',
  'N: models that choose.': 'N：参与选择的模型数。',
  'ψ: larger values make the models choose more differently.': 'ψ：越大，各模型的选择差异越大。',
  'What the models learn of all items in a round: their regressions, corrected at the item shown by its reward over its probability, or not corrected.':
    '模型每轮对所有物品学习的内容：各物品的回归值，对所展示物品用奖励除以概率修正，或不修正。',
  'Whether every item keeps the chance ε, which falls with the rounds.': '是否让每个物品保留概率 ε（随轮次下降）。',
}
