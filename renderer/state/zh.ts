/** Chinese of the sentences that this folder shows, by the English. */
export const zh: Readonly<Record<string, string>> = {
  'Import {name}': '导入 {name}',
  'Train {name}': '训练 {name}',
  'Report {name}': '报告 {name}',
  '{title}: done': '{title}：已完成',
}
