interface Copied<Row> {
  readonly name: string
  text(row: Row): string
}

/** Rows as TSV with a head line; tabs and line ends inside a cell become spaces. */
export function toTsv<Row>(columns: readonly Copied<Row>[], rows: readonly Row[]): string {
  const clean = (text: string) => text.replace(/[\t\r\n]+/g, ' ')
  return [
    columns.map((column) => clean(column.name)),
    ...rows.map((row) => columns.map((column) => clean(column.text(row)))),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n')
}

export async function copyTable<Row>(columns: readonly Copied<Row>[], rows: readonly Row[]): Promise<void> {
  await navigator.clipboard.writeText(toTsv(columns, rows))
}
