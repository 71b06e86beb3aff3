import type { LoopCurves, LoopResult, PolicyResult } from '../contract/api/runs.ts'
import { dashWithin } from './curves.ts'
import type { Axis, Figure, Look } from './figure.ts'
import { english, type Translate } from './words.ts'

export const loopMeasures = ['reward', 'gini', 'coverage', 'similarity'] as const
export type LoopMeasure = (typeof loopMeasures)[number]

type Looped = PolicyResult & { readonly loop: LoopResult }
export const looped = (policies: readonly PolicyResult[]) =>
  policies.filter((policy): policy is Looped => policy.loop !== undefined)

interface Series {
  readonly text: string
  readonly look: Look
  readonly rounds: readonly number[]
  readonly curves: LoopCurves
}

/** How the models of a feedback loop are drawn, the same in each of its charts, and the same visitors shown items by chance. */
export function loopSeries(policies: readonly PolicyResult[], t: Translate = english): Series[] {
  const drawn = looped(policies)
  const byChance = drawn.find(({ loop }) => loop.chance !== undefined)?.loop
  return [
    ...drawn.map((policy) => ({
      text: policy.label,
      look: { colour: policy.family, dash: dashWithin(drawn, policy) },
      rounds: policy.loop.rounds,
      curves: policy.loop,
    })),
    ...(byChance?.chance
      ? [
          {
            text: t('shown by chance'),
            look: { colour: 'mark', dash: 'dotted' } as const,
            rounds: byChance.rounds,
            curves: byChance.chance,
          },
        ]
      : []),
  ]
}

/** One measure of a feedback loop, round by round, a line per model; round 0 is before any retraining. */
export function loopFigure(policies: readonly PolicyResult[], measure: LoopMeasure, t: Translate = english): Figure {
  const series = loopSeries(policies, t)
  const axis = axisOf(measure, t)
  return {
    id: `loop-${measure}`,
    title: t('Feedback loop: {measure} of {count} models over {rounds} rounds', {
      measure: axis.title,
      count: String(looped(policies).length),
      rounds: String(series[0]?.rounds.at(-1) ?? 0),
    }),
    x: { title: t('Rounds of retraining'), scale: 'linear', format: 'count', fromZero: true },
    y: axis,
    marks: series.map(({ text, look, rounds, curves }) => ({
      kind: 'line',
      name: text,
      look,
      x: rounds,
      y: curves[measure],
    })),
    table: {
      columns: [t('Model'), t('Round'), axis.title],
      rows: series.flatMap(({ text, rounds, curves }) =>
        rounds.map((round, at) => [text, round, curves[measure][at] ?? null] as const),
      ),
    },
  }
}

function axisOf(measure: LoopMeasure, t: Translate): Axis {
  switch (measure) {
    case 'reward':
      return { title: t('Mean reward of what was shown'), scale: 'linear', format: 'number' }
    case 'gini':
      return { title: t('Gini index of what was shown'), scale: 'linear', format: 'number' }
    case 'coverage':
      return { title: t('Catalogue shown to anyone (%)'), scale: 'linear', format: 'percent' }
    case 'similarity':
      return { title: t('Items that two lists share (%)'), scale: 'linear', format: 'percent' }
    default:
      return measure satisfies never
  }
}
