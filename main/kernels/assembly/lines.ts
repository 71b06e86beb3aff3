/** Cells of a table of identifiers, of four bytes; see wasm/read-lines.ts. */
const direct: usize = 0
const directLength: usize = 4
const slots: usize = 8
const slotsLength: usize = 12
const starts: usize = 16
const startsLength: usize = 20
const texts: usize = 24
const textsLength: usize = 28
const count: usize = 32

const lineFeed: i32 = 10
const carriageReturn: i32 = 13
const blank: i32 = 32
const quoteMark: i32 = 34
const minus: i32 = 45
const point: i32 = 46
const zero: i32 = 48
const itemKind: i32 = 1
const valueKind: i32 = 2
const timeKind: i32 = 3
const mostDigits: i32 = 15
/** Texts of so many bytes may mean "missing". */
const longestMissing: i32 = 4

@inline
function byteAt(at: usize): i32 {
  return <i32>load<u8>(at)
}

@inline
function isDigit(byte: i32): bool {
  return <u32>(byte - zero) <= 9
}

/** The values of sixteen bytes as digits; more than nine for any other byte. */
@inline
function digitsAt(at: usize): v128 {
  return i8x16.sub(v128.load(at), i8x16.splat(<i8>zero))
}

/** How many of sixteen digits there are before another byte. */
@inline
function countDigits(digits: v128): i32 {
  return ctz(i8x16.bitmask(i8x16.gt_u(digits, i8x16.splat(9))) | 0x10000)
}

/** The number that the first so many of sixteen digits write: moved to the end, then two, four and eight at a time. */
@inline
function numberOf(digits: v128, length: i32): u64 {
  const places = i8x16.add(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>(length - 16)))
  const moved = i8x16.swizzle(digits, places)
  const pairs = i16x8.add(i16x8.mul(v128.and(moved, i16x8.splat(0xff)), i16x8.splat(10)), i16x8.shr_u(moved, 8))
  const fours = i32x4.dot_i16x8_s(pairs, i16x8(100, 1, 100, 1, 100, 1, 100, 1))
  const eights = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(fours, fours), i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1))
  return <u64>i32x4.extract_lane(eights, 0) * 100000000 + <u64>i32x4.extract_lane(eights, 1)
}

/** The next code, with its text; −1 where there is no room. */
function add(table: usize, from: usize, end: usize): i32 {
  const code = load<i32>(load<usize>(table, count))
  const offsets = load<usize>(table, starts) + (<usize>code << 2)
  const start = load<u32>(offsets)
  const stop = start + <u32>(end - from)
  if (code + 2 > load<i32>(table, startsLength) || stop > load<u32>(table, textsLength)) return -1
  memory.copy(load<usize>(table, texts) + start, from, end - from)
  store<u32>(offsets, stop, 4)
  store<i32>(load<usize>(table, count), code + 1)
  return code
}

/** The code of a whole number that is not in the table yet. */
function addNumber(table: usize, number: u32, from: usize, end: usize): i32 {
  if (number >= load<u32>(table, directLength)) return -1
  const code = add(table, from, end)
  if (code >= 0) store<i32>(load<usize>(table, direct) + (<usize>number << 2), code + 1)
  return code
}

@inline
function mix(low: i32, high: i32): i32 {
  let hash: u32 = low ^ (high * <i32>0x9e3779b1)
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35
  return <i32>(hash ^ (hash >> 16))
}

function isSame(a: usize, b: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false
  return true
}

