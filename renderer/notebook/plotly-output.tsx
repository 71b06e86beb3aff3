import { useEffect, useRef } from 'preact/hooks'
import type { PlotlyFigure } from '../../main/figures/plotly.ts'
import { loadPlotly } from '../charts/load-plotly.ts'
import { t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'

/** A Plotly chart that a cell made, in the width of the cell. */
export function PlotlyOutput({ figure }: { readonly figure: PlotlyFigure }) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = frame.current!
    const { width: _width, ...layout } = figure.layout
    loadPlotly()
      .then((plotly) =>
        plotly.react(
          element,
          [...figure.data],
          { height: 320, ...layout, width: element.clientWidth },
          { displayModeBar: false },
        ),
      )
      .catch(report)
    return () => void loadPlotly().then((plotly) => plotly.purge(element))
  }, [figure])
  return <div ref={frame} class="cell-chart" role="img" aria-label={t('Chart made by the cell')} />
}
