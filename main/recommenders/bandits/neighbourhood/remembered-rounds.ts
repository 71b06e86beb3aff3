/** The last rounds of a policy, as many as it may hold; a new one takes the place of the oldest. Room is made as rounds come. */
export class RememberedRounds {
  readonly capacity: number
  readonly features: number
  /** Rounds ever remembered. */
  seen = 0
  /** Row-major contexts. */
  contexts = new Float64Array(0)
  arms = new Int32Array(0)
  rewards = new Float64Array(0)

  constructor(capacity: number, features: number) {
    this.capacity = capacity
    this.features = features
  }

  /** Rounds that it holds: rows 0 … size − 1, in no order once the oldest were replaced. */
  get size(): number {
    return Math.min(this.seen, this.capacity)
  }

  add(context: Float64Array, arm: number, reward: number): void {
    if (this.arms.length < this.capacity && this.seen === this.arms.length) this.#grow()
    const row = this.seen % this.capacity
    this.contexts.set(context, row * this.features)
    this.arms[row] = arm
    this.rewards[row] = reward
    this.seen += 1
  }

  contextOf(row: number): Float64Array {
    return this.contexts.subarray(row * this.features, (row + 1) * this.features)
  }

  /** The rows that are filled. */
  columns() {
    const { size, features } = this
    return {
      contexts: this.contexts.subarray(0, size * features),
      arms: this.arms.subarray(0, size),
      rewards: this.rewards.subarray(0, size),
    }
  }

  static restore(
    capacity: number,
    features: number,
    seen: number,
    { contexts, arms, rewards }: ReturnType<RememberedRounds['columns']>,
  ): RememberedRounds {
    const rounds = new RememberedRounds(capacity, features)
    rounds.seen = seen
    rounds.contexts = Float64Array.from(contexts)
    rounds.arms = Int32Array.from(arms)
    rounds.rewards = Float64Array.from(rewards)
    return rounds
  }

  #grow(): void {
    const rows = Math.min(this.capacity, Math.max(4, 2 * this.arms.length))
    const { contexts, arms, rewards } = this
    this.contexts = new Float64Array(rows * this.features)
    this.arms = new Int32Array(rows)
    this.rewards = new Float64Array(rows)
    this.contexts.set(contexts)
    this.arms.set(arms)
    this.rewards.set(rewards)
  }
}
