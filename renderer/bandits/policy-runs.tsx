import { Plus } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { openScreen } from '../app/navigate.ts'
import type { ScreenTab } from '../app/screens.ts'
import { call, useAnswer, watch } from '../client/client.ts'
import { SetUp } from '../compare/set-up.tsx'
import { Button } from '../components/button.tsx'
import { ScreenHeader } from '../components/layout.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { language, t, tn } from '../i18n/t.ts'
import { RunTable } from '../runs/run-table.tsx'
import { policySetUp } from './policy-set-up.tsx'

const none: readonly string[] = []
const select = (run: string) => openScreen('bandits', { run })

/** The runs that valued policies, newest first; the set-up where there is none. */
export function PolicyRuns({ tab }: { readonly tab: ScreenTab }) {
  const answer = useAnswer('policy runs', (signal) => call('runs/list', {}, signal))
  const { reload } = answer
  useEffect(() => tab.setTitle(t('Bandits')), [language.value])
  useEffect(() => watch('changed', ({ what }) => what === 'runs' && reload()), [])
  if (answer.error && !answer.value) return <ErrorNotice error={answer.error} />
  if (!answer.value) return <Skeleton rows={10} />
  const runs = answer.value.filter(({ policies }) => policies === true)
  if (!runs.length) return <SetUp given={undefined} tab={tab} kind={policySetUp} />
  return (
    <div class="screen">
      <ScreenHeader
        title={t('Policies valued')}
        actions={
          <Button variant="primary" icon={Plus} onClick={() => openScreen('bandits', { setup: 'new' })}>
            {t('Value policies')}
          </Button>
        }
      >
        {tn(runs.length, '1 run', '{count} runs')}
      </ScreenHeader>
      <RunTable runs={runs} selected={none} onSelect={select} ticks={false} />
    </div>
  )
}
