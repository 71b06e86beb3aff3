import { cutBlock, emptyBlock, fillBlock, rowsOf, type LogBlock, type LogParts } from '../columns/blocks.ts'
import type { LogThreads } from '../columns/threads.ts'
import { Identifiers, type PackedIdentifiers } from './identifiers.ts'
import type { PlainPart } from './plain-part.ts'
import type { PlainKind } from './plain-rows.ts'
import { groupsOf, type PairSizes } from './count-pairs.ts'
import type { PartFacts, SettleInput, TimeFacts } from './settle-part.ts'

/** The rows of a log in the order of its file; users and items are coded by first appearance. */
export interface FileColumns {
  readonly rows: number
  /** NaN where a value is missing, microseconds since 1970 or NaN as times; null where the file has no such column. */
  readonly parts: LogParts
  readonly users: readonly string[]
  readonly items: readonly string[]
  /** Rows by user and by item. */
  readonly userCounts: Int32Array
  readonly itemCounts: Int32Array
  readonly values: { readonly missing: number; readonly exact: boolean }
  readonly times: TimeFacts
  readonly pairs: Pairs
}

/** Distinct pairs of user and item. */
export interface Pairs {
  /** Done once the rows may change. */
  readonly taken: Promise<unknown>
  count(): Promise<number>
}

/** A row that was read with care, and the number of plain rows before it. */
export interface CarefulRow {
  readonly before: number
  readonly user: string
  readonly item: string
  readonly value: number
  readonly time: number
}

/** Joins the parts of a file and the rows between theirs, which ascend. The blocks of the parts become those of the whole. */
export async function joinParts(
  threads: LogThreads,
  parts: readonly PlainPart[],
  between: readonly CarefulRow[],
  kinds: readonly PlainKind[],
): Promise<FileColumns> {
  const none = emptyBlock(0, { value: kinds.includes('value') ? Float64Array : null, time: kinds.includes('time') })
  const { joined, users, items } = codeParts(parts, between, none)
  const sizes = { users: users.count[0]!, items: items.count[0]! }
  const settled = joined.map((part) => threads.run('settlePart', { ...part, ...sizes }))
  const pairs = takePairs(threads, joined, settled, sizes)
  const facts = await Promise.all(settled)
  return {
    rows: joined.reduce((rows, { blocks }) => rows + rowsOf(blocks), 0),
    parts: joined.map(({ blocks }) => blocks),
    users: users.all(),
    items: items.all(),
    userCounts: sum(facts.map(({ userCounts }) => userCounts)),
    itemCounts: sum(facts.map(({ itemCounts }) => itemCounts)),
    values: {
      missing: facts.reduce((missing, { missingValues }) => missing + missingValues, 0),
      exact: facts.every(({ exactValues }) => exactValues),
    },
    times: joinTimes(facts),
    pairs,
  }
}

/** Several pieces for each thread, so that none waits long for the others. */
const piecesEach = 4

function takePairs(
  threads: LogThreads,
  parts: readonly CodedPart[],
  settled: readonly Promise<PartFacts>[],
  sizes: PairSizes,
): Pairs {
  const taken = Promise.all(
    settled.map(async (facts, part) => {
      const { userCounts } = await facts
      const blocks = parts[part]!.blocks.map(({ user, item }) => ({ user, item }))
      return threads.run('dealPairs', { blocks, userCounts: userCounts.slice(), ...sizes })
    }),
  )
  taken.catch(() => undefined)
  const groups = groupsOf(sizes)
  const pieces = piecesEach * threads.count
  const bounds = Array.from({ length: pieces + 1 }, (_, piece) => Math.floor((groups * piece) / pieces))
  return {
    taken,
    async count() {
      const dealt = await taken
      const counts = bounds.slice(1).map((until, piece) => {
        const from = bounds[piece]!
        return threads.run('countPairs', { dealt, from, until, ...sizes })
      })
      return (await Promise.all(counts)).reduce((sum, pairs) => sum + pairs, 0)
    },
  }
}

const sum = (columns: readonly Int32Array[]) => {
  const [first, ...others] = columns
  for (const column of others) for (let each = 0; each < column.length; each++) first![each]! += column[each]!
  return first!
}

