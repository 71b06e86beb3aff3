import { formatCount, formatNumber, formatPercent, formatTime } from '../../figures/format.ts'
import { activityFigure, longTailFigure, overTimeFigure } from '../../figures/profile.ts'
import { cell, column, type Block } from '../document.ts'
import type { Context } from '../input.ts'

/** The data card: where the log is from, how large it is, what was done to it, and how concentrated it is. */
export function dataSection({ results, dataset, profile, detail, t }: Context): Block[] {
  const { data } = results
  const facts: (readonly [string, string])[] = [
    [t('Data set'), dataset?.title ?? data.name],
    ...(dataset
      ? ([
          [t('Source'), fileName(dataset.source)],
          [t('Licence'), dataset.licence ?? '–'],
        ] as const)
      : []),
    [t('Users × items'), `${formatCount(data.users)} × ${formatCount(data.items)}`],
    [t('Interactions'), formatCount(data.interactions)],
    [t('Density'), formatPercent(dataset?.density ?? data.interactions / Math.max(1, data.users * data.items), 2)],
    ...(dataset?.from
      ? ([[t('Period (UTC)'), `${formatTime(dataset.from)} – ${formatTime(dataset.to)}`]] as const)
      : []),
    ...(profile
      ? ([
          [t('Median events per user'), formatNumber(profile.medianUserActivity, 0)],
          [t('Gini of item popularity'), formatNumber(profile.gini, 3)],
          [t('Duplicate pairs'), formatCount(profile.duplicates)],
        ] as const)
      : []),
    [t('Content hash'), data.hash],
  ]
  const blocks: Block[] = [{ kind: 'facts', entries: facts }]
  const steps = dataset?.recipe ?? []
  if (steps.length)
    blocks.push({
      kind: 'table',
      id: 'recipe',
      caption: t('Preparation, step by step'),
      columns: [column(t('Step'), false), column(t('Rows before')), column(t('Rows after'))],
      rows: steps.map(({ step, rowsBefore, rowsAfter }) => [
        cell(describeStep(step)),
        cell(formatCount(rowsBefore), rowsBefore),
        cell(formatCount(rowsAfter), rowsAfter),
      ]),
    })
  else if (detail.experiment.prepare.length)
    blocks.push({
      kind: 'paragraph',
      text: t('Preparation: {steps}.', { steps: detail.experiment.prepare.map(describeStep).join(', ') }),
    })
  if (!profile) return blocks
  if (profile.longTail.length)
    blocks.push({ kind: 'figure', figure: longTailFigure(profile, t), caption: t('Popularity of items.'), height: 220 })
  if (profile.userActivity.length)
    blocks.push({
      kind: 'figure',
      figure: activityFigure(profile.userActivity, 'users', t),
      caption: t('Activity of users.'),
      height: 200,
    })
  if (profile.overTime.length > 1)
    blocks.push({ kind: 'figure', figure: overTimeFigure(profile, t), caption: t('Events over time.'), height: 200 })
  return blocks
}

/** Without its folders: they tell about a machine, not about the data. */
const fileName = (source: string) => source.split(/[\\/]/).at(-1) ?? source

function describeStep(step: { readonly step: string }): string {
  const { step: name, ...settings } = step as Readonly<Record<string, unknown>> & { readonly step: string }
  const list = Object.entries(settings).filter(([key]) => key !== 'key')
  return list.length ? `${name} (${list.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ')})` : name
}
