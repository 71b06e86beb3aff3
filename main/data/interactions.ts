/** Compressed sparse rows: the entries of row r are `indices[offsets[r] … offsets[r + 1])`, ascending, with `positions` the row of the log each came from. */
export interface SparseRows {
  readonly offsets: Int32Array
  readonly indices: Int32Array
  readonly positions: Int32Array
}

/** What is known of items or users beside the log, by their number: tables that were joined by key. Unknown is '', an empty list or NaN. */
export interface SideTable {
  readonly texts: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly categories: readonly { readonly name: string; readonly values: readonly (readonly string[])[] }[]
  readonly numbers: readonly { readonly name: string; readonly values: Float64Array }[]
}

/** Side tables of a log; null where none was joined. */
export interface SideTables {
  readonly items: SideTable | null
  readonly users: SideTable | null
}

/**
 * A prepared log, or a part of one, as columns. Users and items are dense numbers of the whole log, so that a part keeps its numbering; arrays may
 * lie in shared memory. Rows keep the order of the log: by time where there are times, otherwise as in the file.
 */
export interface Interactions {
  readonly users: number
  readonly items: number
  readonly rows: number
  readonly user: Int32Array
  readonly item: Int32Array
  /** Rating, weight or reward; null when the log has none. */
  readonly value: Float32Array | null
  /** Seconds since 1970; null when the log has none. */
  readonly time: Float64Array | null
  /** One entry per distinct pair of user and item: the last row of that pair. */
  readonly byUser: SparseRows
  readonly byItem: SparseRows
  readonly side?: SideTables
  /** Lowest and highest value that can be given, where that is declared; predictions are clipped to it, otherwise to the values of the training part. */
  readonly scale?: readonly [minimum: number, maximum: number]
}

export interface InteractionColumns {
  readonly users: number
  readonly items: number
  readonly user: Int32Array
  readonly item: Int32Array
  readonly value: Float32Array | null
  readonly time: Float64Array | null
  readonly side?: SideTables
}

/**
 * Builds both sparse views in time linear in the rows, by turning the log over three times: rows by user, those by item (users then ascend), those by user again
 * (items then ascend). Each turn reads in order and writes an entry in one place.
 */
export function buildInteractions(columns: InteractionColumns): Interactions {
  return { ...columns, rows: columns.user.length, ...buildViews(columns, null) }
}

/** The sparse views of some rows of a log, of all when null is given. */
function buildViews(
  { users, items, user, item }: InteractionColumns,
  chosen: Int32Array | null,
): Pick<Interactions, 'byUser' | 'byItem'> {
  const rows = chosen?.length ?? user.length
  const byRow = new Int32Array(2 * rows)
  const userStarts = chosen ? startsOfChosen(user, users, chosen) : startsOf(user, users)
  for (let row = 0; row < rows; row++) {
    const from = chosen ? chosen[row]! : row
    const at = 2 * userStarts[user[from]!]!++
    byRow[at] = item[from]!
    byRow[at + 1] = row
  }
  const itemStarts = chosen ? startsOfChosen(item, items, chosen) : startsOf(item, items)
  const byItem = takeLast(turnByUser(byRow, userStarts, itemStarts), itemStarts, items)
  return { byUser: turnOver(byItem, items, users, byRow), byItem }
}

/** Entries of item and row by user as entries of user and row by item. After the turn each start is the end of its list, and so the start of the next. */
function turnByUser(byRow: Int32Array, userStarts: Int32Array, itemStarts: Int32Array): Int32Array {
  const turned = new Int32Array(byRow.length)
  for (let each = 0, entry = 0; each + 1 < userStarts.length; each++)
    for (const end = userStarts[each]!; entry < end; entry++) {
      const at = 2 * itemStarts[byRow[2 * entry]!]!++
      turned[at] = each
      turned[at + 1] = byRow[2 * entry + 1]!
    }
  return turned
}

