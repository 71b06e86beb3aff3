type Columns<C> = Readonly<Record<string, C>>

/** The columns of a part of a saved policy, with the name of the part before each. */
export const nameColumns = <C>(part: string, columns: Columns<C>): Columns<C> =>
  Object.fromEntries(Object.entries(columns).map(([key, column]) => [`${part}.${key}`, column]))

/** The columns of one part again. */
export const columnsOf = <C>(part: string, columns: Columns<C>): Columns<C> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([key, column]) =>
      key.startsWith(`${part}.`) ? [[key.slice(part.length + 1), column]] : [],
    ),
  )