/** The code of a text by its words, four cells a place, as `Identifiers` lays them out; −1 where it must be judged or there is no room. */
function ofText(table: usize, from: usize, end: usize): i32 {
  const length = <i32>(end - from)
  let low: i32 = 0x811c9dc5
  let high = length
  if (length >= 4 && length <= 8) {
    const bits = <u64>((length - 4) << 3)
    low = bswap(load<i32>(from))
    high = <i32>((<u64>length << bits) | (<u64>bswap(load<u32>(end - 4)) & ((<u64>1 << bits) - 1)))
  } else if (length < 4) {
    for (let at = from; at < end; at++) low = (low << 8) | byteAt(at)
  } else
    for (let at = from; at < end; at++) {
      low = (low ^ byteAt(at)) * 0x01000193
      high = high * 31 + byteAt(at)
    }
  const places = load<usize>(table, slots)
  const cells = load<i32>(table, slotsLength)
  const mask = cells - 4
  let slot = mix(low, high) & mask
  let place = places + (<usize>slot << 2)
  for (let entry = load<i32>(place); entry != 0; entry = load<i32>(place)) {
    if (load<i32>(place, 8) == low && load<i32>(place, 12) == high && load<i32>(place, 4) == length) {
      if (length <= 8) return entry - 1
      const text = load<usize>(table, texts) + load<u32>(load<usize>(table, starts) + (<usize>(entry - 1) << 2))
      if (isSame(text, from, <usize>length)) return entry - 1
    }
    slot = (slot + 4) & mask
    place = places + (<usize>slot << 2)
  }
  const first = byteAt(from)
  const last = byteAt(end - 1)
  if (length <= longestMissing || first <= blank || first > 126 || last <= blank || last > 126) return -1
  if ((load<i32>(load<usize>(table, count)) + 2) * 8 > cells) return -1
  const code = add(table, from, end)
  if (code < 0) return -1
  store<i32>(place, code + 1)
  store<i32>(place, length, 4)
  store<i32>(place, low, 8)
  store<i32>(place, high, 12)
  return code
}

/** Which of thirty-two bytes are no digits, a bit each. */
@inline
function findOthers(at: usize): u32 {
  const low = i8x16.bitmask(i8x16.gt_u(digitsAt(at), i8x16.splat(9)))
  const high = i8x16.bitmask(i8x16.gt_u(digitsAt(at + 16), i8x16.splat(9)))
  return <u32>(low | (high << 16))
}

/**
 * Reads a line of at most 32 bytes whose identifiers are known whole numbers, and whose other fields are numbers without a sign; returns where it ends, or 0 where it is another one. What it has
 * stored then means nothing.
 */
@inline
function readNumbers(
  at: usize,
  tables: usize,
  kinds: usize,
  width: i32,
  first: i32,
  microseconds: f64,
  latest: f64,
  user: usize,
  item: usize,
  value: usize,
  time: usize,
  row: i32,
): usize {
  let others = findOthers(at)
  let p = at
  for (let column = 0; others != 0; ) {
    let stop = at + ctz(others)
    others &= others - 1
    const length = <i32>(stop - p)
    if (<u32>(length - 1) >= 15) return 0
    let whole = length == 1 ? <u64>(byteAt(p) - zero) : numberOf(digitsAt(p), length)
    const kind = load<i32>(kinds + (<usize>column << 2))
    if (kind <= itemKind) {
      const table = tables + (<usize>kind << 6)
      if (whole >= <u64>load<u32>(table, directLength) || (length > 1 && byteAt(p) == zero)) return 0
      const code = load<i32>(load<usize>(table, direct) + (<usize>whole << 2)) - 1
      if (code < 0) return 0
      store<i32>((kind == itemKind ? item : user) + (<usize>row << 2), code)
    } else if (kind == valueKind) {
      let power: u64 = 1
      if (byteAt(stop) == point) {
        if (others == 0) return 0
        const from = stop + 1
        stop = at + ctz(others)
        others &= others - 1
        const decimals = <i32>(stop - from)
        if (decimals == 0 || length + decimals > mostDigits) return 0
        for (let i = 0; i < decimals; i++) power *= 10
        whole = whole * power + numberOf(digitsAt(from), decimals)
      }
      store<f64>(value + (<usize>row << 3), <f64>(<i64>whole) / <f64>(<i64>power))
    } else {
      const number = <f64>(<i64>whole) * microseconds
      if (number >= latest) return 0
      store<f64>(time + (<usize>row << 3), number)
    }
    const byte = byteAt(stop)
    if (++column == width) {
      if (byte == lineFeed) return stop + 1
      return byte == carriageReturn && byteAt(stop + 1) == lineFeed ? stop + 2 : 0
    }
    if (byte != first) return 0
    p = stop + 1
  }
  return 0
}

