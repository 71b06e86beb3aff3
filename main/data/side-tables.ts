import type { SideTable, SideTables } from './interactions.ts'

/** A side table as JSON: of categories the distinct lists and the number of the list of each row; NaN as null. */
interface PackedTable {
  readonly texts: SideTable['texts']
  readonly categories: readonly {
    readonly name: string
    readonly lists: readonly (readonly string[])[]
    readonly rows: readonly number[]
  }[]
  readonly numbers: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
}

interface PackedTables {
  readonly items: PackedTable | null
  readonly users: PackedTable | null
}

/** Writes side tables as JSON text: the same tables give the same text. */
export const packSide = ({ items, users }: SideTables): string =>
  JSON.stringify({ items: items && pack(items), users: users && pack(users) } satisfies PackedTables)

/** Reads what {@link packSide} wrote. Rows of equal categories share one list, so that a copy for a thread stays small. */
export function unpackSide(text: string): SideTables {
  const { items, users } = JSON.parse(text) as PackedTables
  return { items: items && unpack(items), users: users && unpack(users) }
}

function pack({ texts, categories, numbers }: SideTable): PackedTable {
  return {
    texts,
    categories: categories.map(({ name, values }) => {
      const lists = new Map<string, number>()
      const rows = values.map((list) => {
        const key = JSON.stringify(list)
        if (!lists.has(key)) lists.set(key, lists.size)
        return lists.get(key)!
      })
      return { name, lists: [...lists.keys()].map((key) => JSON.parse(key) as string[]), rows }
    }),
    numbers: numbers.map(({ name, values }) => ({
      name,
      values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    })),
  }
}

function unpack({ texts, categories, numbers }: PackedTable): SideTable {
  return {
    texts,
    categories: categories.map(({ name, lists, rows }) => ({ name, values: rows.map((row) => lists[row]!) })),
    numbers: numbers.map(({ name, values }) => ({ name, values: Float64Array.from(values, (value) => value ?? NaN) })),
  }
}
