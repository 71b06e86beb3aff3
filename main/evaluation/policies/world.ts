import { RecbenchError } from '../../contract/errors.ts'
import type { WorldPlan } from '../../contract/policy-plan.ts'
import type { PolicyContext } from '../../recommenders/policy.ts'
import type { Environment } from './environment.ts'

/**
 * A simulated world as plain columns in shared memory, so that threads play in one and the same. What an arm that is looked at pays:
 *
 *   click · (clickPay · v) + purchase · purchasePay_k,   click ~ B(P(u, k)),   purchase ~ B(C(u, k)) after a click
 */
export interface World {
  readonly visitors: number
  readonly arms: number
  readonly features: number
  /** Row-major visitors × features. */
  readonly contexts: Float64Array
  /** P, row-major visitors × arms. */
  readonly click: Float64Array
  readonly clickPay: number
  /** v, row-major visitors × arms; null: 1. */
  readonly clickValue: Float64Array | null
  /** C, row-major visitors × arms; null where purchases do not pay. */
  readonly purchase: Float64Array | null
  readonly purchasePay: Float64Array | null
  /** What one look can pay at the most; policies learn rewards divided by it, which lie in 0 … 1. */
  readonly largestPay: number
  /** User of the log that a visitor's context names, −1 for nobody. */
  readonly contextUsers: Int32Array
  readonly users: Int32Array | null
  readonly items: Int32Array
  readonly armNames: readonly string[]
  readonly description: string
}

type Paying = Pick<WorldPlan, 'reward' | 'mix'>
const payingClicks: Paying = { reward: 'click', mix: { click: 1, conversion: 0, revenue: 0 } }

/**
 * Writes an environment down as columns, with what the reward function makes a look pay.
 *
 * @throws RecbenchError `bad-input` where the reward needs purchases or prices that this world does not know, and `invalid-parameter` for negative weights
 */
export function captureWorld(environment: Environment, { reward, mix }: Paying = payingClicks): World {
  const { visitors, arms, features } = environment
  const weights = weightsOf(reward, mix)
  const contexts = shared(visitors * features)
  const contextUsers = new Int32Array(new SharedArrayBuffer(visitors * 4))
  for (let visitor = 0; visitor < visitors; visitor++) {
    const context = environment.contextOf(visitor)
    contexts.set(context.features.subarray(0, features), visitor * features)
    contextUsers[visitor] = context.user
  }
  const buys = weights.conversion > 0 || weights.revenue > 0
  const purchases = buys ? known(environment.purchases, reward, 'how often a click leads to a purchase') : null
  const prices = weights.revenue > 0 ? known(environment.prices, reward, 'what its items cost') : null
  const purchasePay =
    purchases && shared(arms).map((_, arm) => weights.conversion + weights.revenue * (prices?.[arm] ?? 0))
  const rows = (of: (visitor: number) => Float64Array) => fill(visitors, arms, of)
  const clickValue = environment.clickValues ? rows(environment.clickValues) : null
  const largestValue = clickValue ? clickValue.reduce((a, b) => Math.max(a, b), 0) : 1
  const largestPurchase = purchasePay ? purchasePay.reduce((a, b) => Math.max(a, b), 0) : 0
  return {
    visitors,
    arms,
    features,
    contexts,
    click: rows((visitor) => environment.probabilities(visitor)),
    clickPay: weights.click,
    clickValue,
    purchase: purchases && rows(purchases),
    purchasePay,
    largestPay: weights.click * largestValue + largestPurchase || 1,
    contextUsers,
    users: environment.users && toShared(environment.users),
    items: toShared(environment.items),
    armNames: environment.armNames ?? Array.from({ length: arms }, (_, arm) => String(arm + 1)),
    description: environment.description,
  }
}

/** What a policy may look at of each visitor. */
export const contextsOf = ({ visitors, features, contexts, contextUsers }: World): PolicyContext[] =>
  Array.from({ length: visitors }, (_, visitor) => ({
    user: contextUsers[visitor]!,
    features: contexts.subarray(visitor * features, (visitor + 1) * features),
  }))

function weightsOf(reward: Paying['reward'], mix: Paying['mix']): Paying['mix'] {
  if (reward !== 'mixed') return { click: 0, conversion: 0, revenue: 0, [reward]: 1 }
  const entries = Object.entries(mix)
  const negative = entries.find(([, weight]) => !(weight >= 0))
  if (negative)
    throw new RecbenchError('invalid-parameter', `In a mixed reward a ${negative[0]} counts ${negative[1]}.`, {
      remedy: 'Give weights of 0 or more.',
    })
  if (entries.every(([, weight]) => weight === 0))
    throw new RecbenchError('invalid-parameter', 'In the mixed reward nothing counts: all its weights are 0.', {
      remedy: 'Give click, conversion or revenue a weight above 0.',
    })
  return mix
}

function known<T>(value: T | string | undefined, reward: string, what: string): T {
  if (value !== undefined && typeof value !== 'string') return value
  throw new RecbenchError('bad-input', `The reward "${reward}" needs to know ${what}, and this world does not.`, {
    ...(typeof value === 'string' && { why: value }),
    remedy: 'Simulate with the reward "click", or with other data.',
  })
}

const shared = (length: number) => new Float64Array(new SharedArrayBuffer(length * 8))

function toShared(values: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.byteLength))
  copy.set(values)
  return copy
}

function fill(visitors: number, arms: number, of: (visitor: number) => Float64Array): Float64Array {
  const cells = shared(visitors * arms)
  for (let visitor = 0; visitor < visitors; visitor++) cells.set(of(visitor), visitor * arms)
  return cells
}

/** The world as an environment whose visitors click, for what looks at clicks alone. */
export function openWorld(world: World): Environment {
  const contexts = contextsOf(world)
  const { visitors, arms, features, click, users, items, armNames, description } = world
  return {
    visitors,
    arms,
    features,
    contextOf: (visitor) => contexts[visitor]!,
    probabilities: (visitor) => click.subarray(visitor * arms, (visitor + 1) * arms),
    users,
    items,
    armNames,
    description,
  }
}
