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

/** Builds both sparse views by counting sort, in time linear in the rows. */
export function buildInteractions(columns: InteractionColumns): Interactions {
  const { users, items, user, item } = columns
  return {
    ...columns,
    rows: user.length,
    byUser: toSparseRows(user, item, users, items),
    byItem: toSparseRows(item, user, items, users),
  }
}

/** Selects rows of a log, in the given order, with the numbering kept. */
export function selectRows(log: InteractionColumns, rows: Int32Array): Interactions {
  return buildInteractions({
    users: log.users,
    items: log.items,
    user: rows.map((row) => log.user[row]!),
    item: rows.map((row) => log.item[row]!),
    value: log.value && Float32Array.from(rows, (row) => log.value![row]!),
    time: log.time && Float64Array.from(rows, (row) => log.time![row]!),
    ...(log.side && { side: log.side }),
  })
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

function toSparseRows(row: Int32Array, column: Int32Array, rows: number, columns: number): SparseRows {
  const identity = Int32Array.from(row, (_, position) => position)
  const order = sortBy(row, rows, sortBy(column, columns, identity))
  const offsets = new Int32Array(rows + 1)
  const indices = new Int32Array(order.length)
  const positions = new Int32Array(order.length)
  let count = 0
  for (let i = 0; i < order.length; i++) {
    const position = order[i]!
    const next = order[i + 1]
    const repeated = next !== undefined && row[next] === row[position] && column[next] === column[position]
    if (repeated) continue
    indices[count] = column[position]!
    positions[count++] = position
    offsets[row[position]! + 1]!++
  }
  for (let r = 0; r < rows; r++) offsets[r + 1]! += offsets[r]!
  return { offsets, indices: indices.slice(0, count), positions: positions.slice(0, count) }
}

/** Stable counting sort of `order` by the key of each position. */
function sortBy(key: Int32Array, size: number, order: Int32Array): Int32Array {
  const next = new Int32Array(size + 1)
  for (const position of order) next[key[position]! + 1]!++
  for (let k = 0; k < size; k++) next[k + 1]! += next[k]!
  const sorted = new Int32Array(order.length)
  for (const position of order) sorted[next[key[position]!]!++] = position
  return sorted
}
