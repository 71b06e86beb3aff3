/** The last steps of sequences, as many as it holds; a new one takes the place of the oldest. */
export class ReplayMemory {
  readonly capacity: number
  readonly features: number
  /** Row-major capacity × features. */
  readonly before: Float64Array
  readonly after: Float64Array
  readonly action: Int32Array
  readonly reward: Float64Array
  /** 1 where the sequence ended. */
  readonly done: Int32Array
  /** Steps ever remembered. */
  steps = 0

  constructor(capacity: number, features: number) {
    this.capacity = capacity
    this.features = features
    this.before = new Float64Array(capacity * features)
    this.after = new Float64Array(capacity * features)
    this.action = new Int32Array(capacity)
    this.reward = new Float64Array(capacity)
    this.done = new Int32Array(capacity)
  }

  /** Steps that it holds: rows 0 … size − 1. */
  get size(): number {
    return Math.min(this.steps, this.capacity)
  }

  add(before: Float64Array, action: number, reward: number, after: Float64Array, done: boolean): void {
    const row = this.steps % this.capacity
    this.before.set(before, row * this.features)
    this.after.set(after, row * this.features)
    this.action[row] = action
    this.reward[row] = reward
    this.done[row] = done ? 1 : 0
    this.steps += 1
  }

  /** The rows that are filled. */
  columns() {
    const { size, features } = this
    return {
      before: this.before.subarray(0, size * features),
      after: this.after.subarray(0, size * features),
      action: this.action.subarray(0, size),
      reward: this.reward.subarray(0, size),
      done: this.done.subarray(0, size),
    }
  }

  static restore(
    capacity: number,
    features: number,
    steps: number,
    columns: Readonly<Record<string, Float64Array | Float32Array | Int32Array>>,
  ): ReplayMemory {
    const memory = new ReplayMemory(capacity, features)
    for (const name of ['before', 'after', 'action', 'reward', 'done'] as const) memory[name].set(columns[name]!)
    memory.steps = steps
    return memory
  }
}
