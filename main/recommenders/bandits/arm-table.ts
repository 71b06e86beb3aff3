import type { ArmStorage } from './arm-storage.ts'

/** What is kept per arm in a storage of kernels: weights, results, and where else the storage has something of the arm. */
export class ArmTable {
  /** Rows of `width`, one per arm. */
  readonly weights: Float64Array
  readonly means: Float64Array
  readonly variances: Float64Array
  /** Lower bounds of the variances, where they are bounded. */
  readonly lowers: Float64Array
  /** Whatever the owner counts for each arm. */
  readonly counts: Int32Array
  /** Where the block of each arm begins in the storage. */
  readonly places: Int32Array
  readonly #storage: ArmStorage
  readonly #width: number
  /** Lengths of the arms' blocks. */
  readonly #rooms: Float64Array
  readonly #block: { readonly place: number; readonly length: number }

  /** A table of arms of which nothing is known. */
  constructor(storage: ArmStorage, arms: number, width: number) {
    this.#storage = storage
    this.#width = width
    this.#rooms = new Float64Array(arms)
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(1, arms)))
    const length = capacity * (width + 4)
    this.#block = { place: storage.take(length), length }
    const all = storage.pool.subarray(this.#block.place, this.#block.place + length).fill(0)
    const part = (from: number, each: number) => all.subarray(capacity * from, capacity * from + arms * each)
    this.weights = part(0, width)
    this.means = part(width, 1)
    this.variances = part(width + 1, 1)
    this.lowers = part(width + 2, 1)
    const integers = new Int32Array(all.buffer, part(width + 3, 0).byteOffset, 2 * capacity)
    this.counts = integers.subarray(0, arms)
    this.places = integers.subarray(capacity, capacity + arms)
  }

  weightsOf(arm: number): Float64Array {
    return this.weights.subarray(arm * this.#width, (arm + 1) * this.#width)
  }

  /** Makes the arm's block at least so long, and twice as long as before where `most` allows, keeping its entries. */
  makeRoom(arm: number, length: number, most: number): void {
    const room = this.#rooms[arm]!
    if (length <= room) return
    const longer = Math.min(most, Math.max(length, 2 * room))
    const place = this.#storage.take(longer)
    const before = this.places[arm]!
    this.#storage.pool.copyWithin(place, before, before + room)
    this.giveBackRoom(arm)
    this.places[arm] = place
    this.#rooms[arm] = longer
  }

  giveBackRoom(arm: number): void {
    if (this.#rooms[arm]! > 0) this.#storage.giveBack(this.places[arm]!, this.#rooms[arm]!)
    this.#rooms[arm] = 0
  }

  /** Takes over an arm of another table of the same storage, with its block. */
  copy(arm: number, table: ArmTable, from: number): void {
    this.weightsOf(arm).set(table.weightsOf(from))
    this.counts[arm] = table.counts[from]!
    this.places[arm] = table.places[from]!
    this.#rooms[arm] = table.#rooms[from]!
  }

  /** Gives back the table itself; the arms' blocks stay. */
  giveBack(): void {
    this.#storage.giveBack(this.#block.place, this.#block.length)
  }
}
