import { call, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { KeyValues } from '../components/layout.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { formatShort, formatTime } from '../i18n/format.ts'
import { t, tMaybe } from '../i18n/t.ts'

interface HistoryProps {
  readonly data: string
  readonly user: string
  readonly onUser: (user: string) => void
}

/** A user's attributes and events, newest first; for an unknown id the nearest ones. */
export function HistoryPanel({ data, user, onUser }: HistoryProps) {
  const answer = useAnswer(`history ${data} ${user}`, (signal) => call('data/history', { name: data, user }, signal))
  const near = useAnswer(
    `near ${data} ${user}`,
    answer.error
      ? (signal) => call('data/users', { name: data, query: user.slice(0, 3), limit: 5 }, signal)
      : undefined,
  )
  if (answer.error)
    return (
      <div class="recommend-person" role="alert">
        <p class="error">{tMaybe(answer.error.message)}</p>
        {near.value?.map((one) => (
          <Button key={one.user} variant="link" onClick={() => onUser(one.user)}>
            {one.user}
          </Button>
        ))}
      </div>
    )
  if (!answer.value) return <Skeleton rows={8} />
  const { events, attributes } = answer.value
  const values = events.flatMap(({ value }) => value ?? [])
  return (
    <>
      <KeyValues
        entries={[
          [t('Events'), String(events.length)],
          [t('Latest'), formatTime(events[0]?.time)],
          ...(values.length
            ? ([[t('Mean value'), formatShort(values.reduce((sum, value) => sum + value, 0) / values.length)]] as const)
            : []),
          ...Object.entries(attributes)
            .filter(([name]) => name !== 'events')
            .map(([name, value]) => [name, String(value ?? '–')] as const),
        ]}
      />
      <h3 class="recommend-head">
        {t('History')} <span class="quiet">{t('newest first')}</span>
      </h3>
      <ol class="recommend-history" tabIndex={0} aria-label={t('History')}>
        {events.slice(0, 300).map((event, at) => (
          <li key={at} title={event.category ?? undefined}>
            <span class="elide grow">{event.title ?? event.item}</span>
            {event.event !== null && <span class="quiet">{event.event}</span>}
            {event.value !== null && <span class="second">{formatShort(event.value)}</span>}
          </li>
        ))}
      </ol>
    </>
  )
}
