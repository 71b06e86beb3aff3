import { RecbenchError } from '../contract/errors.ts'
import { intervalKinds, learnerIds } from '../contract/policy-plan.ts'
import { text, type Options, type Values } from './command.ts'

export const defaultEstimators = 'ips,snips,dm,dr'

/** How policies are valued on a log, as options; each is a part of `policies` of an experiment. */
export const offPolicyOptions = {
  estimators: {
    type: 'string',
    value: 'LIST',
    help: `Estimators, such as ips,snips,dm,dr,mrdr,mips; "recbench policies" lists them. ${defaultEstimators} when absent.`,
  },
  clip: { type: 'string', value: 'WEIGHT', help: 'The largest weight a round may have, such as 10; none when absent.' },
  interval: {
    type: 'string',
    value: 'KIND',
    help: `How intervals are made: ${intervalKinds.join(', ')}; bootstrap when absent.`,
  },
  confidence: { type: 'string', value: 'SHARE', help: 'The confidence of intervals; 0.95 when absent.' },
  selection: {
    type: 'string',
    value: 'BY',
    help: 'How estimators with a λ of their own choose it where no clip is given: slope or mse; slope when absent.',
  },
  propensities: {
    type: 'string',
    value: 'FROM',
    help: 'logged, or estimated by a model of what the log shows, which also serves logs without propensities; logged when absent. (The column of logged ones is named by --propensity.)',
  },
  learners: {
    type: 'string',
    value: 'LIST',
    help: `Policies learned from the log itself and valued on the half they did not see: ${learnerIds.join(', ')}.`,
  },
  log: {
    type: 'string',
    value: 'NAME',
    help: 'A data set with logged feedback, where it is not the data that the models learn from.',
  },
} as const satisfies Options

/** The part `policies` that the options spell, on top of one that is given as JSON. Errors: `invalid-parameter` for what is no number, or no JSON. */
export function toOffPolicyPlan(values: Values): Record<string, unknown> {
  const given = text(values['policies'])
  const base = given === undefined ? {} : parseJson(given)
  const spelled = {
    estimators:
      listOf(text(values['estimators'])) ?? (base['estimators'] === undefined ? listOf(defaultEstimators) : undefined),
    clip: numberOf('clip', text(values['clip'])),
    interval: text(values['interval']),
    confidence: numberOf('confidence', text(values['confidence'])),
    selection: text(values['selection']),
    propensities: text(values['propensities']),
    learners: listOf(text(values['learners'])),
    log: text(values['log']),
  }
  const named = Object.fromEntries(Object.entries(spelled).filter(([, value]) => value !== undefined))
  return { lenses: ['off-policy'], ...base, ...named }
}

const listOf = (value: string | undefined): string[] | undefined =>
  value
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function numberOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  throw new RecbenchError('invalid-parameter', `--${option} says "${value}", which is not a number.`)
}

function parseJson(value: string): Record<string, unknown> {
  try {
    return JSON.parse(value) as Record<string, unknown>
  } catch (cause) {
    throw new RecbenchError('invalid-parameter', `--policies is not JSON: ${(cause as Error).message}.`, { cause })
  }
}
