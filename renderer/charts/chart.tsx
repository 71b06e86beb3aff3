import { ChartNoAxesColumn, ClipboardCopy, Image as ImageIcon, Table2 } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { saveFigurePicture } from './save-picture.ts'
import type { Figure } from '../../main/figures/figure.ts'
import { toPlotly } from '../../main/figures/plotly.ts'
import { toSvg } from '../../main/figures/svg.ts'
import { themes } from '../../main/figures/theme.ts'
import { IconButton } from '../components/button.tsx'
import { t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'
import './charts.css'
import { chartTheme } from './chart-theme.ts'
import { FigureKey } from './figure-key.tsx'
import { FigureTable } from './figure-table.tsx'
import { toText } from './figure-image.ts'
import { loadPlotly } from './load-plotly.ts'
import { usePace } from './use-pace.ts'
import { useSize } from './use-size.ts'

interface ChartProps {
  readonly figure: Figure
  /** Fixed height; default: fills its panel. */
  readonly height?: number
  /** Shown instead when there is nothing to draw yet. */
  readonly empty?: ComponentChildren
  /** Plotly's hover and zoom; without it the picture is drawn once, as in the report. */
  readonly still?: boolean
}

const config = { displayModeBar: false, responsive: false, doubleClick: 'reset', scrollZoom: false }
/** Live charts are redrawn at most four times a second. */
const pause = 250

/**
 * A chart: the report's picture at once, Plotly with hover and zoom as soon as it is loaded, and the same numbers as a table. With the focus on it, the
 * arrow keys walk through the numbers.
 */
export function Chart({ figure: latest, height, empty, still }: ChartProps) {
  const figure = usePace(latest, pause)
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [asTable, setAsTable] = useState(false)
  const [place, setPlace] = useState(-1)
  const size = useSize(frame)
  const theme = themes[chartTheme.value]
  const isEmpty = figure.table.rows.length === 0
  const visible = size.width > 40 && size.height > 40 && !isEmpty && !asTable
  const svg = useMemo(
    () => (visible ? toSvg(figure, { ...size, theme }) : ''),
    [figure, size.width, size.height, theme, visible],
  )

  useEffect(() => {
    if (!visible || still) return
    let current = true
    const { data, layout } = toPlotly(figure, { ...size, theme })
    loadPlotly()
      .then(async (plotly) => {
        if (!current || !canvas.current) return
        await plotly.react(canvas.current, data, layout, config)
        if (current) setDrawn(true)
      })
      .catch(report)
    return () => {
      current = false
    }
  }, [figure, size.width, size.height, theme, visible, still])
  useEffect(() => {
    if (visible) return
    setDrawn(false)
  }, [visible])
  useEffect(() => {
    const element = canvas.current
    return () => {
      if (element?.classList.contains('js-plotly-plot')) void loadPlotly().then((plotly) => plotly.purge(element))
    }
  }, [])

  function walk(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') setPlace(-1)
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const count = figure.table.rows.length
    setPlace((old) => (old + step + count) % count)
  }
  const row = figure.table.rows[place]
  return (
    <div class="chart" role="group" aria-label={figure.title}>
      <div
        ref={frame}
        class="chart-frame"
        style={height === undefined ? undefined : { height: `${height}px`, flex: 'none' }}
      >
        {isEmpty && <div class="chart-empty quiet">{empty ?? t('Nothing to draw yet.')}</div>}
        {asTable && <FigureTable table={figure.table} label={figure.title} />}
        {!asTable && !isEmpty && (
          <div
            class="chart-picture"
            role="img"
            aria-label={figure.title}
            tabIndex={0}
            onKeyDown={walk}
            onBlur={() => setPlace(-1)}
          >
            <div ref={canvas} class="chart-canvas" aria-hidden="true" />
            {!drawn && <div class="chart-still" aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />}
          </div>
        )}
        {row && (
          <div class="chart-readout" role="status">
            {figure.table.columns.map((column, at) => `${column} ${show(row[at] ?? null)}`).join(' · ')}
          </div>
        )}
        {!isEmpty && (
          <div class="chart-actions">
            <IconButton
              icon={asTable ? ChartNoAxesColumn : Table2}
              label={asTable ? t('Show as chart') : t('Show as table')}
              pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            />
            <IconButton
              icon={ImageIcon}
              label={t('Copy as image')}
              onClick={() => void saveFigurePicture(figure, theme, size).catch(report)}
            />
            <IconButton
              icon={ClipboardCopy}
              label={t('Copy data')}
              onClick={() => void navigator.clipboard.writeText(toText(figure)).catch(report)}
            />
          </div>
        )}
      </div>
      {figure.key && !asTable && !isEmpty && <FigureKey entries={figure.key} />}
    </div>
  )
}

const show = (cell: string | number | null) =>
  cell === null ? '–' : typeof cell === 'number' ? String(Number(cell.toPrecision(4))) : cell
