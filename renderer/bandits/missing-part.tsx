import type { Experiment } from '../../main/contract/experiment.ts'
import { openScreen } from '../app/navigate.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/notice.tsx'
import { t } from '../i18n/t.ts'
import { setLens, standardPlan } from './policy-draft.ts'
import type { PolicyPlan } from '../../main/contract/policy-plan.ts'

interface MissingProps {
  /** What the run lacks and how to get it. */
  readonly children: string
  readonly experiment: Experiment
  /** The plan with it. */
  readonly add: (plan: PolicyPlan) => PolicyPlan
}

/** Says how to get what this run did not compute; the set-up opens with it. */
export function MissingPart({ children, experiment, add }: MissingProps) {
  const setup = { ...experiment, policies: add(experiment.policies ?? standardPlan) }
  return (
    <EmptyState action={<Button onClick={() => openScreen('bandits', { setup })}>{t('Open Set-up')}</Button>}>
      {children}
    </EmptyState>
  )
}

/** For parts that need a simulation. */
export function NoSimulation({ experiment }: { readonly experiment: Experiment }) {
  return (
    <MissingPart experiment={experiment} add={(plan) => setLens(plan, 'simulation', true, true)}>
      {t('This run has no simulation. Tick Simulation in Set-up.')}
    </MissingPart>
  )
}
