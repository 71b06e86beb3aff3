import type { PolicyContext } from '../../recommenders/policy.ts'
import type { Player } from './player.ts'

interface Shown {
  readonly slate: Int32Array
  readonly rewards: Float64Array
  readonly clicks: Uint8Array
}

interface Pending extends Shown {
  readonly round: number
  readonly visitor: number
}

/**
 * Holds rewards back until a policy may learn them: a reward of round t is known after `delay` further rounds, and the policy learns what is known after every
 * `batch` rounds, in the order of the rounds. Without either it learns each reward before the next round.
 */
export class PendingRewards {
  readonly #player: Player
  readonly #contexts: readonly PolicyContext[]
  readonly #delay: number
  readonly #batch: number
  readonly #queue: Pending[] = []
  #next = 0

  constructor(
    player: Player,
    contexts: readonly PolicyContext[],
    { delay = 0, batch = 1 }: { readonly delay?: number | undefined; readonly batch?: number | undefined },
  ) {
    this.#player = player
    this.#contexts = contexts
    this.#delay = delay
    this.#batch = batch
  }

  add(round: number, visitor: number, { slate, rewards, clicks }: Shown): void {
    if (this.#delay === 0 && this.#batch === 1)
      return this.#player.learn(this.#contexts[visitor]!, slate, rewards, clicks)
    const kept = { slate: slate.slice(), rewards: rewards.slice(), clicks: clicks.slice() }
    this.#queue.push({ round, visitor, ...kept })
  }

  /** Teaches what is known before a round. */
  deliver(round: number): void {
    if ((round - 1) % this.#batch !== 0) return
    for (; this.#next < this.#queue.length; this.#next++) {
      const { round: shown, visitor, slate, rewards, clicks } = this.#queue[this.#next]!
      if (shown + this.#delay >= round) break
      this.#player.learn(this.#contexts[visitor]!, slate, rewards, clicks)
    }
    if (this.#next < 1024) return
    this.#queue.splice(0, this.#next)
    this.#next = 0
  }
}