/** Where the entries of each key begin, in a list by key. */
function startsOf(keys: Int32Array, size: number): Int32Array {
  const starts = new Int32Array(size + 1)
  for (let row = 0; row < keys.length; row++) starts[keys[row]! + 1]!++
  for (let key = 0; key < size; key++) starts[key + 1]! += starts[key]!
  return starts
}

/** The same of the keys of some rows. */
function startsOfChosen(keys: Int32Array, size: number, rows: Int32Array): Int32Array {
  const starts = new Int32Array(size + 1)
  for (let at = 0; at < rows.length; at++) starts[keys[rows[at]!]! + 1]!++
  for (let key = 0; key < size; key++) starts[key + 1]! += starts[key]!
  return starts
}

/** Sparse rows of lists of index and position, of which equal indices follow one another: the last of each stays. */
function takeLast(entries: Int32Array, ends: Int32Array, rows: number): SparseRows {
  const offsets = new Int32Array(rows + 1)
  const indices = new Int32Array(entries.length / 2)
  const positions = new Int32Array(entries.length / 2)
  let count = 0
  for (let row = 0, entry = 0; row < rows; row++) {
    for (const end = ends[row]!; entry < end; entry++) {
      const index = entries[2 * entry]!
      if (entry + 1 < end && entries[2 * entry + 2] === index) continue
      indices[count] = index
      positions[count++] = entries[2 * entry + 1]!
    }
    offsets[row + 1] = count
  }
  return { offsets, indices: cut(indices, count), positions: cut(positions, count) }
}

const cut = (array: Int32Array, length: number) => (array.length === length ? array : array.slice(0, length))

/** The transpose, by way of `entries`, which has room for it. */
function turnOver(
  { offsets, indices, positions }: SparseRows,
  rows: number,
  columns: number,
  entries: Int32Array,
): SparseRows {
  const starts = startsOf(indices, columns)
  for (let row = 0, entry = 0; row < rows; row++)
    for (const end = offsets[row + 1]!; entry < end; entry++) {
      const at = 2 * starts[indices[entry]!]!++
      entries[at] = row
      entries[at + 1] = positions[entry]!
    }
  return takeLast(entries.subarray(0, 2 * indices.length), starts, columns)
}

/**
 * Selects rows of a log, in the given order, with the numbering kept. All rows as they stand are not copied; of others a column is copied when it is first asked for, because few models
 * need more than the sparse views.
 */
export function selectRows(log: InteractionColumns, rows: Int32Array): Interactions {
  if (rows.length === log.user.length && rows.every((row, position) => row === position)) return buildInteractions(log)
  const { users, items, side } = log
  const selected = {
    user: once(() => take(log.user, rows, new Int32Array(rows.length))),
    item: once(() => take(log.item, rows, new Int32Array(rows.length))),
    value: once(() => log.value && take(log.value, rows, new Float32Array(rows.length))),
    time: once(() => log.time && take(log.time, rows, new Float64Array(rows.length))),
  }
  return {
    users,
    items,
    rows: rows.length,
    get user() {
      return selected.user()
    },
    get item() {
      return selected.item()
    },
    get value() {
      return selected.value()
    },
    get time() {
      return selected.time()
    },
    ...buildViews(log, rows),
    ...(side && { side }),
  }
}

/** Makes something when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function take<A extends Int32Array | Float32Array | Float64Array>(from: A, rows: Int32Array, to: A): A {
  for (let position = 0; position < rows.length; position++) to[position] = from[rows[position]!]!
  return to
}

/** Two ascending sets of rows as one. */
export function mergeRows(a: Int32Array, b: Int32Array): Int32Array {
  const merged = new Int32Array(a.length + b.length)
  let [i, j, count] = [0, 0, 0]
  while (i < a.length || j < b.length) {
    const row = j === b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!
    if (a[i] === row) i++
    if (b[j] === row) j++
    merged[count++] = row
  }
  return merged.slice(0, count)
}
