import type { LogBlock } from '../columns/blocks.ts'

export interface SettleInput {
  readonly blocks: readonly LogBlock[]
  /** The code in the whole log of each code of the part. */
  readonly userCodes: Int32Array
  readonly itemCodes: Int32Array
  /** Users and items of the whole log. */
  readonly users: number
  readonly items: number
}

/** What is known of a part of a log from one look at its rows. */
export interface PartFacts {
  /** Rows by user and by item. */
  readonly userCounts: Int32Array
  readonly itemCounts: Int32Array
  /** Whether values are all 32-bit floats, and how many are missing. */
  readonly exactValues: boolean
  readonly missingValues: number
  readonly times: TimeFacts
}

export interface TimeFacts {
  readonly missing: number
  /** Whether no time is before one above it. */
  readonly ascending: boolean
  readonly first: number
  readonly last: number
  /** Infinity and −Infinity where there is none. */
  readonly least: number
  readonly most: number
}

/** Gives the rows of a part the codes of the whole log, where they lie, and tells what they are. */
export function settlePart({ blocks, userCodes, itemCodes, users, items }: SettleInput): PartFacts {
  const userCounts = new Int32Array(users)
  const itemCounts = new Int32Array(items)
  const [userMap, itemMap] = [userCodes, itemCodes].map((codes) => (isIdentity(codes) ? null : codes))
  for (const { user, item } of blocks) {
    recode(user, userMap!, userCounts)
    recode(item, itemMap!, itemCounts)
  }
  const values = blocks.flatMap(({ value }) => value ?? [])
  return {
    userCounts,
    itemCounts,
    ...lookAtValues(values),
    times: lookAtTimes(blocks.flatMap(({ time }) => time ?? [])),
  }
}

const isIdentity = (codes: Int32Array) => codes.every((to, from) => to === from)

function recode(column: Int32Array, codes: Int32Array | null, counts: Int32Array): void {
  if (codes)
    for (let row = 0; row < column.length; row++) {
      const code = codes[column[row]!]!
      column[row] = code
      counts[code]!++
    }
  else for (let row = 0; row < column.length; row++) counts[column[row]!]!++
}

function lookAtValues(columns: readonly (Float32Array | Float64Array)[]) {
  let [missingValues, exactValues] = [0, true]
  for (const column of columns)
    for (let row = 0; row < column.length; row++) {
      const value = column[row]!
      if (Math.fround(value) === value) continue
      if (Number.isNaN(value)) missingValues++
      else exactValues = false
    }
  return { missingValues, exactValues }
}

export function lookAtTimes(columns: readonly Float64Array[]): TimeFacts {
  let [missing, ascending, last, least, most] = [0, true, -Infinity, Infinity, -Infinity]
  for (const column of columns)
    for (let row = 0; row < column.length; row++) {
      const at = column[row]!
      if (at < last) ascending = false
      if (at < least) least = at
      if (at > most) most = at
      if (Number.isNaN(at)) missing++
      last = at
    }
  return { missing, ascending, first: columns.find(({ length }) => length > 0)?.[0] ?? NaN, last, least, most }
}
