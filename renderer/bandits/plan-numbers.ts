import {
  defaultAb,
  defaultConfidence,
  defaultLoop,
  defaultPlan,
  defaultSequences,
  defaultWorld,
  type PolicyPlan,
} from '../../main/contract/policy-plan.ts'
import { t } from '../i18n/t.ts'

interface Limits {
  readonly minimum: number
  readonly maximum?: number
  readonly whole?: boolean
  /** The ends themselves are not allowed. */
  readonly open?: 'low' | 'both'
  /** May be empty. */
  readonly empty?: boolean
}

const count = (minimum: number): Limits => ({ minimum, whole: true })
const share: Limits = { minimum: 0, maximum: 1, open: 'both' }

/** Every number of a plan, by where it stands in it, with the limits of the contract. */
export const planNumbers = {
  rounds: count(1),
  repeats: count(1),
  clip: { minimum: 0, open: 'low', empty: true },
  delay: count(0),
  batch: count(1),
  warmStart: count(0),
  confidence: share,
  'world.arms': count(2),
  'world.visitors': count(1),
  'world.positions': count(1),
  'world.examination': share,
  'world.mix.click': { minimum: -Infinity },
  'world.mix.conversion': { minimum: -Infinity },
  'world.mix.revenue': { minimum: -Infinity },
  'world.drift.every': count(1),
  'world.turnover.every': count(1),
  'world.turnover.arms': count(1),
  'loop.rounds': count(1),
  'loop.shown': count(1),
  'loop.visiting': { minimum: 0, maximum: 1, open: 'low' },
  'sequences.episodes': count(1),
  'sequences.discount': share,
  'ab.visitors': count(100),
  'ab.allotment': share,
  'ab.looks': count(1),
  'ab.level': share,
  'ab.power': share,
} as const satisfies Readonly<Record<string, Limits>>
export type PlanNumber = keyof typeof planNumbers

const limitsOf = (name: PlanNumber): Limits => planNumbers[name]

/** What holds where a plan says nothing. */
export const planDefaults = {
  ...defaultPlan,
  world: defaultWorld,
  loop: defaultLoop,
  ab: defaultAb,
  sequences: defaultSequences,
  delay: 0,
  batch: 1,
  warmStart: 0,
  confidence: defaultConfidence,
} as const

type Part = Readonly<Record<string, unknown>>

function find(plan: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Part | null | undefined)?.[key], plan)
}

/** The number as it stands in the plan, or its default; null when it is empty. */
export function readNumber(plan: PolicyPlan, name: PlanNumber): number | null {
  const path = name.split('.')
  const value = find(plan, path) ?? find(planDefaults, path)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The plan with another number; what may be left out is left out when it is the default. An empty number stays as not a number. */
export function writeNumber(plan: PolicyPlan, name: PlanNumber, value: number | null): PolicyPlan {
  const path = name.split('.')
  const next = value ?? (limitsOf(name).empty ? null : Number.NaN)
  const isSilent = path.length === 1 && name in optional && next === find(planDefaults, path)
  return put(plan, path, isSilent ? undefined : next) as PolicyPlan
}

const optional = { delay: true, batch: true, warmStart: true, confidence: true }

function put(part: unknown, [key, ...rest]: readonly string[], value: unknown, from: unknown = planDefaults): Part {
  const { [key!]: old, ...others } = { ...((part ?? from) as Part) }
  const below = rest.length ? put(old, rest, value, (from as Part | undefined)?.[key!]) : value
  return below === undefined ? others : { ...others, [key!]: below }
}

/** A part of the plan set, or taken out with undefined. */
export function setPart<K extends keyof PolicyPlan>(
  plan: PolicyPlan,
  key: K,
  value: PolicyPlan[K] | undefined,
): PolicyPlan {
  const { [key]: _, ...others } = plan
  return (value === undefined ? others : { ...others, [key]: value }) as PolicyPlan
}

/** What is wrong with a number, as a sentence with the value and its limits; undefined when it fits. */
export function numberProblem(plan: PolicyPlan, name: PlanNumber): string | undefined {
  const { minimum, maximum, whole, open, empty } = limitsOf(name)
  const written = find(plan, name.split('.'))
  if (written === undefined || (empty && written === null)) return undefined
  const range = rangeOf(name)
  const value = written as number | null
  if (value === null || !Number.isFinite(value) || (whole && !Number.isInteger(value)))
    return whole ? t('Enter a whole number, {range}.', { range }) : t('Enter a number, {range}.', { range })
  const values = { value: String(value), minimum: String(minimum), maximum: String(maximum), range }
  if (value < minimum || (open && value === minimum))
    return value === minimum
      ? t('{value} is not above {minimum}. Enter {range}.', values)
      : t('{value} is below {minimum}. Enter {range}.', values)
  if (maximum === undefined || value < maximum || (value === maximum && open !== 'both')) return undefined
  return value === maximum
    ? t('{value} is not below {maximum}. Enter {range}.', values)
    : t('{value} is above {maximum}. Enter {range}.', values)
}

/** The limits in words. */
export function rangeOf(name: PlanNumber): string {
  const { minimum, maximum, open } = limitsOf(name)
  const values = { minimum: String(minimum), maximum: String(maximum) }
  if (minimum === -Infinity) return t('any number')
  if (maximum === undefined) return open ? t('above {minimum}', values) : t('{minimum} or more', values)
  if (open === 'both') return t('between {minimum} and {maximum}', values)
  return open ? t('above {minimum} up to {maximum}', values) : t('{minimum} to {maximum}', values)
}
