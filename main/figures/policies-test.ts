import type { AbTestResult } from '../contract/api/runs.ts'
import type { Figure } from './figure.ts'
import { english, type Translate } from './words.ts'

/** The statistic of a running A/B test at each look, between the bounds at which it may stop. */
export function looksFigure({ a, b, looks }: AbTestResult, t: Translate = english): Figure {
  const visitors = looks.map((look) => look.visitors)
  const bounds = looks.map(({ bound }) => bound)
  const line = { kind: 'line', look: { colour: 'mark', dash: 'long' }, x: visitors } as const
  return {
    id: 'ab-looks',
    title: t('{count} looks at the test of {b} against {a}, with the bounds at which it stops', {
      count: String(looks.length),
      a,
      b,
    }),
    x: { title: t('Visitors so far'), scale: 'linear', format: 'count', fromZero: true },
    y: { title: t('z of the difference, {b} minus {a}', { a, b }), scale: 'linear', format: 'number' },
    marks: [
      { kind: 'rule', axis: 'y', at: 0 },
      { ...line, name: t('upper bound'), label: t('{name} is better', { name: b }), y: bounds },
      {
        ...line,
        name: t('lower bound'),
        label: t('{name} is better', { name: a }),
        y: bounds.map((bound) => -bound),
      },
      {
        kind: 'line',
        name: t('z'),
        look: { colour: 'text', strong: true },
        x: visitors,
        y: looks.map(({ statistic }) => statistic),
      },
      {
        kind: 'points',
        points: looks.map(({ statistic }, at) => ({
          x: visitors[at]!,
          y: statistic,
          name: t('look {look}', { look: String(at + 1) }),
          look: { colour: 'text', marker: 'circle' },
        })),
      },
    ],
    table: {
      columns: [t('Visitors so far'), t('z'), t('bound')],
      rows: looks.map(({ visitors: seen, statistic, bound }) => [seen, statistic, bound]),
    },
  }
}
