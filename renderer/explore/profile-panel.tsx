import { useMemo } from 'preact/hooks'
import type { Profile } from '../../main/contract/api/data.ts'
import { activityFigure, longTailFigure, overTimeFigure } from '../../main/figures/profile.ts'
import { Chart } from '../charts/chart.tsx'
import type { Loaded } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Panel } from '../components/layout.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { formatCount, formatPercent } from '../i18n/format.ts'
import { language, t, tn } from '../i18n/t.ts'

/** How concentrated the log is, how active its users are, and how both change over time. */
export function ProfilePanel({ profile }: { readonly profile: Loaded<Profile> }) {
  const { value } = profile
  const figures = useMemo(
    () =>
      value && {
        longTail: longTailFigure(value, t),
        activity: activityFigure(value.userActivity, 'users', t),
        overTime: value.overTime.length > 1 ? overTimeFigure(value, t) : undefined,
      },
    [value, language.value],
  )
  if (profile.error && !value)
    return <ErrorNotice error={profile.error} actions={<Button onClick={profile.reload}>{t('Ask again')}</Button>} />
  if (!value || !figures) return <Skeleton rows={12} />
  return (
    <div class={`profile${profile.loading ? ' dimmed' : ''}`}>
      <Panel
        grow
        title={t('Long tail')}
        sub={t('head {head} items, torso {torso}, tail {tail} ({share} of events)', {
          head: value.head.items,
          torso: value.torso.items,
          tail: value.tail.items,
          share: formatPercent(value.tail.share, 0),
        })}
      >
        <Chart figure={figures.longTail} still />
      </Panel>
      <Panel
        grow
        title={t('Activity')}
        sub={tn(
          value.medianUserActivity,
          '{users} users, median {median} event',
          '{users} users, median {median} events',
          { users: value.users, median: formatCount(value.medianUserActivity) },
        )}
      >
        <Chart figure={figures.activity} still />
      </Panel>
      {figures.overTime && (
        <Panel
          grow
          title={t('Over time')}
          sub={value.sessions ? t('{count} sessions', { count: value.sessions.count }) : undefined}
        >
          <Chart figure={figures.overTime} still />
        </Panel>
      )}
    </div>
  )
}
