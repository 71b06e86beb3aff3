import type { MimeBundle } from '../contract/api/notebook.ts'
import { criticalDifferenceFigure } from '../figures/critical-difference.ts'
import { tradeOffFigure } from '../figures/trade-off.ts'
import { leaderboardFigure } from '../figures/leaderboard.ts'
import { regretFigure } from '../figures/policies.ts'
import { longTailFigure } from '../figures/profile.ts'
import type { Figure } from '../figures/figure.ts'
import { toPlotly } from '../figures/plotly.ts'
import { Comparison } from './cross-validate.ts'
import type { Log } from './log.ts'
import { currentRuntime } from './runtime.ts'

/** A chart that any notebook can draw (Plotly JSON) and that Recbench draws in its own theme. */
export class Chart {
  readonly figure: Figure

  constructor(figure: Figure) {
    this.figure = figure
  }

  /** `data` and `layout` for Plotly. */
  toPlotly() {
    return toPlotly(this.figure)
  }

  toMimeBundle(): MimeBundle {
    const { columns, rows } = this.figure.table
    return {
      'application/vnd.recbench.figure+json': this.figure,
      'application/vnd.plotly.v1+json': this.toPlotly(),
      'text/plain': [
        this.figure.title,
        columns.join('\t'),
        ...rows.map((row) => row.map((cell) => cell ?? '–').join('\t')),
      ].join('\n'),
    }
  }
}

/** The charts of the window, from the same figures. */
export const plot = {
  /** One metric against another (or `seconds`), with intervals and the frontier; the first metric against seconds unless named. */
  tradeOff: (comparison: Comparison, axes: { readonly x?: string; readonly y?: string } = {}) =>
    new Chart(tradeOffFigure(comparison.results, { x: 'seconds', y: firstMetric(comparison), ...axes })),
  /** Means with intervals, best first; of the first metric unless named. */
  leaderboard: (comparison: Comparison, metric: string = firstMetric(comparison)) =>
    new Chart(leaderboardFigure(comparison.results, metric)),
  /** Cumulative regret of the policies with bands. */
  regret: (comparison: Comparison) => new Chart(regretFigure(comparison.results.policies)),
  /** Average ranks with the critical difference: over the folds of one comparison, or over several, one for each data set. */
  criticalDifference: async (comparisons: Comparison | readonly Comparison[], metric?: string) => {
    const runs = (comparisons instanceof Comparison ? [comparisons] : comparisons).map(({ run }) => run)
    const client = await currentRuntime().client()
    return new Chart(
      criticalDifferenceFigure(await client.call('runs/ranks', { runs, ...(metric !== undefined && { metric }) })),
    )
  },
  /** Events per item by popularity rank. */
  longTail: async (log: Log) => new Chart(longTailFigure(await log.profile())),
} as const

const firstMetric = ({ models }: Comparison): string => Object.keys(models[0]?.metrics ?? {})[0] ?? ''
