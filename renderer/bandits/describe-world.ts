import { defaultWorld, type PolicyPlan } from '../../main/contract/policy-plan.ts'
import { t } from '../i18n/t.ts'
import { rewardTitle } from './plan-words.ts'

/** The simulated world in a line: where its truth comes from, what pays, and what makes it hard. */
export function describeWorld(plan: PolicyPlan, data: string): string {
  const world = plan.world ?? defaultWorld
  const { from, reward, drift, turnover, positions } = world
  return [
    from === 'shop'
      ? t('generated shop')
      : from === 'model'
        ? t('truth: scores of {model}', { model: world.model ?? '–' })
        : t('click probabilities fitted to {data}', { data }),
    reward !== 'click' && rewardTitle(reward),
    positions > 1 && t('slates of {positions}', { positions }),
    drift && (drift.kind === 'abrupt' ? t('abrupt drift') : t('gradual drift')),
    turnover && t('arms come and go'),
    plan.delay && t('rewards {rounds} rounds late', { rounds: plan.delay }),
    plan.warmStart && t('warm start of {rounds} rounds', { rounds: plan.warmStart }),
  ]
    .filter(Boolean)
    .join(', ')
}
