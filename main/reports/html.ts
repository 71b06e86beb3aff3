import type { ReportCheck } from '../contract/api/reports.ts'
import { markerPath } from '../figures/markers.ts'
import { toSvg } from '../figures/svg.ts'
import { familyMarker } from '../figures/theme.ts'
import type { Translate } from '../figures/words.ts'
import type { Block, ReportCell, ReportDocument, ReportTable } from './document.ts'
import { styleSheet } from './style-sheet.ts'

/** Text as text: nothing from a data set or a model's name is ever markup. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** One inert page: no script, no link, its own policy that allows neither, styles and figures inside. */
export function toHtml(report: ReportDocument, checks: readonly ReportCheck[], t: Translate): string {
  const counter = { table: 0, figure: 0 }
  const parts = report.parts.map(
    ({ id, title, blocks }) =>
      `<section id="${id}">\n<h2>${escapeHtml(title)}</h2>\n${blocks.map((block) => drawBlock(block, counter, t)).join('\n')}\n</section>`,
  )
  const contents = report.parts.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('')
  const list = checks
    .map(
      ({ passed, sentence }) =>
        `<li class="${passed ? 'passed' : 'failed'}"><span aria-hidden="true">${passed ? '✓' : '△'}</span> ${escapeHtml(sentence)}</li>`,
    )
    .join('')
  return `<!doctype html>
<html lang="${report.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Recbench">
<title>${escapeHtml(report.title)}</title>
<style>${styleSheet}</style>
</head>
<body>
<main>
<h1>${escapeHtml(report.title)}</h1>
<p class="subtitle">${escapeHtml(report.subtitle)}</p>
<nav aria-label="${escapeHtml(t('Contents'))}"><ul>${contents}</ul></nav>
${parts.join('\n')}
<section id="checks">
<h2>${escapeHtml(t('Checks'))}</h2>
<ul class="checks">${list}</ul>
</section>
</main>
</body>
</html>
`
}

function drawBlock(block: Block, counter: { table: number; figure: number }, t: Translate): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`
    case 'warning':
      return `<p class="warning" role="note"><span aria-hidden="true">△</span> ${escapeHtml(block.text)}</p>`
    case 'code':
      return `<figure class="code"><figcaption>${escapeHtml(block.caption)}</figcaption><pre><code>${escapeHtml(block.text)}</code></pre></figure>`
    case 'facts':
      return `<dl class="facts">${block.entries
        .map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`)
        .join('')}</dl>`
    case 'definitions':
      return `<dl class="definitions">${block.entries
        .map(
          ({ term, text, formula }) =>
            `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}<br><code>${escapeHtml(formula)}</code></dd>`,
        )
        .join('')}</dl>`
    case 'figure': {
      const svg = toSvg(block.figure, { width: 700, height: block.height })
      const key = (block.figure.key ?? []).map(
        ({ text, look }) => `${mark(look.colour, look.marker)} ${escapeHtml(text)}`,
      )
      const number = t('Figure {number}.', { number: String(++counter.figure) })
      return `<figure>${svg}${key.length ? `<p class="key">${key.join(' &nbsp; ')}</p>` : ''}<figcaption>${escapeHtml(number)} ${escapeHtml(block.caption)}</figcaption></figure>`
    }
    case 'table':
      return drawTable(block, t('Table {number}.', { number: String(++counter.table) }))
    default:
      return block satisfies never
  }
}

const isFamily = (colour: string): colour is keyof typeof familyMarker => colour in familyMarker

function mark(colour: string, marker = isFamily(colour) ? familyMarker[colour] : 'tick'): string {
  return `<svg class="mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="${markerPath(marker, 6, 6)}" fill="var(--f-${escapeHtml(colour)}, currentColor)"/></svg>`
}

function drawTable({ columns, rows, caption }: ReportTable, number: string): string {
  const head = columns
    .map(({ title, numeric }) => `<th scope="col"${numeric ? ' class="number"' : ''}>${escapeHtml(title)}</th>`)
    .join('')
  const body = rows
    .map((row) => `<tr>${row.map((cell, at) => drawCell(cell, columns[at]?.numeric ?? false)).join('')}</tr>`)
    .join('\n')
  return `<figure class="table"><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div><figcaption>${escapeHtml(number)} ${escapeHtml(caption)}</figcaption></figure>`
}

function drawCell({ text, family, best }: ReportCell, numeric: boolean): string {
  const classes = [numeric ? 'number' : '', best ? 'best' : ''].filter(Boolean).join(' ')
  return `<td${classes ? ` class="${classes}"` : ''}>${family ? `${mark(family)} ` : ''}${escapeHtml(text)}</td>`
}
