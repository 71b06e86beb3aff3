import { hasLens, lenses, type PolicyPlan } from '../../main/contract/policy-plan.ts'
import type { Draft } from '../compare/draft.ts'
import { Checkbox } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { t, tCatalogue } from '../i18n/t.ts'
import { models } from '../state/catalogue.ts'
import { datasets } from '../state/datasets.ts'
import { AbFields, describeAb, describeLoop, LoopFields } from './experiment-fields.tsx'
import { describeOffPolicy, OffPolicyFields } from './off-policy-fields.tsx'
import { PlanSection } from './plan-section.tsx'
import { lensHelp, lensTitle } from './plan-words.ts'
import { findPlanProblems, isTicked, setLens, standardPlan, type PlanPart } from './policy-draft.ts'
import { describeSequences, SequenceFields } from './sequence-fields.tsx'
import { describeSimulation, SimulationFields } from './world-fields.tsx'

interface PanelProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

/** Whether a draft has logged feedback with propensities to value policies on. */
export function hasLogOf({ data, policies }: Draft): boolean {
  const own = datasets.value?.find(({ name }) => name === data.name)
  return policies?.log !== undefined || own?.hasPropensities === true
}

/** What is computed of the policies, in folding parts. */
export function PlanPanel({ draft, change }: PanelProps) {
  const plan = draft.policies ?? standardPlan
  const onPlan = (policies: PolicyPlan) => change({ policies })
  const both = { plan, onPlan }
  const data = datasets.value?.find(({ name }) => name === draft.data.name)
  const logs = (datasets.value ?? []).filter((one) => one.hasPropensities && one.name !== data?.name)
  const hasLog = hasLogOf(draft)
  const wrongParts = new Set(findPlanProblems(plan, hasLog).map(({ part }) => part))
  const isWrong = (part: PlanPart) => wrongParts.has(part)
  const first = models.value?.find(({ id }) => id === draft.models[0]?.id)
  return (
    <Panel title={t('Policies')} side flush>
      <fieldset class="lens-list">
        <legend class="visually-hidden">{t('What is computed')}</legend>
        {lenses.map((lens) => (
          <div key={lens} title={lensHelp(lens)}>
            <Checkbox
              label={lensTitle(lens)}
              checked={isTicked(plan, lens, hasLog)}
              disabled={lens === 'off-policy' && !hasLog && !isTicked(plan, lens, hasLog)}
              onChange={(on) => onPlan(setLens(plan, lens, on, hasLog))}
            />
          </div>
        ))}
        {isWrong('lenses') && (
          <p class="field-problem">{t('Tick at least one of ranking, simulation and off-policy.')}</p>
        )}
      </fieldset>
      {hasLens(plan, 'simulation') && (
        <PlanSection open title={t('Simulation')} state={describeSimulation(plan)} wrong={isWrong('simulation')}>
          <SimulationFields {...both} hasLog={hasLog} />
        </PlanSection>
      )}
      {(hasLens(plan, 'off-policy') || !hasLog) && (
        <PlanSection
          open={hasLog}
          title={t('Off-policy')}
          state={describeOffPolicy(plan, hasLog)}
          wrong={isWrong('off-policy')}
        >
          <OffPolicyFields {...both} data={data} logs={logs} hasLog={hasLog} />
        </PlanSection>
      )}
      <PlanSection title={t('Feedback loop')} state={describeLoop(plan)} wrong={isWrong('loop')}>
        <LoopFields {...both} />
      </PlanSection>
      <PlanSection title={t('Sequences')} state={describeSequences(plan)} wrong={isWrong('sequences')}>
        <SequenceFields {...both} />
      </PlanSection>
      <PlanSection title={t('A/B test')} state={describeAb(plan)} wrong={isWrong('ab')}>
        <AbFields {...both} first={first && tCatalogue(first.title)} />
      </PlanSection>
    </Panel>
  )
}
