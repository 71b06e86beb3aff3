import type { ReportDocument, ReportTable } from './document.ts'

const specials: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '−': '$-$',
  '–': '--',
  '×': '$\\times$',
  '≈': '$\\approx$',
  '<': '$<$',
  '>': '$>$',
  '≤': '$\\le$',
  '≥': '$\\ge$',
  Δ: '$\\Delta$',
  '\n': ' ',
}

export const escapeLatex = (text: string) => text.replace(/[\\{}$&#%_^~−–×≈<>≤≥Δ\n]/g, (char) => specials[char]!)

/** The tables of the report, for `\input` in a paper that loads booktabs; the best of each column in bold. */
export function toLatex({ title, subtitle, parts }: ReportDocument): string {
  const tables = parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])))
  const comment = [title, subtitle].map((line) => `% ${line.replace(/\s+/g, ' ')}`).join('\n')
  return `${comment}\n% \\usepackage{booktabs}\n\n${tables.map(drawTable).join('\n\n')}\n`
}

function drawTable({ id, caption, columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\`
  return [
    '\\begin{table}',
    '\\centering',
    `\\caption{${escapeLatex(caption)}}`,
    `\\label{tab:${id}}`,
    `\\begin{tabular}{${columns.map(({ numeric }) => (numeric ? 'r' : 'l')).join('')}}`,
    '  \\toprule',
    line(columns.map(({ title }) => escapeLatex(title))),
    '  \\midrule',
    ...rows.map((row) =>
      line(row.map(({ text, best }) => (best ? `\\textbf{${escapeLatex(text)}}` : escapeLatex(text)))),
    ),
    '  \\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
  ].join('\n')
}
