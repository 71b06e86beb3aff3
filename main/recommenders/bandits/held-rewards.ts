import { RecbenchError } from '../../contract/errors.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import { selectMany, type Policy, type PolicyContext } from '../policy.ts'
import { RoundQueue } from './round-queue.ts'

/** When a policy learns: each reward a number of rounds late, or all rewards of a number of rounds together. */
type Holding = { readonly kind: 'delay' | 'batch'; readonly rounds: number }

/** Restores the policy inside from what its `save` gave. */
type LoadPolicy = (bytes: Uint8Array) => Policy

const name = 'held rewards'

/**
 * A policy whose rewards come late: what was given to `update` reaches it when `rounds` more rounds were given, oldest first. With 0 it learns at once, and in round t, counted
 * from 0, it chooses by the rounds below t − `rounds`.
 *
 * Errors: `invalid-parameter` for a delay that is no whole number of 0 or more.
 */
export function delayed(policy: Policy, rounds: number): Policy {
  if (!Number.isInteger(rounds) || rounds < 0)
    throw new RecbenchError('invalid-parameter', `Rewards are delayed by a whole number of rounds, not by ${rounds}.`)
  return new HeldRewards(policy, { kind: 'delay', rounds }, new RoundQueue(policy.features))
}

/**
 * A policy that learns after every `rounds` rounds, from all of them in their order, and chooses in between by what it knew before, as `batch_size` does in Open Bandit
 * Pipeline. With 1 it learns at once.
 *
 * Errors: `invalid-parameter` for a batch that is no whole number of 1 or more.
 */
export function batched(policy: Policy, rounds: number): Policy {
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RecbenchError('invalid-parameter', `A policy learns after every 1 or more rounds, not after ${rounds}.`)
  return new HeldRewards(policy, { kind: 'batch', rounds }, new RoundQueue(policy.features))
}

/**
 * Restores what a policy made by {@link delayed} or {@link batched} saved, with the rewards it still holds.
 *
 * @param loadInner restores the policy inside, such as `algorithm.load`
 */
export function loadHeld(bytes: Uint8Array, loadInner: LoadPolicy): Policy {
  const { facts, columns } = unpack(name, 1, bytes)
  const words = columns['policy'] as Int32Array
  const policy = loadInner(new Uint8Array(words.buffer, words.byteOffset, words.byteLength))
  return new HeldRewards(policy, facts['holding'] as Holding, RoundQueue.restore(policy.features, columns))
}

class HeldRewards implements Policy {
  readonly #policy: Policy
  readonly #holding: Holding
  readonly #held: RoundQueue

  constructor(policy: Policy, holding: Holding, held: RoundQueue) {
    this.#policy = policy
    this.#holding = holding
    this.#held = held
  }

  get arms(): number {
    return this.#policy.arms
  }

  get features(): number {
    return this.#policy.features
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    this.#policy.distribution(context, into)
  }

  select(context: PolicyContext, random: Random): number {
    return this.#policy.select(context, random)
  }

  selectMany(contexts: Float64Array, count: number, random: Random, into: Int32Array): void {
    selectMany(this.#policy, contexts, count, random, into)
  }

  expected(context: PolicyContext, into: Float64Array): void {
    this.#policy.expected(context, into)
  }

  update(context: PolicyContext, arm: number, reward: number): void {
    this.#held.push(context, arm, reward)
    const { kind, rounds } = this.#holding
    const kept = kind === 'delay' || this.#held.length < rounds ? rounds : 0
    while (this.#held.length > kept) {
      const round = this.#held.shift()!
      this.#policy.update(round.context, round.arm, round.reward)
    }
  }

  save(): Uint8Array<ArrayBuffer> {
    const policy = new Int32Array(this.#policy.save().buffer)
    return pack(name, 1, { holding: this.#holding }, { ...this.#held.columns(), policy })
  }
}
