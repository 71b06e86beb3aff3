import { RecbenchError } from '../../contract/errors.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import { selectMany, type ChangingPolicy, type Policy, type PolicyContext, type PolicySize } from '../policy.ts'
import { checkArm } from './arms.ts'
import { RoundQueue } from './round-queue.ts'

/** A {@link PolicyAlgorithm} with configurations C. */
export interface MakesPolicies<C> {
  create(size: PolicySize, config: C): Policy
  load(bytes: Uint8Array): Policy
}

interface State {
  policy: Policy
  /** Number of each arm that the policy has. */
  readonly active: readonly number[]
  readonly arms: number
  readonly rounds: RoundQueue | null
}

const name = 'changing arms'

/**
 * A policy whose arms come and go, of any algorithm. Inside, the algorithm has just the arms that are there: whatever it knows of them stays, a new arm is one it never saw,
 * and of a retired one nothing is left, as if its rounds had not been. A policy that cannot be {@link Policy.rearranged} is made anew at the first use after a change
 * and taught the rounds of the arms that are there again, O(rounds) of memory and time.
 */
export function changingArms<C>(algorithm: MakesPolicies<C>, size: PolicySize, config: C): ChangingPolicy {
  const policy = algorithm.create(size, config)
  const rounds = policy.rearranged ? null : new RoundQueue(size.features)
  return new ChangingArms(algorithm, config, { policy, active: [...Array(size.arms).keys()], arms: size.arms, rounds })
}

/** Restores what a policy made by {@link changingArms} of the same algorithm saved. */
export function loadChangingArms<C>(algorithm: MakesPolicies<C>, bytes: Uint8Array): ChangingPolicy {
  const { facts, columns } = unpack(name, 1, bytes)
  const words = columns['policy'] as Int32Array
  const policy = algorithm.load(new Uint8Array(words.buffer, words.byteOffset, words.byteLength))
  const rounds = policy.rearranged ? null : RoundQueue.restore(policy.features, columns)
  const active = [...(columns['active'] as Int32Array)]
  return new ChangingArms(algorithm, facts['config'] as C, { policy, active, arms: facts['arms'] as number, rounds })
}

class ChangingArms<C> implements ChangingPolicy {
  readonly #algorithm: MakesPolicies<C>
  readonly #config: C
  readonly #rounds: RoundQueue | null
  #policy: Policy
  /** Number of each arm inside, and which arm inside it was before the changes that the policy does not know of yet; −1 for a new one. */
  #active: number[]
  #from: number[] | null = null
  /** Arm inside of each number; −1 for a retired one. */
  #places: number[]
  #values: Float64Array

  constructor(algorithm: MakesPolicies<C>, config: C, { policy, active, arms, rounds }: State) {
    this.#algorithm = algorithm
    this.#config = config
    this.#rounds = rounds
    this.#policy = policy
    this.#active = [...active]
    this.#places = Array<number>(arms).fill(-1)
    active.forEach((arm, place) => (this.#places[arm] = place))
    this.#values = new Float64Array(active.length)
  }

  get arms(): number {
    return this.#places.length
  }

  get features(): number {
    return this.#policy.features
  }

  isActive(arm: number): boolean {
    return (this.#places[arm] ?? -1) >= 0
  }

  addArm(): number {
    const arm = this.#places.length
    this.#from ??= [...this.#active.keys()]
    this.#places.push(this.#active.length)
    this.#active.push(arm)
    this.#from.push(-1)
    return arm
  }

  retireArm(arm: number): void {
    if (!this.isActive(arm))
      throw new RecbenchError(
        'invalid-parameter',
        `There is no arm ${arm} to retire among the ${this.arms} arms so far.`,
      )
    if (this.#active.length === 1)
      throw new RecbenchError('invalid-parameter', `Arm ${arm} is the last one; a policy needs an arm to show.`)
    this.#from ??= [...this.#active.keys()]
    const place = this.#places[arm]!
    this.#active.splice(place, 1)
    this.#from.splice(place, 1)
    this.#places[arm] = -1
    for (let later = place; later < this.#active.length; later++) this.#places[this.#active[later]!] = later
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    this.#settled().distribution(context, this.#values)
    into.fill(0)
    this.#active.forEach((arm, place) => (into[arm] = this.#values[place]!))
  }

  select(context: PolicyContext, random: Random): number {
    return this.#active[this.#settled().select(context, random)]!
  }

  selectMany(contexts: Float64Array, count: number, random: Random, into: Int32Array): void {
    selectMany(this.#settled(), contexts, count, random, into)
    for (let row = 0; row < count; row++) into[row] = this.#active[into[row]!]!
  }

  expected(context: PolicyContext, into: Float64Array): void {
    this.#settled().expected(context, this.#values)
    into.fill(Number.NaN)
    this.#active.forEach((arm, place) => (into[arm] = this.#values[place]!))
  }

  update(context: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    if (!this.isActive(arm)) return
    this.#settled().update(context, this.#places[arm]!, reward)
    this.#rounds?.push(context, arm, reward)
  }

  save(): Uint8Array<ArrayBuffer> {
    const policy = new Int32Array(this.#settled().save().buffer)
    const columns = { ...this.#rounds?.columns(), active: Int32Array.from(this.#active), policy }
    return pack(name, 1, { arms: this.arms, config: this.#config }, columns)
  }

  /** The policy, after it learned which arms there are. */
  #settled(): Policy {
    if (!this.#from) return this.#policy
    const from = Int32Array.from(this.#from)
    this.#from = null
    this.#values = new Float64Array(from.length)
    return (this.#policy = this.#policy.rearranged?.(from) ?? this.#taughtAgain())
  }

  #taughtAgain(): Policy {
    const size = { arms: this.#active.length, features: this.features }
    const policy = this.#algorithm.create(size, this.#config)
    for (let left = this.#rounds!.length; left > 0; left--) {
      const { context, arm, reward } = this.#rounds!.shift()!
      if (!this.isActive(arm)) continue
      policy.update(context, this.#places[arm]!, reward)
      this.#rounds!.push(context, arm, reward)
    }
    return policy
  }
}
