/**
 * Seeded generator: sfc32 (Chris Doty-Humphrey, PractRand), 128-bit state, seeded by a string through a 32-bit mix.
 * The same seed gives the same stream on every platform and for any number of threads.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1
  #spare = Number.NaN

  /** @param parts what the stream is for, such as seed, model and fold: distinct parts give independent streams */
  constructor(...parts: readonly (number | string)[]) {
    const hash = mix(parts.join('\u0000'))
    this.#a = hash()
    this.#b = hash()
    this.#c = hash()
    for (let i = 0; i < 15; i++) this.bits()
  }

  /** Goes on where {@link words} were read, such as by a kernel. */
  static resume([a, b, c, counter]: ArrayLike<number> & Iterable<number>): Random {
    const random = new Random()
    random.#a = a! | 0
    random.#b = b! | 0
    random.#c = c! | 0
    random.#counter = counter! | 0
    return random
  }

  /** The state, four words; a normal that was drawn beside another is not part of it. */
  words(): Int32Array {
    return Int32Array.of(this.#a, this.#b, this.#c, this.#counter)
  }

  /** 32 uniformly random bits as an unsigned integer. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    this.#c |= 0
    return sum >>> 0
  }

  /** Fills the first `count` words with random bits, the same as so many calls of `bits`, but faster. */
  fillBits(into: Uint32Array, count: number): void {
    let [a, b, c, counter] = [this.#a, this.#b, this.#c, this.#counter]
    for (let i = 0; i < count; i++) {
      const sum = (((a + b) | 0) + counter) | 0
      counter = (counter + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + sum) | 0
      into[i] = sum
    }
    this.#a = a
    this.#b = b
    this.#c = c
    this.#counter = counter
  }

  /** Uniform in [0, 1), with 53 random bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) / 9007199254740992
  }

  /** Uniform in 0 … below − 1, without modulo bias (Lemire 2019, doi:10.1145/3230636). */
  below(limit: number): number {
    const threshold = (4294967296 - limit) % limit
    for (;;) {
      const bits = this.bits()
      const lower = (bits & 0xffff) * limit
      const upper = (bits >>> 16) * limit + Math.floor(lower / 65536)
      const remainder = (upper % 65536) * 65536 + (lower % 65536)
      if (remainder >= threshold) return Math.floor(upper / 65536)
    }
  }

  /** Standard normal by the polar method (Marsaglia and Bray 1964). */
  normal(): number {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare
      this.#spare = Number.NaN
      return spare
    }
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      this.#spare = y * scale
      return x * scale
    }
  }

  /** Fisher–Yates, in place. */
  shuffle<A extends Int32Array | Uint32Array | Float32Array | Float64Array | unknown[]>(values: A): A {
    for (let last = values.length - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const held = values[last]!
      values[last] = values[other]!
      values[other] = held
    }
    return values
  }
}

/** A stream of well-mixed 32-bit words from text: FNV-1a, then the finaliser of MurmurHash3. */
function mix(text: string): () => number {
  let state = 2166136261
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16777619)
  return () => {
    state = (state + 0x9e3779b9) | 0
    return hash32(state)
  }
}

/** A bijection of 32-bit integers that scatters neighbours: MurmurHash3's finaliser. Used to break ties by seed. */
export function hash32(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
