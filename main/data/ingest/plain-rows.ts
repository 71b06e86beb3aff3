import { KernelMemory } from '../../kernels/memory.ts'
import { Runner } from '../../kernels/runner.ts'
import { readLines } from '../../kernels/wasm/read-lines.ts'
import { Identifiers, refused } from './identifiers.ts'

/** What a column of a plain file is read as. */
export type PlainKind = 'user' | 'item' | 'value' | 'time' | 'skip'

/** A file that may be read without looking at most of its rows twice. */
export interface PlainLayout {
  readonly kinds: readonly PlainKind[]
  /** One byte, or two: `::`. */
  readonly delimiter: Uint8Array
  readonly quote: boolean
  /** Microseconds in a unit of the times. */
  readonly microseconds: number
}

/** Rows as they come, codes of users and items in the order of their reader. NaN is a missing value or time; times in microseconds since 1970. */
export interface PlainBlock {
  rows: number
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float64Array | null
  readonly time: Float64Array | null
}

/** A line that must be read with all care, the rows and lines before it, and its bytes with the line feed. */
export interface OddLine {
  readonly row: number
  readonly line: number
  readonly bytes: Uint8Array
}

const lineFeed = 10
const carriageReturn = 13
const quoteMark = 34
const minus = 45
const point = 46
const zero = 48
const [userKind, itemKind, valueKind, timeKind, skipKind] = [0, 1, 2, 3, 4]
const kindNumbers = { user: userKind, item: itemKind, value: valueKind, time: timeKind, skip: skipKind } as const
const powers = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
export const blockRows = 2 ** 18
/** Microseconds of the years 1970 and 2200: times between are taken without a question. */
const latestTime = Date.UTC(2200, 0, 1) * 1000

/**
 * Reads lines whose every field is plain: numbers in digits, identifiers without blanks around them, quotes only around a whole field. What any other line holds is
 * not judged here: it is set aside with its place. Call `read` with whole lines.
 */
export class PlainRows {
  readonly #memory = new KernelMemory()
  /** Not all kernels, for each thread would load them. */
  readonly #runner = new Runner(this.#memory, 1)
  readonly users = new Identifiers(this.#memory)
  readonly items = new Identifiers(this.#memory)
  readonly blocks: PlainBlock[] = []
  readonly odd: OddLine[] = []
  rows = 0
  /** Lines so far. */
  line = 0
  headerDue: boolean
  readonly #layout: PlainLayout
  readonly #kinds: Int32Array
  readonly #progress = this.#memory.integers(2)
  readonly #places = this.#memory.integers(32)
  #window = this.#memory.bytes(0)

  constructor(layout: PlainLayout, header: boolean) {
    this.#layout = layout
    this.headerDue = header
    this.#kinds = this.#memory.putIntegers(layout.kinds.map((kind) => kindNumbers[kind]))
  }

  /** Bytes in the memory of the kernel, for `read`: valid until more are asked for. The first `keep` stay. */
  window(length: number, keep = 0): Uint8Array {
    if (this.#window.length < length) {
      const larger = this.#memory.bytes(2 * length)
      larger.set(this.#window.subarray(0, keep))
      this.#window = larger
    }
    return this.#window
  }

  /** Reads the lines of the window from `start` to `end`; the last one ends there, with its line feed or without. */
  read(start: number, end: number): void {
    const bytes = this.#window
    const ended = bytes.subarray(0, end).lastIndexOf(lineFeed) + 1
    for (let at = start; at < end;) {
      const block = this.#block()
      if (at < ended) at = this.#fillPlain(block, at, ended)
      // The one line that the kernel left; beyond the last one are bytes of another time.
      const lines = at < ended ? bytes : bytes.subarray(0, end)
      if (at < end && block.rows < blockRows) at = this.#fill(block, lines, at, lineEnd(bytes, at, end))
    }
  }

  #fillPlain(block: PlainBlock, start: number, end: number): number {
    const { delimiter, quote, microseconds } = this.#layout
    const progress = this.#progress
    const row = readLines(this.#runner, {
      bytes: this.#window,
      start,
      end,
      kinds: this.#kinds,
      delimiter,
      quote,
      microseconds,
      latest: latestTime,
      users: this.users,
      items: this.items,
      into: { user: block.user, item: block.item, value: block.value ?? noNumbers, time: block.time ?? noNumbers },
      row: block.rows,
      limit: blockRows,
      progress,
      places: this.#places,
    })
    this.rows += row - block.rows
    block.rows = row
    this.line += progress[1]!
    return start + progress[0]!
  }

  /** Passes over the header in the window, the first line that is not blank; returns where it ends, or null when that cannot be told from one line. */
  skipHeader(start: number, end: number): number | null {
    const bytes = this.#window
    let at = start
    for (; at < end; this.line++) {
      const feed = bytes.indexOf(lineFeed, at)
      const stop = feed < 0 || feed >= end ? end : feed
      const line = bytes.subarray(at, stop)
      at = Math.min(end, stop + 1)
      if (line.length === 0 || (line.length === 1 && line[0] === carriageReturn)) continue
      this.line++
      this.headerDue = false
      return line.includes(quoteMark) && line.reduce((count, byte) => count + Number(byte === quoteMark), 0) % 2 > 0
        ? null
        : at
    }
    return at
  }

  #block(): PlainBlock {
    const last = this.blocks.at(-1)
    if (last && last.rows < blockRows) return last
    const { kinds } = this.#layout
    const memory = this.#memory
    const block = {
      rows: 0,
      user: memory.integers(blockRows),
      item: memory.integers(blockRows),
      value: kinds.includes('value') ? memory.doubles(blockRows) : null,
      time: kinds.includes('time') ? memory.doubles(blockRows) : null,
    }
    this.blocks.push(block)
    return block
  }