/** Reads plain lines; see reference/read-lines.ts. */
export function readLines(
  start: usize,
  end: usize,
  tables: usize,
  kinds: usize,
  width: i32,
  first: i32,
  second: i32,
  quote: i32,
  microseconds: f64,
  latest: f64,
  user: usize,
  item: usize,
  value: usize,
  time: usize,
  from: i32,
  limit: i32,
  progress: usize,
): i32 {
  let row = from
  let lines = 0
  let at = start
  /** Up to here sixteen bytes can be read at once. */
  const wide = (<usize>memory.size() << 16) - 16
  let numbers = second < 0
  for (let column = 0; column < width; column++) if (load<i32>(kinds + (<usize>column << 2)) > timeKind) numbers = false
  while (at < end && row < limit) {
    if (numbers && at + 32 <= wide) {
      const after = readNumbers(at, tables, kinds, width, first, microseconds, latest, user, item, value, time, row)
      if (after != 0) {
        at = after
        row++
        lines++
        continue
      }
    }
    const head = byteAt(at)
    if (head == lineFeed || (head == carriageReturn && byteAt(at + 1) == lineFeed)) {
      at += head == lineFeed ? 1 : 2
      lines++
      continue
    }
    let p = at
    let fits = false
    for (let column = 0; column < width; ) {
      const kind = load<i32>(kinds + (<usize>column << 2))
      const opened = quote != 0 && byteAt(p) == quoteMark
      if (opened) p++
      const begin = p
      if (kind <= itemKind) {
        const table = tables + (<usize>kind << 6)
        let number: u32 = 0
        let byte: i32
        if (p <= wide) {
          const digits = digitsAt(p)
          const count = countDigits(digits)
          number = <u32>numberOf(digits, count)
          p += count
          byte = byteAt(p)
        } else {
          byte = byteAt(p)
          while (isDigit(byte)) {
            number = number * 10 + <u32>(byte - zero)
            byte = byteAt(++p)
          }
        }
        const length = <i32>(p - begin)
        const ends = opened ? byte == quoteMark : byte == first || byte == lineFeed || byte == carriageReturn
        let code: i32 = -1
        if (ends && length > 0 && length <= 9 && (length == 1 || byteAt(begin) != zero)) {
          if (number < load<u32>(table, directLength))
            code = load<i32>(load<usize>(table, direct) + (<usize>number << 2)) - 1
          if (code < 0) code = number < 1 << 24 ? addNumber(table, number, begin, p) : ofText(table, begin, p)
        } else {
          while (byte >= blank && byte != first && byte != quoteMark) byte = byteAt(++p)
          if (p > begin) code = ofText(table, begin, p)
        }
        if (code < 0) break
        store<i32>((kind == itemKind ? item : user) + (<usize>row << 2), code)
      } else if (kind <= timeKind) {
        const negative = byteAt(p) == minus
        if (negative) p++
        const digitsFrom = p
        let whole: i64 = 0
        if (kind == timeKind && p <= wide) {
          const sixteen = digitsAt(p)
          const count = countDigits(sixteen)
          if (count > mostDigits) break
          whole = numberOf(sixteen, count)
          p += count
        }
        let byte = byteAt(p)
        while (isDigit(byte) && <i32>(p - digitsFrom) < mostDigits) {
          whole = whole * 10 + <i64>(byte - zero)
          byte = byteAt(++p)
        }
        const digits = <i32>(p - digitsFrom)
        if (digits == 0 && (p != begin || opened)) break
        let number = <f64>whole
        if (byte == point) {
          if (kind == timeKind || digits == 0) break
          const fractionFrom = ++p
          let power: f64 = 1
          byte = byteAt(p)
          while (isDigit(byte) && <i32>(p - fractionFrom) + digits < mostDigits) {
            whole = whole * 10 + <i64>(byte - zero)
            power *= 10
            byte = byteAt(++p)
          }
          if (p == fractionFrom) break
          number = <f64>whole / power
        }
        if (digits == 0) number = NaN
        const cell = <usize>row << 3
        if (kind == valueKind) store<f64>(value + cell, negative ? -number : number)
        else {
          number *= microseconds
          if (negative || number >= latest) break
          store<f64>(time + cell, number)
        }
      } else {
        for (let byte = byteAt(p); byte >= blank && byte != first && byte != quoteMark; byte = byteAt(p)) p++
      }
      if (opened) {
        if (byteAt(p) != quoteMark || p == begin) break
        p++
      }
      if (++column == width) {
        fits = true
        break
      }
      if (byteAt(p) != first) break
      if (second >= 0 && byteAt(++p) != second) break
      p++
    }
    if (!fits) break
    if (byteAt(p) == carriageReturn) p++
    if (byteAt(p) != lineFeed) break
    at = p + 1
    row++
    lines++
  }
  store<i32>(progress, <i32>(at - start))
  store<i32>(progress, lines, 4)
  return row
}
