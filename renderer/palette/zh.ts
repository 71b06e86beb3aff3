/** Chinese of the sentences that this folder shows, by the English. */
export const zh: Readonly<Record<string, string>> = {
  Commands: '命令',
  Open: '打开',
  Models: '模型',
  '{count} interactions': '{count} 条交互',
  '{found} of {all}': '{found} / {all}',
  Found: '找到的',
  'Nothing has this name.': '没有匹配的名称。',
  choose: '选择',
  run: '运行',
  back: '返回',
  '> commands · @ models · # runs': '> 命令 · @ 模型 · # 运行',
  Recent: '最近',
}
