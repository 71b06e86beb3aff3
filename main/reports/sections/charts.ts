import type { RunEvent } from '../../contract/events.ts'
import { metricsOf, rankModels } from '../../figures/comparison.ts'
import { validationFigure, type Curve } from '../../figures/curves.ts'
import { criticalDifferenceFigure } from '../../figures/critical-difference.ts'
import { metricTitle, relateP } from '../../figures/format.ts'
import { leaderboardFigure } from '../../figures/leaderboard.ts'
import { pairedDifferencesFigure, segmentFigure } from '../../figures/pairs.ts'
import { secondsAxis, tradeOffFigure } from '../../figures/trade-off.ts'
import type { Block } from '../document.ts'
import type { Context } from '../input.ts'

/** The figures of the screen, drawn once. */
export function chartsSection({ results, metric, pairs, ranks, events = [], detail, t }: Context): Block[] {
  const ranked = rankModels(results, metric).filter(({ rank }) => rank !== null)
  if (!ranked.length) return []
  const name = metricTitle(metric)
  const second = metricsOf(results).find((other) => other.startsWith('coverage')) ?? secondsAxis
  const blocks: Block[] = [
    {
      kind: 'figure',
      figure: leaderboardFigure(results, metric, t),
      caption: t('{metric}, mean over {count} users with 95 % intervals.', {
        metric: name,
        count: String(results.protocol.usersEvaluated),
      }),
      height: 54 + 26 * Math.min(30, ranked.length),
    },
    {
      kind: 'figure',
      figure: tradeOffFigure(results, { x: second, y: metric }, t),
      caption: t('What accuracy costs. The dashed line joins the models that none beats on both axes.'),
      height: 340,
    },
  ]
  const [best, next] = ranked.map(({ model }) => model)
  if (pairs && best && next) {
    const shown = ranked.slice(0, 4).map(({ model }) => model)
    blocks.push({
      kind: 'figure',
      figure: segmentFigure(pairs, shown, t),
      caption: t('By user activity: a third of the users each.'),
      height: 230,
    })
    blocks.push({
      kind: 'figure',
      figure: pairedDifferencesFigure(pairs, best, next, t),
      caption: t('{b} against {a}, user by user.', { a: best.label, b: next.label }),
      height: 230,
    })
  }
  if (ranks)
    blocks.push({
      kind: 'figure',
      figure: criticalDifferenceFigure(ranks, t),
      caption: t(
        'Average ranks over {count} folds with Nemenyi’s critical difference; bars join models that it does not tell apart. Friedman p {p}.',
        { count: String(ranks.blocks.length), p: relateP(ranks.friedman.p, '=') },
      ),
      height: 90 + 34 * (ranks.models.length + 1),
    })
  const curves = lastCurves(events, detail.lanes)
  if (curves.some(({ score }) => score.some((value) => value !== null)))
    blocks.push({
      kind: 'figure',
      figure: validationFigure(curves, detail.experiment.tuning?.metric ?? null, t),
      caption: t('Validation after each epoch, last fold of each model.'),
      height: 260,
    })
  return blocks
}

function lastCurves(events: readonly RunEvent[], lanes: Context['detail']['lanes']): Curve[] {
  return lanes.flatMap(({ model, label, family }) => {
    const losses = events.filter((event) => event.type === 'loss' && event.model === model)
    const all = losses.flatMap((event) => (event.type === 'loss' ? [event] : []))
    const fold = Math.max(-1, ...all.map((event) => event.fold))
    const points = all.filter((event) => event.fold === fold)
    return points.length
      ? [
          {
            label,
            family,
            fold,
            epochs: points.map(({ epoch }) => epoch),
            training: points.map(({ training }) => training),
            validation: points.map(({ validation }) => validation),
            score: points.map(({ score }) => score),
          },
        ]
      : []
  })
}
