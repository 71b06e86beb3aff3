import type { IdentifierTable } from '../../kernels/reference/read-lines.ts'
import { missingTexts } from './columns.ts'

const missing = new Set<string>(missingTexts)
/** Whole numbers below this are looked up in a table by themselves. */
const mostDirect = 2 ** 24
/** What an identifier that must be looked at one by one answers. */
export const refused = -1

/** The bytes of code c are `bytes[starts[c] … starts[c + 1])`. */
export interface PackedIdentifiers {
  readonly count: number
  readonly bytes: Uint8Array
  readonly starts: Int32Array
}

/** Takes arrays of zeros from somewhere. */
export interface Room {
  integers(length: number): Int32Array
  bytes(length: number): Uint8Array
}

const ownRoom: Room = { integers: (length) => new Int32Array(length), bytes: (length) => new Uint8Array(length) }

/**
 * Dense codes of identifiers, from their bytes, in the order in which they come; no string is made for a row. Identifiers that mean "missing", or begin or end with a
 * blank, are refused: their rows go the long way.
 */
export class Identifiers implements IdentifierTable {
  /** Code + 1 by whole number. */
  direct: Int32Array
  /** Four numbers a place: code + 1, length in bytes, and two words that are the bytes themselves, up to eight, or two hashes of them. A power of two of places, at most half of them taken. */
  slots: Int32Array
  /** The bytes of code c are `texts[starts[c] … starts[c + 1])`. */
  starts: Int32Array
  texts: Uint8Array
  /** One cell. */
  readonly count: Int32Array
  readonly #room: Room

  /** @param room where the tables lie; a kernel that reads lines needs them in its memory */
  constructor(room: Room = ownRoom) {
    this.#room = room
    this.direct = room.integers(2 ** 16)
    this.slots = room.integers(2 ** 14)
    this.starts = room.integers(2 ** 11 + 1)
    this.texts = room.bytes(2 ** 15)
    this.count = room.integers(1)
  }

  /** The code of a whole number written without leading zeros. */
  ofNumber(number: number, bytes: Uint8Array, start: number, end: number): number {
    if (number >= mostDirect) return this.ofText(bytes, start, end, true)
    if (number >= this.direct.length) {
      const larger = this.#room.integers(2 ** Math.ceil(Math.log2(number + 1)))
      larger.set(this.direct)
      this.direct = larger
    }
    const known = this.direct[number]!
    if (known > 0) return known - 1
    const code = this.#add(bytes, start, end)
    this.direct[number] = code + 1
    return code
  }

  /** The code of any other text, or `refused`, unless it was judged before. */
  ofText(bytes: Uint8Array, start: number, end: number, judged = false): number {
    const length = end - start
    let low = 0x811c9dc5 | 0
    let high = length
    if (length <= 8) {
      const middle = length < 4 ? end : start + 4
      for (let i = start; i < middle; i++) low = (low << 8) | bytes[i]!
      for (let i = middle; i < end; i++) high = (high << 8) | bytes[i]!
    } else
      for (let i = start; i < end; i++) {
        low = Math.imul(low ^ bytes[i]!, 0x01000193)
        high = (Math.imul(high, 31) + bytes[i]!) | 0
      }
    const slots = this.slots
    const mask = slots.length - 4
    let slot = mix(low, high) & mask
    for (let entry = slots[slot]!; entry !== 0; slot = (slot + 4) & mask, entry = slots[slot]!)
      if (
        slots[slot + 2] === low &&
        slots[slot + 3] === high &&
        slots[slot + 1] === length &&
        (length <= 8 || this.#is(entry - 1, bytes, start, end))
      )
        return entry - 1
    if (!judged && !isPlain(bytes, start, end)) return refused
    const code = this.#add(bytes, start, end)
    slots[slot] = code + 1
    slots[slot + 1] = length
    slots[slot + 2] = low
    slots[slot + 3] = high
    if ((this.count[0]! + 2) * 8 > slots.length) this.#grow()
    return code
  }

  /** The code of a text that was judged before. */
  ofString(text: string): number {
    const bytes = Buffer.from(text)
    const number = wholeNumber(bytes, 0, bytes.length)
    return number < 0 ? this.ofText(bytes, 0, bytes.length, true) : this.ofNumber(number, bytes, 0, bytes.length)
  }

  /** The code here of an identifier that was coded elsewhere. */
  absorbOne({ bytes, starts }: PackedIdentifiers, code: number): number {
    const start = starts[code]!
    const end = starts[code + 1]!
    const number = wholeNumber(bytes, start, end)
    return number < 0 ? this.ofText(bytes, start, end, true) : this.ofNumber(number, bytes, start, end)
  }

  /** What another thread needs to take these over. */
  pack(): PackedIdentifiers {
    const count = this.count[0]!
    const starts = Int32Array.from(this.starts.subarray(0, count + 1))
    return { count, starts, bytes: Uint8Array.from(this.texts.subarray(0, starts[count]!)) }
  }

  /** All identifiers by code. */
  all(): string[] {
    const bytes = Buffer.from(this.texts.buffer, this.texts.byteOffset, this.texts.length)
    return Array.from({ length: this.count[0]! }, (_, code) =>
      bytes.toString('utf8', this.starts[code], this.starts[code + 1]),
    )
  }

  #is(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.starts[code]!
    for (let i = start; i < end; i++) if (this.texts[from + i - start] !== bytes[i]) return false
    return true
  }

  #add(bytes: Uint8Array, start: number, end: number): number {
    const code = this.count[0]!++
    const from = this.starts[code]!
    if (code + 2 > this.starts.length) this.starts = extend(this.starts, this.#room.integers(this.starts.length * 2))
    if (from + end - start > this.texts.length)
      this.texts = extend(this.texts, this.#room.bytes(2 * (from + end - start)))
    this.texts.set(bytes.subarray(start, end), from)
    this.starts[code + 1] = from + end - start
    return code
  }

  #grow(): void {
    const old = this.slots
    const slots = this.#room.integers(old.length * 2)
    const mask = slots.length - 4
    for (let from = 0; from < old.length; from += 4) {
      if (old[from] === 0) continue
      let slot = mix(old[from + 2]!, old[from + 3]!) & mask
      while (slots[slot] !== 0) slot = (slot + 4) & mask
      slots.set(old.subarray(from, from + 4), slot)
    }
    this.slots = slots
  }
}

function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
  return !missing.has(text) && !/^\p{Zs}|\p{Zs}$/u.test(text)
}

/** Two words as one of which every bit depends on all of theirs, as MurmurHash3 ends. */
function mix(low: number, high: number): number {
  let hash = low ^ Math.imul(high, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** The number that at most nine digits without leading zeros write; −1 for anything else. */
function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length === 0 || length > 9 || (bytes[start] === 48 && length > 1)) return -1
  let number = 0
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

function extend<A extends Uint8Array | Int32Array>(from: A, to: A): A {
  to.set(from)
  return to
}