function joinTimes(facts: readonly PartFacts[]): TimeFacts {
  return facts
    .map(({ times }) => times)
    .reduce((before, times) => ({
      missing: before.missing + times.missing,
      ascending: before.ascending && times.ascending && !(times.first < before.last),
      first: Number.isNaN(before.first) ? times.first : before.first,
      last: times.last === -Infinity ? before.last : times.last,
      least: Math.min(before.least, times.least),
      most: Math.max(before.most, times.most),
    }))
}

type CodedPart = Omit<SettleInput, 'users' | 'items'>

/** Gives identifiers their codes in the whole file, and puts careful rows where they stand, with codes of their part. */
function codeParts(parts: readonly PlainPart[], between: readonly CarefulRow[], none: LogBlock) {
  const users = new Identifiers()
  const items = new Identifiers()
  let [plain, next] = [0, 0]
  const joined = parts.map((part, index): CodedPart => {
    const last = index === parts.length - 1
    const own = between.slice(next, last ? between.length : firstAfter(between, next, plain + part.rows))
    next += own.length
    const codes = { user: new PartCodes(users, part.users), item: new PartCodes(items, part.items) }
    const complete = part.odd.length === 0
    const blocks = own.length === 0 && complete ? part.blocks : insertRows([...part.blocks, none], own, plain, codes)
    plain += part.rows
    return { blocks, userCodes: codes.user.finish(complete), itemCodes: codes.item.finish(complete) }
  })
  return { joined, users, items }
}

/** The first careful row that stands after so many plain rows or more. */
function firstAfter(between: readonly CarefulRow[], from: number, plain: number): number {
  const found = between.findIndex(({ before }, index) => index >= from && before >= plain)
  return found < 0 ? between.length : found
}

/** Codes of a part as codes of all parts, by first appearance in what was looked at. */
class PartCodes {
  readonly #all: Identifiers
  readonly #packed: PackedIdentifiers
  readonly #codes: Int32Array
  readonly #others: number[] = []

  constructor(all: Identifiers, packed: PackedIdentifiers) {
    this.#all = all
    this.#packed = packed
    this.#codes = new Int32Array(packed.count).fill(-1)
  }

  /** Looks at some rows. An identifier of a line that was set aside may never appear. */
  look(column: Int32Array): void {
    for (let row = 0; row < column.length; row++) {
      const code = column[row]!
      if (this.#codes[code]! < 0) this.#codes[code] = this.#all.absorbOne(this.#packed, code)
    }
  }

  /** The code in the part of what stands between its rows. */
  of(text: string): number {
    return this.#codes.length + this.#others.push(this.#all.ofString(text)) - 1
  }

  /** @param complete whether every identifier of the part has rows */
  finish(complete: boolean): Int32Array {
    if (complete) this.look(Int32Array.from(this.#codes.keys()))
    const codes = new Int32Array(this.#codes.length + this.#others.length)
    codes.set(this.#codes)
    codes.set(this.#others, this.#codes.length)
    return codes
  }
}

interface Codes {
  readonly user: PartCodes
  readonly item: PartCodes
}

/** The blocks of a part, of which the last is empty, with careful rows in their places; `plain` rows stand before the part. */
function insertRows(
  blocks: readonly LogBlock[],
  careful: readonly CarefulRow[],
  plain: number,
  codes: Codes,
): readonly LogBlock[] {
  let next = 0
  return blocks.map((block, index) => {
    const from = next
    const end = index === blocks.length - 1 ? Infinity : plain + block.user.length
    while (next < careful.length && careful[next]!.before < end) next++
    const result = insertInto(block, careful.slice(from, next), plain, codes)
    plain += block.user.length
    return result
  })
}

function insertInto(block: LogBlock, careful: readonly CarefulRow[], plain: number, { user, item }: Codes): LogBlock {
  const rows = block.user.length
  const into =
    careful.length === 0
      ? block
      : emptyBlock(rows + careful.length, { value: block.value && Float64Array, time: block.time !== null })
  let [from, row] = [0, 0]
  const copy = (until: number) => {
    const piece = cutBlock(block, from, until)
    user.look(piece.user)
    item.look(piece.item)
    if (into !== block) fillBlock(into, row, piece)
    row += until - from
    from = until
  }
  for (const each of careful) {
    copy(each.before - plain)
    into.user[row] = user.of(each.user)
    into.item[row] = item.of(each.item)
    if (into.value) into.value[row] = each.value
    if (into.time) into.time[row] = each.time
    row++
  }
  copy(rows)
  return into
}
