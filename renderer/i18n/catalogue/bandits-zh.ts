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
}
