import { getClient } from '../client/resolve.ts'
import { Button } from '../components/button.tsx'
import { Banner } from '../components/notice.tsx'
import { t, tMaybe } from '../i18n/t.ts'

/** Says that the engine is being reached or restarted; what is on screen stays readable. */
export function ConnectionBar() {
  const client = getClient()
  const connection = client.connection.value
  if (connection.state !== 'lost') return null
  return (
    <Banner
      level={connection.attempt > 3 ? 'warning' : 'info'}
      actions={
        <Button variant="ghost" onClick={() => client.retry()}>
          {t('Try now')}
        </Button>
      }
    >
      {t('The engine is restarting: {reason}', { reason: tMaybe(connection.reason) })}
    </Banner>
  )
}
