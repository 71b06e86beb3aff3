import type { RankComparison } from '../contract/api/runs.ts'
import type { Figure, Mark } from './figure.ts'
import { metricTitle, relateP } from './format.ts'
import { safe } from './leaderboard.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

/**
 * Critical-difference diagram: average ranks of models over folds or data sets, best on top. The bar in the first row is the critical difference; bars below
 * join models that do not differ by as much.
 *
 * J. Demšar (2006). Statistical comparisons of classifiers over multiple data sets. JMLR 7. https://www.jmlr.org/papers/v7/demsar06a.html
 */
export function criticalDifferenceFigure(ranks: RankComparison, t: Translate = english): Figure {
  const { models, criticalDifference: difference, groups, level, metric, blocks, friedman } = ranks
  const name = metricTitle(metric)
  const longest = Math.max(models.length, 1 + difference)
  const margin = 0.04 * (longest - 1)
  return {
    id: `critical-difference-${safe(metric)}`,
    title: t(
      ranks.over === 'folds'
        ? 'Average ranks of {models} models by {metric} over {blocks} folds; critical difference {difference} at {level}, Friedman p {p}'
        : 'Average ranks of {models} models by {metric} over {blocks} data sets; critical difference {difference} at {level}, Friedman p {p}',
      {
        models: String(models.length),
        metric: name,
        blocks: String(blocks.length),
        difference: difference.toFixed(2),
        level: String(level),
        p: relateP(friedman.p, '='),
      },
    ),
    x: {
      title: t('Average rank by {metric} (1 = best)', { metric: name }),
      scale: 'linear',
      format: 'number',
      domain: [1 - margin, longest + margin],
    },
    y: {
      title: '',
      scale: 'category',
      format: 'count',
      categories: [
        { text: t('critical difference'), detail: difference.toFixed(2) },
        ...models.map(({ label, averageRank }) => ({ text: label, detail: averageRank.toFixed(2) })),
      ],
    },
    marks: [
      bar(t('critical difference'), [1, 1 + difference], 0, 'quiet'),
      ...groups.map(({ from, to }) =>
        bar(
          t('no significant difference'),
          [models[from]!.averageRank, models[to]!.averageRank],
          to + 1 + 0.36,
          'text',
        ),
      ),
      {
        kind: 'points',
        points: models.map(({ label, family, averageRank }, row) => ({
          x: averageRank,
          y: row + 1,
          name: label,
          strong: row === 0,
          look: { colour: family, marker: familyMarker[family] },
        })),
      },
    ],
    table: {
      columns: [t('Model'), t('Average rank'), ...blocks],
      rows: models.map(({ label, averageRank, ranks: each }) => [label, averageRank, ...each]),
    },
  }
}

const bar = (name: string, ends: readonly [number, number], row: number, colour: 'text' | 'quiet'): Mark => ({
  kind: 'line',
  name,
  look: { colour, strong: true },
  x: ends,
  y: [row, row],
})
