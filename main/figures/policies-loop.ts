import type { LoopResult, PolicyResult } from '../contract/api/runs.ts'
import { dashWithin } from './curves.ts'
import type { Axis, Figure, Look } from './figure.ts'
import { english, type Translate } from './words.ts'

export const loopMeasures = ['reward', 'gini', 'coverage', 'similarity'] as const
export type LoopMeasure = (typeof loopMeasures)[number]

type Looped = PolicyResult & { readonly loop: LoopResult }
export const looped = (policies: readonly PolicyResult[]) =>
  policies.filter((policy): policy is Looped => policy.loop !== undefined)

/** How the models of a feedback loop are drawn, the same in each of its charts. */
export const loopKey = (policies: readonly PolicyResult[]): { readonly text: string; readonly look: Look }[] =>
  looped(policies).map((policy, _, all) => ({
    text: policy.label,
    look: { colour: policy.family, dash: dashWithin(all, policy) },
  }))

/** One measure of a feedback loop, round by round, a line per model; round 0 is before any retraining. */
export function loopFigure(policies: readonly PolicyResult[], measure: LoopMeasure, t: Translate = english): Figure {
  const drawn = looped(policies)
  const looks = loopKey(policies)
  const axis = axisOf(measure, t)
  return {
    id: `loop-${measure}`,
    title: t('Feedback loop: {measure} of {count} models over {rounds} rounds', {
      measure: axis.title,
      count: String(drawn.length),
      rounds: String(drawn[0]?.loop.rounds.at(-1) ?? 0),
    }),
    x: { title: t('Rounds of retraining'), scale: 'linear', format: 'count', fromZero: true },
    y: axis,
    marks: drawn.map(({ label, loop }, at) => ({
      kind: 'line',
      name: label,
      look: looks[at]!.look,
      x: loop.rounds,
      y: loop[measure],
    })),
    table: {
      columns: [t('Model'), t('Round'), axis.title],
      rows: drawn.flatMap(({ label, loop }) =>
        loop.rounds.map((round, at) => [label, round, loop[measure][at] ?? null]),
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
