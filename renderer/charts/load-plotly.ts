const fetchPlotly = () => import('plotly.js/dist/plotly-cartesian.min.js')

let loading: ReturnType<typeof load> | undefined

const load = async () => (await fetchPlotly()).default

/** Plotly, fetched from our own origin when the first chart is shown; one and a half megabytes that most screens do without. */
export function loadPlotly(): ReturnType<typeof load> {
  loading ??= load()
  return loading
}