  #setAside(bytes: Uint8Array, start: number, end: number, rows: number): number {
    let stop = bytes.indexOf(lineFeed, start)
    if (stop < 0 || stop >= end) stop = end
    const after = Math.min(end, stop + 1)
    this.odd.push({ row: this.rows + rows, line: this.line, bytes: Uint8Array.from(bytes.subarray(start, after)) })
    return after
  }

  #fill(block: PlainBlock, bytes: Uint8Array, start: number, end: number): number {
    const { user, item } = block
    const value = block.value ?? noNumbers
    const time = block.time ?? noNumbers
    const { users, items } = this
    const { quote, microseconds } = this.#layout
    const [first, second = -1] = this.#layout.delimiter as unknown as [number, number | undefined]
    const kinds = this.#kinds
    const width = kinds.length
    const before = block.rows
    let row = before
    let at = start
    while (at < end && row < blockRows) {
      const head = bytes[at]!
      if (head === lineFeed || (head === carriageReturn && bytes[at + 1] === lineFeed)) {
        at += head === lineFeed ? 1 : 2
        this.line++
        continue
      }
      let p = at
      let fits = false
      for (let column = 0; column < width; column++) {
        const kind = kinds[column]!
        const opened = quote && bytes[p] === quoteMark
        if (opened) p++
        const from = p
        let digit: number
        if (kind <= itemKind) {
          const identifiers = kind === userKind ? users : items
          let number = 0
          while ((digit = bytes[p]! - zero) >= 0 && digit <= 9) {
            number = (Math.imul(number, 10) + digit) | 0
            p++
          }
          let code: number
          const length = p - from
          if (isEnd(bytes[p], opened, first!) && length > 0 && length <= 9 && (bytes[from] !== zero || length === 1)) {
            code = number < identifiers.direct.length ? identifiers.direct[number]! - 1 : -1
            if (code < 0) code = identifiers.ofNumber(number, bytes, from, p)
          } else {
            for (let byte = bytes[p]!; p < end && byte >= 32 && byte !== first && byte !== quoteMark; byte = bytes[p]!)
              p++
            code = p > from ? identifiers.ofText(bytes, from, p) : refused
          }
          if (code < 0) break
          if (kind === userKind) user[row] = code
          else item[row] = code
        } else if (kind === skipKind) {
          for (let byte = bytes[p]!; p < end && byte >= 32 && byte !== first && byte !== quoteMark; byte = bytes[p]!)
            p++
        } else {
          const negative = bytes[p] === minus
          if (negative) p++
          const digitsFrom = p
          let high = 0
          while (p - digitsFrom < 9 && (digit = bytes[p]! - zero) >= 0 && digit <= 9) {
            high = high * 10 + digit
            p++
          }
          let number = high
          let count = p - digitsFrom
          if (count === 9) {
            let low = 0
            while (p - digitsFrom < 15 && (digit = bytes[p]! - zero) >= 0 && digit <= 9) {
              low = low * 10 + digit
              p++
            }
            count = p - digitsFrom
            number = high * powers[count - 9]! + low
          }
          if (count === 0 && (p !== from || opened)) break
          if (bytes[p] === point) {
            if (kind === timeKind || count === 0) break
            const fractionFrom = ++p
            while ((digit = bytes[p]! - zero) >= 0 && digit <= 9 && p - fractionFrom + count < 15) {
              number = number * 10 + digit
              p++
            }
            const decimals = p - fractionFrom
            if (decimals === 0) break
            number /= powers[decimals]!
          }
          if (count === 0) number = NaN
          if (kind === valueKind) value[row] = negative ? -number : number
          else {
            number *= microseconds
            if (negative || number >= latestTime) break
            time[row] = number
          }
        }
        if (opened) {
          if (bytes[p] !== quoteMark || p === from) break
          p++
        }
        if (column + 1 === width) {
          fits = true
          break
        }
        if (bytes[p] !== first) break
        if (second >= 0 && bytes[++p] !== second) break
        p++
      }
      const stop = bytes[p]
      const returns = stop === carriageReturn && (p + 1 === end || bytes[p + 1] === lineFeed)
      if (fits && (p === end || stop === lineFeed || returns)) {
        at = p + (returns ? 2 : 1)
        row++
      } else at = this.#setAside(bytes, at, end, row - before)
      this.line++
    }
    this.rows += row - before
    block.rows = row
    return at
  }
}

function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  const feed = bytes.indexOf(lineFeed, at)
  return feed < 0 || feed >= end ? end : feed + 1
}
const noNumbers = new Float64Array(0)
const isEnd = (byte: number | undefined, quoted: boolean, delimiter: number) =>
  quoted ? byte === quoteMark : byte === delimiter || byte === lineFeed || byte === carriageReturn || byte === undefined
