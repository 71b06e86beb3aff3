import type { ReportCheck, ReportSection } from '../contract/api/reports.ts'
import { formatPercent, formatTime } from '../figures/format.ts'
import { notableLeak } from '../figures/leak.ts'
import { ranksModels, type Context } from './input.ts'

/** What a careful reader would ask first. A failed check does not stop the report; it is printed in it. */
export function checkReport(context: Context, sections: readonly ReportSection[]): ReportCheck[] {
  const { results, t } = context
  const { models, leak, protocol, tests } = results
  const future = Math.max(leak.futureOfSameUser ?? 0, leak.futureOfOthers ?? 0)
  const has = (id: string) => models.some((model) => model.id === id)
  const unsure = models.flatMap((model) =>
    Object.values(model.metrics).filter(({ mean, low, high }) => mean !== null && (low === null || high === null)),
  ).length
  const open = models.filter(({ state }) => state !== 'done').length
  const check = (passed: boolean, yes: string, no: string): ReportCheck => ({ passed, sentence: passed ? yes : no })
  const finished = check(
    open === 0,
    t('Every model is finished'),
    open === 1 ? t('1 model is not finished') : t('{count} models are not finished', { count: String(open) }),
  )
  const always = [check(true, t('No user or item ids'), ''), check(true, t('No scripts, no links to other hosts'), '')]
  if (!ranksModels(context)) return [finished, ...always]
  return [
    check(
      has('popularity') && has('random'),
      t('Popularity and random are included'),
      t('Popularity or random is missing: the floor to compare with is incomplete'),
    ),
    check(
      unsure === 0,
      t('Every value has an interval'),
      t('{count} values have no interval', { count: String(unsure) }),
    ),
    check(
      tests.length > 0 || models.length < 2,
      t('Differences are tested and corrected'),
      t('Differences are not tested'),
    ),
    finished,
    check(
      protocol.testReadAt !== null,
      t('Test part read once, {time}', { time: formatTime(protocol.testReadAt) }),
      t('When the test part was read is not known'),
    ),
    check(
      future < notableLeak,
      leak.futureOfOthers === null
        ? t('No times: leaks cannot occur by order')
        : t('No test event is older than a training event'),
      t('Split lets models see the future: {share} of the test events', { share: formatPercent(future) }),
    ),
    check(sections.includes('definitions'), t('Metric definitions attached'), t('Metric definitions are left out')),
    ...always,
  ]
}
