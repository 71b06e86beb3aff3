/** Chinese of the policies and worlds of sequences and slates, keyed by the English. */
export const sequencesZh: Readonly<Record<string, string>> = {
  'Q-learning': 'Q 学习',
  'Keeps a table of what each recommendation is worth in each state, all that follows included.':
    '用一张表记录每个状态下每个推荐的价值，包括其后的一切。',
  'α: share of an error corrected at first.': 'α：最初修正误差的比例。',
  'ω: how fast corrections shrink; 0 keeps them.': 'ω：修正缩小的快慢；0 表示不变。',
  'ε: share of the first steps from a state that try any item.': 'ε：从一个状态出发的最初各步中尝试任意物品的占比。',
  'δ: larger values try any item ever more rarely; 0 keeps the share.':
    'δ：越大，尝试任意物品越来越少；0 表示占比不变。',
  'Worth of an action never tried; above what is possible it makes all be tried first.':
    '从未尝试的动作的价值；高于可能值时会先把所有动作都试一遍。',
  'Learns with a network what each recommendation is worth in a state, all that follows included.':
    '用网络学习某一状态下每个推荐的价值，包括其后的一切。',
  'Steps recalled for each correction.': '每次修正回忆的步数。',
  'Last steps that can be recalled.': '可以回忆的最近步数。',
  'Steps that are only remembered before learning begins.': '开始学习前只记忆的步数。',
  'Steps between two corrections.': '两次修正之间的步数。',
  'Steps between two copies of the network to its target.': '两次把网络复制到目标网络之间的步数。',
  'Share of the first steps that try any item.': '最初各步中尝试任意物品的占比。',
  'Share of the later steps that try any item.': '后期各步中尝试任意物品的占比。',
  'Steps until that share is reached, in a straight line.': '沿直线降到该占比所需的步数。',
  'Lets one network choose the next item and the other value it, against overestimates.':
    '让一个网络选择下一个物品、另一个网络评估它，以防高估。',
  'Random, then best on average': '先随机，后取平均最佳',
  'Shows any item while it learns, then the one that paid most on average, to measure others by.':
    '学习时展示任意物品，之后展示平均奖励最高的物品，作为比较的基准。',
  'Random slates': '随机列表',
  'Shows any items in any order, to measure others by.': '以任意顺序展示任意物品，作为比较的基准。',
  'Steps of the log': '日志的步骤',
  "People whose interest depends on what they took last, fitted to the steps of the log's users.":
    '兴趣取决于最近选取之物的人，由日志中用户的步骤拟合而来。',
  'K: most frequent items that can be shown.': 'K：可以展示的最常见物品数。',
  'Last items that interest depends on.': '兴趣所依赖的最近物品数。',
  'm: larger values make interest depend less on them.': 'm：越大，兴趣越少依赖它们。',
  'How often the best item is taken.': '最好的物品被选取的频率。',
  'ℓ: probability that somebody leaves after an item they refuse.': 'ℓ：拒绝一个物品后离开的概率。',
  Trust: '信任',
  'A reader whom catchy items please now and drive away later, small enough to be solved exactly.':
    '一位读者：抢眼的物品此刻讨好、日后赶走他；规模小到可以精确求解。',
  'T: levels of trust.': 'T：信任的级数。',
  'ℓ: probability that a reader without trust leaves.': 'ℓ：没有信任的读者离开的概率。',
  'Ranked bandits': '排序赌博机',
  'Learns for each position which item people click there who clicked nothing above it.':
    '为每个位置学习：上方没有点击的人会在这里点击哪个物品。',
  'Shows the items whose attraction could still be largest, to people who read from the top until they click.':
    '向从上往下阅读直到点击的人，展示吸引力仍可能最大的物品。',
  'Shows the items with the largest attraction their looks do not contradict, to people who read from the top until they click.':
    '向从上往下阅读直到点击的人，展示与其浏览结果不矛盾的吸引力最大的物品。',
  'Shows the items whose attraction could still be largest, counting less what stood where few people look.':
    '展示吸引力仍可能最大的物品；少有人看的位置计得少些。',
  'η: position l is looked at with probability l^(−η); 0 says that all are.':
    'η：位置 l 被看到的概率为 l^(−η)；0 表示都被看到。',
  Cascade: '级联',
  'People read from the top, click the first item that attracts them, and stop.':
    '人们从上往下读，点击第一个吸引他们的物品后停止。',
  'Position-based': '基于位置',
  'People look at each position with its own probability, and click there what attracts them.':
    '人们以各位置自己的概率看每个位置，并点击吸引他们的物品。',
}
