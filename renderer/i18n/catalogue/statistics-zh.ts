/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const statisticsZh: Readonly<Record<string, string>> = {
  'Association rules': '关联规则',
  'Recommends what rules such as "who has these also has that" conclude from the items of the user.':
    '由用户已有的物品，按“有这些的也有那个”一类的规则推荐。',
  'Share of baskets that all items of a rule must occur in together.':
    '规则中全部物品须共同出现的购物篮占比（支持度）。',
  'Rules with a lower confidence are dropped.': '置信度低于此值的规则被舍弃。',
  'What a rule is worth.': '规则的价值如何计算。',
  'Whether the best rule for an item counts, or the sum of all.': '对一个物品取最好的规则，还是把全部规则相加。',
  'Items in a rule, both sides together.': '规则两侧物品的总数上限。',
  'What occurs together: all that a user had, or what a user had in one visit.':
    '什么算共同出现：用户有过的全部物品，或一次访问中的物品。',
  'Minutes without an event that end a visit.': '无事件达到多少分钟即结束一次访问。',
}
