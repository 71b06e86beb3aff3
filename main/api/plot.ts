import type { MimeBundle } from '../contract/api/notebook.ts'
import type { PolicyResult } from '../contract/api/runs.ts'
import { RecbenchError } from '../contract/errors.ts'
import { criticalDifferenceFigure } from '../figures/critical-difference.ts'
import { tradeOffFigure } from '../figures/trade-off.ts'
import { leaderboardFigure } from '../figures/leaderboard.ts'
import { loopFigure, type LoopMeasure } from '../figures/policies-loop.ts'
import { regretFigure, rewardFigure, sharesFigure } from '../figures/policies-simulation.ts'
import { longTailFigure } from '../figures/profile.ts'
import type { Figure } from '../figures/figure.ts'
import { toPlotly } from '../figures/plotly.ts'
import { Comparison } from './cross-validate.ts'
import type { Log } from './log.ts'
import { currentRuntime } from './runtime.ts'
import type { Simulation } from './simulate.ts'

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
  /** Cumulative regret of simulated policies with bands. */
  regret: ({ policies }: Simulated) => new Chart(regretFigure(policies)),
  /** Mean reward of simulated policies with bands. */
  reward: ({ policies }: Simulated) => new Chart(rewardFigure(policies)),
  /** Which arms a policy showed as it went on; the first policy unless named. */
  shares: ({ policies }: Simulated, policy?: string) => new Chart(sharesFigure(findPolicy(policies, policy))),
  /** What was shown in the rounds of a feedback loop. */
  loop: ({ policies }: Simulated, measure: LoopMeasure = 'gini') =>
    new Chart(loopFigure(policies as readonly PolicyResult[], measure)),
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

type Simulated = Pick<Comparison | Simulation, 'policies'>

function findPolicy(policies: Simulated['policies'], label: string | undefined): Simulated['policies'][number] {
  const found = label === undefined ? policies[0] : policies.find((policy) => policy.label === label)
  if (found) return found
  throw new RecbenchError('not-found', `No policy called "${label ?? ''}" was simulated.`, {
    remedy: `There are: ${policies.map((policy) => policy.label).join(', ')}.`,
  })
}

const firstMetric = ({ models }: Comparison): string => Object.keys(models[0]?.metrics ?? {})[0] ?? ''
