import type { Random } from '../../math/random.ts'
import { firstMaximum } from '../../recommenders/bandits/arms.ts'
import { largestFirst, type SlatePolicy } from '../../recommenders/bandits/slates/slate-policy.ts'
import type { ArmChooser, ChangingPolicy, Policy, PolicyContext } from '../../recommenders/policy.ts'
import type { Turnover } from './truth.ts'

/** Who plays in a simulated world: shows arms of the world to a visitor and may learn. */
export interface Player {
  /** Writes a different arm for each place. */
  show(visitor: number, context: PolicyContext, random: Random, into: Int32Array): void
  /** Learns what was shown and what each place paid, as a share of what can be paid, and which were clicked. */
  learn(context: PolicyContext, slate: Int32Array, rewards: Float64Array, clicks: Uint8Array): void
  /** Is told which arms are there, before the first round and when they change. */
  arrange(there: Uint8Array | null, change: Turnover | null): void
}

type Chooser = ArmChooser & Partial<Pick<Policy, 'expected'>>

/**
 * A policy that chooses single arms. A slate is filled from the top: the policy is asked again until it names an arm that is there already, and the places left
 * take the arms with the largest expected reward. It learns every place as a round of its own, whether it was looked at or not: it knows nothing of places.
 */
export class ArmPlayer implements Player {
  readonly #policy: Chooser
  /** Arm of the world behind each arm of the policy, where arms come and go. */
  readonly #armOf: number[] | null
  readonly #numberOf: Int32Array
  #expected = new Float64Array(0)

  /**
   * @param arms how many arms the world has, those away included
   * @param start the arms of the world that are there at first, for a policy whose arms come and go
   */
  constructor(policy: Chooser, arms: number, start: Int32Array | null) {
    this.#policy = policy
    this.#armOf = start && Array.from(start)
    this.#numberOf = Int32Array.from({ length: arms }, (_, arm) => arm)
    start?.forEach((arm, number) => (this.#numberOf[arm] = number))
  }

  show(_visitor: number, context: PolicyContext, random: Random, into: Int32Array): void {
    const taken: number[] = []
    while (taken.length < into.length) {
      const number = this.#policy.select(context, random)
      if (taken.includes(number)) break
      taken.push(number)
    }
    if (taken.length < into.length) this.#fillUp(context, taken, into.length)
    taken.forEach((number, place) => (into[place] = this.#armOf?.[number] ?? number))
  }

  learn(context: PolicyContext, slate: Int32Array, rewards: Float64Array): void {
    for (let place = 0; place < slate.length; place++)
      this.#policy.update(context, this.#numberOf[slate[place]!]!, rewards[place]!)
  }

  arrange(_there: Uint8Array | null, change: Turnover | null): void {
    if (!change || !this.#armOf) return
    const policy = this.#policy as unknown as ChangingPolicy
    for (const arm of change.arriving) {
      const number = policy.addArm()
      this.#armOf[number] = arm
      this.#numberOf[arm] = number
    }
    for (const arm of change.leaving) policy.retireArm(this.#numberOf[arm]!)
  }

  #fillUp(context: PolicyContext, taken: number[], length: number): void {
    if (this.#expected.length !== this.#policy.arms) this.#expected = new Float64Array(this.#policy.arms)
    if (this.#policy.expected) this.#policy.expected(context, this.#expected)
    else this.#policy.distribution(context, this.#expected)
    for (const number of taken) this.#expected[number] = Number.NaN
    const rest = new Int32Array(length - taken.length)
    largestFirst(this.#expected, rest)
    taken.push(...rest)
  }
}

/** A trained recommender: it shows the arms that it scored highest for the visitor, equal scores by number, and learns nothing. */
export class ScorePlayer implements Player {
  readonly #scores: Float32Array
  readonly #arms: number
  readonly #row: Float64Array
  #there: Uint8Array | null = null

  /** @param scores row-major, `arms` for each visitor, or one row for all */
  constructor(scores: Float32Array, arms: number) {
    this.#scores = scores
    this.#arms = arms
    this.#row = new Float64Array(arms)
  }

  show(visitor: number, _context: PolicyContext, _random: Random, into: Int32Array): void {
    const start = this.#scores.length > this.#arms ? visitor * this.#arms : 0
    for (let arm = 0; arm < this.#arms; arm++) {
      const score = this.#scores[start + arm]!
      const known = score === score ? score : -Number.MAX_VALUE
      this.#row[arm] = this.#there && !this.#there[arm] ? Number.NaN : known
    }
    if (into.length === 1 && !this.#there) into[0] = firstMaximum(this.#row)
    else largestFirst(this.#row, into)
  }

  learn(): void {}

  arrange(there: Uint8Array | null): void {
    this.#there = there
  }
}

/** A policy that chooses slates as a whole, and learns from their clicks. */
export class SlatePlayer implements Player {
  readonly #policy: SlatePolicy

  constructor(policy: SlatePolicy) {
    this.#policy = policy
  }

  show(_visitor: number, context: PolicyContext, random: Random, into: Int32Array): void {
    this.#policy.select(context, random, into)
  }

  learn(context: PolicyContext, slate: Int32Array, _rewards: Float64Array, clicks: Uint8Array): void {
    this.#policy.update(context, slate, clicks)
  }

  arrange(): void {}
}
