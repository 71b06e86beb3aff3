import type { ReadonlySignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { Button } from '../components/button.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { t } from '../i18n/t.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import type { Opening } from './navigate.ts'
import { screens, type ScreenProps, type ScreenTab } from './screens.ts'

interface ScreenHostProps {
  readonly opening: ReadonlySignal<Opening | undefined>
  readonly tab: ScreenTab
}

/** Loads a screen's code when it is first shown, and keeps its failures inside its tab. */
export function ScreenHost({ opening, tab }: ScreenHostProps) {
  const [loaded, setLoaded] = useState<{ Screen: ComponentType<ScreenProps> }>()
  const [error, setError] = useState<ErrorReport>()
  const id = opening.value?.screen
  useEffect(() => {
    const entry = screens.find((screen) => screen.id === id)
    entry?.load().then(
      ({ Screen }) => setLoaded({ Screen }),
      (reason: unknown) => setError(toErrorReport(reason)),
    )
  }, [id])
  if (error)
    return (
      <ErrorNotice
        error={error}
        actions={
          <Button variant="primary" onClick={() => location.reload()}>
            {t('Load the page again')}
          </Button>
        }
      />
    )
  if (!loaded || !opening.value) return <Skeleton />
  return (
    <ErrorBoundary>
      <loaded.Screen parameters={opening.value.parameters} tab={tab} />
    </ErrorBoundary>
  )
}
