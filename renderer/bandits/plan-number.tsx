import type { ComponentChildren } from 'preact'
import type { PolicyPlan } from '../../main/contract/policy-plan.ts'
import { NumberField } from '../components/fields.tsx'
import { numberProblem, planNumbers, readNumber, writeNumber, type PlanNumber } from './plan-numbers.ts'
import { numberTitle } from './policy-draft.ts'

export interface PlanFieldsProps {
  readonly plan: PolicyPlan
  readonly onPlan: (plan: PolicyPlan) => void
}

interface PlanNumberFieldProps extends PlanFieldsProps {
  readonly name: PlanNumber
  readonly hint: ComponentChildren
  readonly disabled?: boolean
}

/** One number of a plan with its sentence of help; what does not fit is said beneath it. */
export function PlanNumberField({ name, hint, plan, onPlan, disabled }: PlanNumberFieldProps) {
  const limits = planNumbers[name]
  return (
    <NumberField
      inline
      label={numberTitle(name)}
      value={readNumber(plan, name)}
      step={'whole' in limits ? 1 : 'any'}
      hint={hint}
      disabled={disabled === true}
      problem={disabled ? undefined : numberProblem(plan, name)}
      onInput={(value) => onPlan(writeNumber(plan, name, value))}
    />
  )
}
