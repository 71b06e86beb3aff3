import { Identifiers } from './identifiers.ts'
import type { PlainPart } from './plain-part.ts'
import type { PlainKind } from './plain-rows.ts'

/** The columns of a log in the order of its file; users and items are coded by first appearance. */
export interface FileColumns {
  readonly rows: number
  readonly user: Int32Array
  readonly item: Int32Array
  /** NaN where missing; null when the file has no such column. */
  readonly value: Float64Array | null
  /** Microseconds since 1970, NaN where missing. */
  readonly time: Float64Array | null
  readonly users: readonly string[]
  readonly items: readonly string[]
}

/** A row that was read with care, and the number of plain rows before it. */
export interface CarefulRow {
  readonly before: number
  readonly user: string
  readonly item: string
  readonly value: number
  readonly time: number
}

/** Joins the parts of a file and the rows between theirs, which ascend; columns lie in shared memory. The blocks of the parts are given up as they are taken. */
export function joinParts(
  parts: readonly PlainPart[],
  between: readonly CarefulRow[],
  kinds: readonly PlainKind[],
): FileColumns {
  const rows = parts.reduce((sum, part) => sum + part.rows, between.length)
  const users = coding(parts.map((part) => part.users))
  const items = coding(parts.map((part) => part.items))
  const user = shared(Int32Array, rows)
  const item = shared(Int32Array, rows)
  const value = kinds.includes('value') ? shared(Float64Array, rows) : null
  const time = kinds.includes('time') ? shared(Float64Array, rows) : null
  if (between.length === 0) for (const each of [users, items]) each.settle()
  let row = 0
  let plain = 0
  let next = 0
  const insert = () => {
    for (; next < between.length && between[next]!.before === plain; next++, row++) {
      const careful = between[next]!
      user[row] = users.code(careful.user)
      item[row] = items.code(careful.item)
      if (value) value[row] = careful.value
      if (time) time[row] = careful.time
    }
  }
  parts.forEach(({ blocks }, part) => {
    for (const block of blocks)
      for (let from = 0; from < block.rows;) {
        insert()
        const until = Math.min(block.rows, from + (between[next]?.before ?? Infinity) - plain)
        users.recode(part, block.user.subarray(from, until), user.subarray(row))
        items.recode(part, block.item.subarray(from, until), item.subarray(row))
        value?.set(block.value!.subarray(from, until), row)
        time?.set(block.time!.subarray(from, until), row)
        plain += until - from
        row += until - from
        from = until
      }
  })
  insert()
  return { rows, user, item, value, time, users: users.texts(), items: items.texts() }
}

const shared = <A extends Int32Array | Float64Array>(
  type: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  length: number,
): A => new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT))

const isIdentity = (map: Int32Array) => map.every((to, from) => to === from)

/** Codes of several readers as one, by first appearance in what passes through. */
function coding(packed: readonly PlainPart['users'][]) {
  const all = new Identifiers()
  const maps = packed.map((part) => all.absorb(part))
  const finals = maps.map((map) => new Int32Array(map.length).fill(-1))
  let codes = new Int32Array(all.count[0]! + 1).fill(-1)
  const settled: boolean[] = []
  const order: number[] = []
  const codeOf = (known: number) => {
    if (known >= codes.length) {
      const larger = new Int32Array(2 * known).fill(-1)
      larger.set(codes)
      codes = larger
    }
    if (codes[known]! < 0) codes[known] = order.push(known) - 1
    return codes[known]!
  }
  return {
    code: (text: string) => codeOf(all.ofString(text)),
    /** Gives all codes of the parts their place at once, where nothing stands between the rows of these. */
    settle() {
      maps.forEach((map, part) => map.forEach((known, each) => (finals[part]![each] = codeOf(known))))
    },
    recode(part: number, from: Int32Array, to: Int32Array) {
      const map = maps[part]!
      const final = finals[part]!
      if ((settled[part] ??= isIdentity(final))) return to.set(from)
      for (let row = 0; row < from.length; row++) {
        const each = from[row]!
        const code = final[each]!
        to[row] = code < 0 ? (final[each] = codeOf(map[each]!)) : code
      }
    },
    texts(): readonly string[] {
      const texts = all.all()
      return order.map((known) => texts[known]!)
    },
  }
}
