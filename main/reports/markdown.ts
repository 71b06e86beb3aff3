import type { Block, ReportDocument, ReportTable } from './document.ts'

/** Characters that Markdown, or HTML inside it, would read as markup. */
const plain = (text: string) =>
  text
    .replace(/[\\`*_{}[\]|#]/g, (char) => `\\${char}`)
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s*\n\s*/g, ' ')

const fence = (text: string) => {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  return '`'.repeat(longest + 1)
}

/** The report as GitHub-flavoured Markdown; figures become tables of their numbers. */
export function toMarkdown({ title, subtitle, parts }: ReportDocument): string {
  const sections = parts.map((part) => [`## ${plain(part.title)}`, ...part.blocks.map(drawBlock)].join('\n\n'))
  return `${[`# ${plain(title)}`, plain(subtitle), ...sections].join('\n\n')}\n`
}

function drawBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return plain(block.text)
    case 'warning':
      return `> **△** ${plain(block.text)}`
    case 'code': {
      const mark = fence(block.text)
      return `${plain(block.caption)}:\n\n${mark}\n${block.text}\n${mark}`
    }
    case 'facts':
      return block.entries.map(([name, value]) => `- ${plain(name)}: ${plain(value)}`).join('\n')
    case 'definitions':
      return block.entries
        .map(({ term, text, formula }) => `- **${plain(term)}**: ${plain(text)} \`${formula.replaceAll('`', "'")}\``)
        .join('\n')
    case 'figure':
      return `*${plain(block.caption)}* ${plain(block.figure.title)}.`
    case 'table':
      return drawTable(block)
    default:
      return block satisfies never
  }
}

function drawTable({ caption, columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `*${plain(caption)}*`,
    '',
    line(columns.map(({ title }) => plain(title))),
    line(columns.map(({ numeric }) => (numeric ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(({ text, best }) => (best ? `**${plain(text)}**` : plain(text))))),
  ].join('\n')
}
