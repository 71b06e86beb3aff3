declare module 'plotly.js/dist/plotly-cartesian.min.js' {
  interface PlotlyCartesian {
    react(
      element: HTMLElement,
      data: readonly object[],
      layout: Readonly<Record<string, unknown>>,
      config: Readonly<Record<string, unknown>>,
    ): Promise<unknown>
    purge(element: HTMLElement): void
  }
  const plotly: PlotlyCartesian
  export = plotly
}
