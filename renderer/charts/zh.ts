import { figuresZh } from '../../main/figures/zh.ts'

export const zh: Readonly<Record<string, string>> = {
  ...figuresZh,
  'Nothing to draw yet.': '还没有可画的内容。',
  'Show as chart': '显示为图',
  'Show as table': '显示为表',
  'Copy as image': '复制为图片',
  'Copy data': '复制数据',
}
