import { families } from '../contract/api/models.ts'
import { themes, type Theme } from '../figures/theme.ts'

function variables({ colour, background, grid, axis, label, tick, warning }: Theme): string {
  const list = [
    ...families.map((family) => `--f-${family}:${colour[family]}`),
    `--c-mark:${colour.mark}`,
    `--c-mark-soft:${colour.markSoft}`,
    `--c-text:${colour.text}`,
    `--c-text-2:${label}`,
    `--c-text-3:${tick}`,
    `--c-error:${colour.error}`,
    `--c-bg:${background}`,
    `--c-grid:${grid}`,
    `--c-axis:${axis}`,
    `--c-warn-soft:${warning}`,
  ]
  return list.join(';')
}

/** The report's styles: the tokens of both themes, a page of 720 px, and print. */
export const styleSheet = `
:root{color-scheme:light;${variables(themes.light)}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${variables(themes.dark)}}}
@media print{:root{color-scheme:light;${variables(themes.light)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--c-bg);color:var(--c-text);font:14px/1.55 Inter,'Segoe UI','Noto Sans','PingFang SC','Microsoft YaHei UI','Noto Sans CJK SC',system-ui,sans-serif;font-variant-numeric:tabular-nums lining-nums}
main{max-width:784px;margin:0 auto;padding:40px 32px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:17px;margin:36px 0 8px}
.subtitle,figcaption,nav,.key{color:var(--c-text-3);font-size:12px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 14px;list-style:none;padding:0;margin:12px 0 0}
a{color:inherit}
p{margin:8px 0}
figure{margin:16px 0;break-inside:avoid}
figcaption{margin-top:6px}
figure>svg{max-width:100%;height:auto}
.key{margin:4px 0 0}
.mark{display:inline-block;vertical-align:-1px}
.warning{background:var(--c-warn-soft);padding:8px 12px;border-radius:4px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:12px;line-height:1.4}
th,td{padding:5px 8px;border-bottom:1px solid var(--c-grid);text-align:left;white-space:nowrap}
th{color:var(--c-text-2);font-weight:500;border-bottom-color:var(--c-axis)}
td:not(.number){white-space:normal;min-width:96px}
.number{text-align:right}
.best{font-weight:600}
.facts{display:grid;gap:3px;margin:8px 0}
.facts div{display:grid;grid-template-columns:minmax(160px,38%) 1fr;gap:12px;border-bottom:1px solid var(--c-grid);padding:3px 0}
dt{color:var(--c-text-3)}
dd{margin:0;overflow-wrap:anywhere}
.definitions dt{color:var(--c-text);font-weight:600;margin-top:10px}
pre{background:var(--c-grid);padding:10px 12px;border-radius:4px;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0}
code{font:12px/1.5 'JetBrains Mono',ui-monospace,Consolas,'DejaVu Sans Mono',monospace}
.checks{list-style:none;padding:0}
.checks .failed{font-weight:600}
@page{size:A4;margin:16mm}
@media print{main{max-width:none;padding:0}nav{display:none}.scroll{overflow:visible}table{font-size:9.5px}th,td{padding:3px 4px}h2{break-after:avoid}tr{break-inside:avoid}}
`.trim()
