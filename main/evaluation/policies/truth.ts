import { RecbenchError } from '../../contract/errors.ts'
import type { WorldPlan } from '../../contract/policy-plan.ts'
import { Random } from '../../math/random.ts'
import type { World } from './world.ts'

export type Dynamics = Pick<WorldPlan, 'drift' | 'turnover'>

/** Arms of the world that leave and come at a round. */
export interface Turnover {
  readonly leaving: readonly number[]
  readonly arriving: readonly number[]
}

/**
 * What is true in a world at a round.
 *
 * - Drift: at the j-th change the arms trade places, seeded, so that arm k is liked as arm σ_j(k) was at first; its price stays its own.
 *   `abrupt`: P_t(u, k) = P(u, σ_j(k)); `gradual`: (1 − w) P(u, σ_j(k)) + w P(u, σ_{j+1}(k)), w the share of the span gone by.
 * - Turnover: of a seeded order of all arms the first ones are there; at each change those there longest leave and the next of the order come, those that
 *   left longest ago again when all have been there.
 *
 * It depends on the seed alone, so that every policy and every repeat meets the same changes.
 */
export class Truth {
  readonly #world: World
  readonly #plan: Dynamics
  readonly #seed: number
  readonly #queue: number[]
  #orders: readonly [Int32Array, Int32Array]
  #change = 0
  #weight = 0
  #turns = 0
  readonly #row: Float64Array
  /** Expected rewards of all cells where nothing changes. */
  readonly #fixed: Float64Array | null
  /** Which arms are there; null: all. */
  readonly there: Uint8Array | null

  /** @param startArms how many arms are there at a time, where they come and go */
  constructor(world: World, plan: Dynamics, startArms: number, seed: number) {
    this.#world = world
    this.#plan = plan
    this.#seed = seed
    this.#row = new Float64Array(world.arms)
    this.#orders = [this.#orderOf(0), this.#orderOf(plan.drift?.kind === 'gradual' ? 1 : 0)]
    const order = Int32Array.from({ length: world.arms }, (_, arm) => arm)
    this.#queue = plan.turnover ? Array.from(new Random(seed, 'order of arrival').shuffle(order)) : []
    this.there = plan.turnover ? this.#open(startArms) : null
    this.#fixed = plan.drift || plan.turnover ? null : this.#expectAll()
  }

  /** The arms that are there at first. */
  startArms(): Int32Array {
    const arms = Int32Array.from({ length: this.#world.arms }, (_, arm) => arm)
    return arms.filter((arm) => !this.there || this.there[arm] === 1)
  }

  /** Whether `expected` of a visitor is the same in every round. */
  get isFixed(): boolean {
    return this.#fixed !== null
  }

  /** Moves on to a round, counted from 1. */
  moveTo(round: number): Turnover | null {
    const { drift, turnover } = this.#plan
    if (drift) {
      const change = Math.floor((round - 1) / drift.every)
      const gradual = drift.kind === 'gradual'
      if (change !== this.#change) this.#orders = [this.#orderOf(change), this.#orderOf(gradual ? change + 1 : change)]
      this.#change = change
      this.#weight = gradual ? ((round - 1) % drift.every) / drift.every : 0
    }
    if (!turnover || Math.floor((round - 1) / turnover.every) === this.#turns) return null
    this.#turns++
    return this.#turn(turnover.arms)
  }

  /** P(u, k) now. */
  click = (visitor: number, arm: number): number => this.#mix(this.#world.click, visitor, arm)

  /** C(u, k) now; 0 where purchases do not pay. */
  purchase = (visitor: number, arm: number): number =>
    this.#world.purchase ? this.#mix(this.#world.purchase, visitor, arm) : 0

  /** What a click pays. */
  clickPay = (visitor: number, arm: number): number =>
    this.#world.clickPay * (this.#world.clickValue ? this.#mix(this.#world.clickValue, visitor, arm) : 1)

  /** Expected reward of every arm if it is looked at; −1 for those that are not there. Valid until the next call. */
  expected(visitor: number): Float64Array {
    const { arms } = this.#world
    if (this.#fixed) return this.#fixed.subarray(visitor * arms, (visitor + 1) * arms)
    for (let arm = 0; arm < arms; arm++)
      this.#row[arm] = this.there && !this.there[arm] ? -1 : this.#expect(visitor, arm)
    return this.#row
  }

  #expect(visitor: number, arm: number): number {
    const bought = this.#world.purchasePay ? this.purchase(visitor, arm) * this.#world.purchasePay[arm]! : 0
    return this.click(visitor, arm) * (this.clickPay(visitor, arm) + bought)
  }

  #expectAll(): Float64Array {
    const { click, clickPay, clickValue, purchase, visitors, arms } = this.#world
    if (!purchase && !clickValue && clickPay === 1) return click
    return Float64Array.from({ length: visitors * arms }, (_, cell) =>
      this.#expect(Math.floor(cell / arms), cell % arms),
    )
  }

  #mix(cells: Float64Array, visitor: number, arm: number): number {
    const start = visitor * this.#world.arms
    const now = cells[start + this.#orders[0][arm]!]!
    return this.#weight === 0 ? now : (1 - this.#weight) * now + this.#weight * cells[start + this.#orders[1][arm]!]!
  }

  /** σ_j; σ_0 leaves all in place. */
  #orderOf(change: number): Int32Array {
    const order = Int32Array.from({ length: this.#world.arms }, (_, arm) => arm)
    return change === 0 ? order : new Random(this.#seed, 'drift', change).shuffle(order)
  }

  #open(count: number): Uint8Array {
    const there = new Uint8Array(this.#world.arms)
    for (const arm of this.#queue.slice(0, count)) there[arm] = 1
    this.#queue.push(...this.#queue.splice(0, count))
    return there
  }

  /** The queue holds those that are away, next to come first, then those that are there, longest first. */
  #turn(count: number): Turnover {
    const away = this.#queue.findIndex((arm) => this.there![arm] === 1)
    const moved = Math.min(count, away, this.#presentCount())
    const leaving = this.#queue.splice(away, moved)
    const arriving = this.#queue.splice(0, moved)
    this.#queue.splice(this.#queue.length - this.#presentCount() + moved, 0, ...leaving)
    this.#queue.push(...arriving)
    for (const arm of leaving) this.there![arm] = 0
    for (const arm of arriving) this.there![arm] = 1
    return { leaving, arriving }
  }

  #presentCount = () => this.there!.reduce((sum, one) => sum + one, 0)
}

/**
 * How many arms a world needs for its turnover, at most three times those that are there at a time.
 *
 * @throws RecbenchError `bad-input` where there are too few items for any to come
 */
export function armsForTurnover({ arms, turnover }: WorldPlan, rounds: number, available: number): number {
  if (!turnover) return Math.min(arms, available)
  const changes = Math.floor((rounds - 1) / turnover.every)
  const wanted = Math.min(arms + turnover.arms * changes, 3 * Math.max(arms, turnover.arms))
  if (available >= Math.min(wanted, arms + turnover.arms)) return Math.min(wanted, available)
  throw new RecbenchError(
    'bad-input',
    `The arms cannot come and go: ${arms} are there at a time, ${turnover.arms} change, and the data have ${available} items.`,
    { remedy: `Give the world ${Math.max(2, available - turnover.arms)} arms or fewer.` },
  )
}
