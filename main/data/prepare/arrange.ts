import { sortByTime } from './by-time.ts'

/** A log in the order of its file, users and items by any dense code. */
export interface CodedLog {
  readonly users: number
  readonly items: number
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array | Float64Array | null
  /** Ticks since 1970, and how many of them make a second: one unless said. */
  readonly time: Float64Array | null
  readonly ticks?: number
}

/** The same log as it is prepared: rows by time, users and items numbered by first appearance in that order. */
export interface ArrangedLog {
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array | null
  readonly time: Float64Array | null
  /** The code of each user and item, by its number; codes that no row has are left out. */
  readonly userCodes: Int32Array
  readonly itemCodes: Int32Array
}

/** Arranges a log, in time linear in its rows. */
export function arrangeLog(log: CodedLog): ArrangedLog {
  const { time } = log
  const sorted = (time && sortByTime({ ...log, time })) ?? {
    user: log.user.slice(),
    item: log.item.slice(),
    value: log.value && new Float32Array(log.value),
    time: time && log.ticks ? time.map((at) => at / log.ticks!) : time,
  }
  return { ...sorted, userCodes: renumber(sorted.user, log.users), itemCodes: renumber(sorted.item, log.items) }
}

/** Turns the codes of a column into numbers by first appearance; returns the code of each number. */
function renumber(column: Int32Array, size: number): Int32Array {
  const numbers = new Int32Array(size).fill(-1)
  const codes = new Int32Array(size)
  let count = 0
  for (let position = 0; position < column.length; position++) {
    const code = column[position]!
    let number = numbers[code]!
    if (number < 0) {
      number = numbers[code] = count
      codes[count++] = code
    }
    column[position] = number
  }
  return codes.slice(0, count)
}
