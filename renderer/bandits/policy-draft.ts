import type { DatasetSummary } from '../../main/contract/api/data.ts'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import { hasLens, lenses, type Lens, type PolicyPlan } from '../../main/contract/policy-plan.ts'
import { newDraft, presetModels, type Draft } from '../compare/draft.ts'
import { t } from '../i18n/t.ts'
import { numberProblem, planNumbers, setPart, type PlanNumber } from './plan-numbers.ts'

export const standardPlan: PolicyPlan = {
  rounds: 2000,
  repeats: 5,
  estimators: ['replay', 'ips', 'snips', 'dm', 'dr', 'switch-dr'],
  clip: null,
}

/** Every bandit, beside the baselines and EASE through their adapter. */
export function newPolicyDraft(data: DatasetSummary | undefined, models: readonly ModelInfo[]): Draft {
  return {
    ...newDraft(data?.name, models, false),
    split: data?.hasTimes ? { kind: 'time', train: 0.8 } : { kind: 'ratio', train: 0.8 },
    models: presetModels('bandits', models).map((id) => ({ id, values: {} })),
    metrics: ['ndcg@10', 'coverage@10'],
    policies: standardPlan,
  }
}

/** Whether a lens is ticked. Without a log, values off-policy are left out silently unless they were asked for by name. */
export const isTicked = (plan: PolicyPlan, lens: Lens, hasLog: boolean): boolean =>
  hasLens(plan, lens) && (lens !== 'off-policy' || hasLog || plan.lenses !== undefined)

/** The plan with a lens ticked or not; with all that are possible it says nothing. */
export function setLens(plan: PolicyPlan, lens: Lens, on: boolean, hasLog: boolean): PolicyPlan {
  const next = lenses.filter((one) => (one === lens ? on : isTicked(plan, one, hasLog)))
  const isAll = lenses.every((one) => next.includes(one) || (one === 'off-policy' && !hasLog))
  return setPart(plan, 'lenses', isAll ? undefined : next)
}

/** Parts of the form; what is wrong opens its part. */
export type PlanPart = 'lenses' | 'simulation' | 'off-policy' | 'loop' | 'sequences' | 'ab'

const offPolicyNumbers: readonly PlanNumber[] = ['clip', 'confidence']
const partOf = (name: PlanNumber): PlanPart =>
  name.startsWith('loop.')
    ? 'loop'
    : name.startsWith('sequences.')
      ? 'sequences'
      : name.startsWith('ab.')
        ? 'ab'
        : offPolicyNumbers.includes(name)
          ? 'off-policy'
          : 'simulation'

export interface PlanProblem {
  readonly part: PlanPart
  readonly text: string
}

/**
 * What keeps a plan from starting, by part of the form, in its order. Parts whose lens is off are not looked at.
 *
 * @param hasLog whether there is logged feedback with propensities; absent: not known
 */
export function findPlanProblems(plan: PolicyPlan, hasLog?: boolean): PlanProblem[] {
  const problems: PlanProblem[] = []
  const refuse = (part: PlanPart, text: string | undefined) => text !== undefined && problems.push({ part, text })
  const isOff = (part: PlanPart) => (part === 'simulation' || part === 'off-policy') && !hasLens(plan, part)
  if (plan.lenses?.length === 0) refuse('lenses', t('Tick at least one of ranking, simulation and off-policy.'))
  for (const name of Object.keys(planNumbers) as PlanNumber[]) {
    const text = isOff(partOf(name)) ? undefined : numberProblem(plan, name)
    if (text !== undefined) refuse(partOf(name), `${numberTitle(name)}: ${text}`)
  }
  if (hasLens(plan, 'simulation')) {
    const { from, model, reward, mix } = plan.world ?? {}
    if (from === 'model' && !model?.trim()) refuse('simulation', t('Name the model whose scores are the truth.'))
    if (from === 'feedback' && hasLog === false)
      refuse('simulation', t('A world fitted to logged feedback needs a log with propensities.'))
    if (reward === 'mixed' && mix && Object.values(mix).every((weight) => weight === 0))
      refuse('simulation', t('Of click, purchase and revenue at least one counts.'))
  }
  if (plan.sequences?.policies.length === 0) refuse('sequences', t('Tick at least one policy for sequences.'))
  if (hasLens(plan, 'off-policy')) {
    if (!plan.estimators.length && hasLog !== false) refuse('off-policy', t('Tick at least one estimator.'))
    if (plan.lenses !== undefined && hasLog === false)
      refuse('off-policy', t('Values off-policy need a log with propensities.'))
  }
  return problems
}

export const planProblems = (plan: PolicyPlan, hasLog?: boolean): string[] =>
  findPlanProblems(plan, hasLog).map(({ text }) => text)

/** What the form calls a number. */
export function numberTitle(name: PlanNumber): string {
  switch (name) {
    case 'rounds':
      return t('Rounds simulated')
    case 'repeats':
      return t('Repeats')
    case 'clip':
      return t('Clip')
    case 'delay':
      return t('Delay of rewards')
    case 'batch':
      return t('Rounds a batch')
    case 'warmStart':
      return t('Warm start')
    case 'confidence':
      return t('Confidence')
    case 'world.arms':
      return t('Arms')
    case 'world.visitors':
      return t('Visitors')
    case 'world.positions':
      return t('Positions')
    case 'world.examination':
      return t('Looks further')
    case 'world.mix.click':
      return t('A click counts')
    case 'world.mix.conversion':
      return t('A purchase counts')
    case 'world.mix.revenue':
      return t('A unit of revenue counts')
    case 'world.drift.every':
      return t('Rounds between changes')
    case 'world.turnover.every':
      return t('Rounds between turnovers')
    case 'world.turnover.arms':
      return t('Arms replaced')
    case 'loop.rounds':
      return t('Retrainings')
    case 'loop.shown':
      return t('Items shown')
    case 'loop.visiting':
      return t('Share that visits')
    case 'sequences.episodes':
      return t('Sequences learned from')
    case 'sequences.discount':
      return t('Discount')
    case 'ab.visitors':
      return t('Visitors tested')
    case 'ab.allotment':
      return t('Share of the first')
    case 'ab.looks':
      return t('Looks')
    case 'ab.level':
      return t('Significance level')
    case 'ab.power':
      return t('Power')
    default:
      return name satisfies never
  }
}
