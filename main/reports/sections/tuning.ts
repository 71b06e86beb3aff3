import { describeTuning } from '../../figures/tuning.ts'
import { metricTitle } from '../../figures/format.ts'
import type { TuningPlan } from '../../contract/experiment.ts'
import { cell, column, type Block } from '../document.ts'
import type { Context } from '../input.ts'

/** How settings were chosen, in one line. */
export function describePlan(
  { search, metric, validation, folds, trials, patience }: TuningPlan,
  t: Context['t'],
): string {
  const cut =
    folds === undefined
      ? t('on {share} of the training part', { share: validation })
      : t('nested, {folds} inner folds', { folds })
  const budget = trials === undefined ? [] : [t('{trials} full trainings per model and fold', { trials })]
  const stop = patience === undefined ? [] : [t('early stopping after {patience} checks', { patience })]
  return [`${search}, ${metricTitle(metric)}`, cut, ...budget, ...stop].join(', ')
}

/** What the search of each model tried, spent and chose; nothing without tuning. */
export function tuningBlocks({ results, t }: Context): Block[] {
  const tuned = results.models.filter((model) => model.tuned.length > 0)
  if (!tuned.length) return []
  return [
    {
      kind: 'table',
      id: 'tuning',
      caption: t('What tuning tried inside the training part; the test part was read after it.'),
      columns: [column(t('Model'), false), column(t('Tuning'), false), column(t('Test part read'), false)],
      rows: tuned.map((model) => [
        { text: model.label, family: model.family },
        cell(describeTuning(model, t)),
        cell((model.testReadAt ?? []).map((at) => at.slice(11, 19)).join(', ')),
      ]),
    },
  ]
}
