type Plotly = typeof import('plotly.js/dist/plotly-cartesian.min.js')

let loading: Promise<Plotly> | undefined

/** Plotly, fetched from our own origin when the first chart is shown; one and a half megabytes that most screens do without. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js/dist/plotly-cartesian.min.js').then((module) => module.default)
  return loading
}
