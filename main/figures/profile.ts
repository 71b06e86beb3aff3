import type { Bin, Profile } from '../contract/api/data.ts'
import type { Figure } from './figure.ts'
import { formatCount, formatPercent } from './format.ts'
import { english, type Translate } from './words.ts'

/** Events of each item by its rank, both axes logarithmic: how concentrated the log is. */
export function longTailFigure(profile: Profile, t: Translate = english): Figure {
  const { longTail, head } = profile
  return {
    id: 'long-tail',
    title: t('Events per item by rank: {items} items hold {share} of the events', {
      items: formatCount(head.items),
      share: formatPercent(head.share),
    }),
    x: { title: t('Item rank (log)'), scale: 'log', format: 'number' },
    y: { title: t('Events per item (log)'), scale: 'log', format: 'number' },
    marks: [
      {
        kind: 'line',
        name: t('Events'),
        look: { colour: 'mark' },
        x: longTail.map(({ rank }) => rank),
        y: longTail.map(({ count }) => count),
      },
      {
        kind: 'rule',
        axis: 'x',
        at: Math.max(1, head.items),
        label: t('{share} of events', { share: formatPercent(head.share) }),
      },
    ],
    table: { columns: [t('Item rank'), t('Events')], rows: longTail.map(({ rank, count }) => [rank, count]) },
  }
}

/** How many users (or items) have how many events. */
export function activityFigure(bins: readonly Bin[], of: 'users' | 'items', t: Translate = english): Figure {
  const users = of === 'users'
  const log = bins.length > 2 && bins[0]!.from > 0 && bins.at(-1)!.to / bins[0]!.from > 50
  return {
    id: `activity-${of}`,
    title: users ? t('Users by number of events') : t('Items by number of events'),
    x: {
      title: `${users ? t('Events per user') : t('Events per item')}${log ? ` ${t('(log)')}` : ''}`,
      scale: log ? 'log' : 'linear',
      format: log ? 'number' : 'count',
    },
    y: { title: users ? t('Users') : t('Items'), scale: 'linear', format: 'count', fromZero: true },
    marks: [{ kind: 'histogram', bins: bins.map((bin) => ({ ...bin, colour: 'mark' })) }],
    table: {
      columns: [t('From'), t('To'), users ? t('Users') : t('Items')],
      rows: bins.map(({ from, to, count }) => [from, to, count]),
    },
  }
}

/** Events per hour, day, week or month. */
export function overTimeFigure(profile: Profile, t: Translate = english): Figure {
  const times = profile.overTime.map(({ start }) => Date.parse(start))
  const titles = {
    hour: t('Events per hour'),
    day: t('Events per day'),
    week: t('Events per week'),
    month: t('Events per month'),
  }
  const title = titles[profile.timeUnit ?? 'day']
  return {
    id: 'over-time',
    title,
    x: { title: t('Time (UTC)'), scale: 'linear', format: 'time' },
    y: { title, scale: 'linear', format: 'count', fromZero: true },
    marks: [
      {
        kind: 'line',
        name: t('Events'),
        look: { colour: 'mark' },
        x: times,
        y: profile.overTime.map(({ count }) => count),
      },
    ],
    table: {
      columns: [t('Time (UTC)'), t('Events')],
      rows: profile.overTime.map(({ start, count }) => [start, count]),
    },
  }
}
