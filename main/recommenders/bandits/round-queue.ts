import type { ArmRounds, PolicyContext } from '../policy.ts'

/** A round that was learned from. */
export interface ArmRound {
  readonly context: PolicyContext
  readonly arm: number
  readonly reward: number
}

/** Rounds kept in order, first in, first out, in arrays that grow. */
export class RoundQueue {
  readonly #width: number
  #first = 0
  #end = 0
  #users = new Int32Array(16)
  #arms = new Int32Array(16)
  #rewards = new Float64Array(16)
  #contexts: Float64Array

  /** @param width features of a context */
  constructor(width: number) {
    this.#width = width
    this.#contexts = new Float64Array(16 * width)
  }

  static restore(width: number, columns: Readonly<Record<string, unknown>>): RoundQueue {
    const queue = new RoundQueue(width)
    const { users, arms, rewards, contexts } = columns as unknown as Required<ArmRounds>
    for (let round = 0; round < arms.length; round++) {
      const features = contexts.subarray(round * width, (round + 1) * width)
      queue.push({ user: users[round]!, features }, arms[round]!, rewards[round]!)
    }
    return queue
  }

  get length(): number {
    return this.#end - this.#first
  }

  /** Keeps a copy of the round. */
  push({ user, features }: PolicyContext, arm: number, reward: number): void {
    if (this.#end === this.#arms.length) this.#makeRoom()
    const at = this.#end++
    this.#users[at] = user
    this.#arms[at] = arm
    this.#rewards[at] = reward
    this.#contexts.set(features.subarray(0, this.#width), at * this.#width)
  }

  /** Takes the oldest round out. */
  shift(): ArmRound | null {
    return this.#first === this.#end ? null : this.#at(this.#first++)
  }

  *[Symbol.iterator](): Generator<ArmRound> {
    for (let at = this.#first; at < this.#end; at++) yield this.#at(at)
  }

  columns(): Required<ArmRounds> & Record<string, Int32Array | Float64Array> {
    const [first, end, width] = [this.#first, this.#end, this.#width]
    return {
      users: this.#users.slice(first, end),
      arms: this.#arms.slice(first, end),
      rewards: this.#rewards.slice(first, end),
      contexts: this.#contexts.slice(first * width, end * width),
    }
  }

  #at(at: number): ArmRound {
    const features = this.#contexts.slice(at * this.#width, (at + 1) * this.#width)
    return { context: { user: this.#users[at]!, features }, arm: this.#arms[at]!, reward: this.#rewards[at]! }
  }

  /** Moves what is left to the front of arrays with room for as many again. */
  #makeRoom(): void {
    const { users, arms, rewards, contexts } = this.columns()
    const room = Math.max(16, 2 * arms.length)
    this.#users = new Int32Array(room)
    this.#arms = new Int32Array(room)
    this.#rewards = new Float64Array(room)
    this.#contexts = new Float64Array(room * this.#width)
    this.#users.set(users)
    this.#arms.set(arms)
    this.#rewards.set(rewards)
    this.#contexts.set(contexts)
    this.#end = arms.length
    this.#first = 0
  }
}
