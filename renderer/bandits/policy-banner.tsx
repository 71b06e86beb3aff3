import { useState } from 'preact/hooks'
import type { RunResults } from '../../main/contract/api/runs.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { hasLens } from '../../main/contract/policy-plan.ts'
import { openScreen } from '../app/navigate.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Banner } from '../components/notice.tsx'
import { t } from '../i18n/t.ts'
import { sentencesOf, translateNote } from './notes.ts'
import { describeSupport } from './policy-support.ts'

interface BannerProps {
  readonly results: RunResults
  readonly estimator: string | undefined
  readonly data: string
  readonly experiment: Experiment
}

/** Says when the log cannot carry the question, and what would help. */
export function PolicyBanner({ results, estimator, data, experiment }: BannerProps) {
  const [open, setOpen] = useState(false)
  const { policies, policyLog: log } = results
  if (!policies.length) return null
  const help = (
    <Button variant="link" onClick={() => setOpen(true)}>
      {t('What would help')}
    </Button>
  )
  const dialog = open && <HelpDialog log={log} experiment={experiment} onClose={() => setOpen(false)} />
  if (!log && !hasLens(experiment.policies, 'off-policy')) return null
  if (!log)
    return (
      <>
        <Banner level="info" actions={help}>
          <b>{t('{data} has no propensities.', { data })}</b>{' '}
          {t('What a policy would have earned cannot be estimated from it; the simulation compares policies instead.')}
        </Banner>
        {dialog}
      </>
    )
  const estimated = log.propensities?.estimated ? (log.propensities.note ?? '') : ''
  const [first = '', ...rest] = sentencesOf([log.note, estimated].filter(Boolean).join(' '))
  const support = estimator === undefined ? [] : describeSupport(policies, estimator, log)
  if (!first && !support.length) return null
  return (
    <>
      <Banner level="warning" actions={help}>
        {first && <b>{translateNote(first)} </b>}
        {[...rest.map(translateNote), ...support].join(' ')}
      </Banner>
      {dialog}
    </>
  )
}

interface HelpProps {
  readonly log: RunResults['policyLog']
  readonly experiment: Experiment
  readonly onClose: () => void
}

function HelpDialog({ log, experiment, onClose }: HelpProps) {
  const setUp = () => {
    onClose()
    openScreen('bandits', { setup: experiment })
  }
  const needed = sentencesOf(log?.note ?? '').find((sentence) => sentence.startsWith('About '))
  return (
    <Dialog
      title={t('What would help')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Close')}</Button>
          <Button variant="primary" onClick={setUp}>
            {t('Change the set-up')}
          </Button>
        </>
      }
    >
      <ul class="help-list">
        {!log && (
          <li>{t('Log the probability with which each item was shown, as a column with the role propensity.')}</li>
        )}
        {!log && <li>{t('Or value the policies on another log with propensities: choose it in the set-up.')}</li>}
        {log && (
          <li>
            {t('More logged rounds.')} {needed ? translateNote(needed) : ''}
          </li>
        )}
        {log && <li>{t('Policies closer to the log: more exploration, or a softer choice, keeps weights small.')}</li>}
        {log && <li>{t('A clip, or Switch-DR: fewer rounds dominate, at the price of some bias.')}</li>}
        <li>
          {t('The simulation: it tells how policies learn, in a world that is only as true as its fit to the log.')}
        </li>
      </ul>
    </Dialog>
  )
}
