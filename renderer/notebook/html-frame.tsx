import { useMemo } from 'preact/hooks'
import { chartTheme } from '../charts/chart-theme.ts'
import { t } from '../i18n/t.ts'

const rowHeight = 23
const tallest = 520

/** HTML that a cell made, in a frame of an opaque origin: no scripts, no network, none of the window's own things. */
export function HtmlFrame({ html, text }: { readonly html: string; readonly text: string }) {
  const theme = chartTheme.value
  const page = useMemo(() => wrap(html), [html, theme])
  const rows = (html.match(/<(tr|p|br|li|h\d|pre)\b/gi) ?? []).length
  return (
    <iframe
      class="cell-html"
      title={text.slice(0, 200) || t('Output of the cell')}
      sandbox=""
      srcdoc={page}
      style={{ height: `${Math.min(tallest, Math.max(2, rows) * rowHeight + 12)}px` }}
    />
  )
}

function wrap(html: string): string {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>
body { margin: 4px 0; font: 12px/16px ${token('--font-ui')}; color: ${token('--c-text')}; background: ${token('--c-bg')}; }
table { border-collapse: collapse; border: 1px solid ${token('--c-line')}; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 10px; border-bottom: 1px solid ${token('--c-line')}; text-align: left; white-space: nowrap; }
th { color: ${token('--c-text-2')}; font-weight: 500; background: ${token('--c-bg-side')}; }
.number { text-align: right; } p { color: ${token('--c-text-3')}; margin: 4px 0; }
</style>${html}`
}
