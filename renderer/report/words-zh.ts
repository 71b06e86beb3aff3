/** Titles of the report's sections, as the report itself says them. */
export const reportWordsZh: Readonly<Record<string, string>> = {
  Summary: '摘要',
  'Data card': '数据卡',
  Protocol: '协议',
  Leaderboard: '排行榜',
  Charts: '图表',
  Significance: '显著性',
  Policies: '策略',
  Definitions: '定义',
  'How to rerun': '如何重跑',
  Run: '运行',
}
