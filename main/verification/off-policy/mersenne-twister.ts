const length = 624
const shift = 397

/**
 * The generator behind `numpy.random.RandomState`, so that the resamples of a reference are drawn again exactly.
 *
 * M. Matsumoto, T. Nishimura (1998). Mersenne Twister. ACM TOMACS 8(1). doi:10.1145/272991.272995
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(length)
  #position = length

  constructor(seed: number) {
    this.#state[0] = seed
    for (let i = 1; i < length; i++) {
      const previous = this.#state[i - 1]!
      this.#state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
    }
  }

  /** The next 32 bits. */
  bits(): number {
    if (this.#position === length) this.#refill()
    let y = this.#state[this.#position++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  /** A number in [0, 1) with 53 bits, as `RandomState.random_sample` draws it. */
  uniform(): number {
    const high = this.bits() >>> 5
    return (high * 67108864 + (this.bits() >>> 6)) / 9007199254740992
  }

  /** Standard normal numbers, as `RandomState.normal` draws them: by the polar method, the second of a pair first. */
  normals(count: number): Float64Array {
    const drawn = new Float64Array(count + 1)
    for (let i = 0; i < count; i += 2) {
      const [x, y] = this.#withinCircle()
      const r = x * x + y * y
      const scale = Math.sqrt((-2 * Math.log(r)) / r)
      drawn[i] = scale * y
      drawn[i + 1] = scale * x
    }
    return drawn.subarray(0, count)
  }

  /** A point in the unit circle, its centre left out. */
  #withinCircle(): readonly [number, number] {
    for (;;) {
      const point = [2 * this.uniform() - 1, 2 * this.uniform() - 1] as const
      const r = point[0] ** 2 + point[1] ** 2
      if (r < 1 && r !== 0) return point
    }
  }

  /** Integers below `bound`, as `RandomState.randint` draws them: bits under a mask, those that are too large rejected. */
  integers(bound: number, into: Int32Array): void {
    const mask = bound <= 1 ? 0 : 2 ** (32 - Math.clz32(bound - 1)) - 1
    for (let i = 0; i < into.length; i++) {
      let drawn = mask === 0 ? 0 : (this.bits() & mask) >>> 0
      while (drawn >= bound) drawn = (this.bits() & mask) >>> 0
      into[i] = drawn
    }
  }

  #refill(): void {
    const state = this.#state
    for (let i = 0; i < length; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % length]! & 0x7fffffff)
      state[i] = state[(i + shift) % length]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.#position = 0
  }
}
