import type { Row, SideResult } from './row.ts'

const absent = '–'

/** Three significant digits, without an exponent. */
export const seconds = (value: number | null): string =>
  value === null ? absent : value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))

const spread = (side: SideResult | null): string =>
  side === null ? absent : `${seconds(side.median)} (${seconds(side.smallest)}–${seconds(side.largest)})`

const quality = (side: SideResult | null): string => {
  const [first] = Object.entries(side?.quality ?? {})
  if (!first) return absent
  const [name, value] = first
  return `${name} ${!Number.isFinite(value) ? 'undefined' : Number.isInteger(value) ? value : value.toFixed(4)}`
}

const times = (value: number | null): string => (value === null ? absent : `${value.toFixed(2)} ×`)

type Column = readonly [title: string, cell: (row: Row) => string]

const ourColumns: readonly Column[] = [
  ['row', ({ id }) => id],
  ['work', ({ title, per }) => (per ? `${title}; seconds per ${per}` : title)],
  ['seconds (least–most)', ({ details }) => spread(details.ours)],
  ['processor s', ({ details }) => seconds(details.ours?.cpu ?? null)],
  ['first s', ({ details }) => seconds(details.ours?.first ?? null)],
  ['quality', ({ details }) => quality(details.ours)],
  ['MB', ({ details }) => (details.ours?.bytes ? (details.ours.bytes / 1e6).toFixed(0) : absent)],
  ['runs', ({ details }) => String(details.ours?.repetitions ?? 0)],
]

const bothColumns: readonly Column[] = [
  ['row', ({ id }) => id],
  ['ours s (least–most)', ({ details }) => spread(details.ours)],
  ['peer s (least–most)', ({ details }) => spread(details.peer)],
  ['peer', ({ peerTitle }) => peerTitle],
  ['ratio', ({ ratio }) => times(ratio)],
  ['goal', ({ goal }) => (goal === null ? absent : `≥ ${goal}`)],
  ['reached', ({ reached }) => (reached === null ? absent : reached ? 'yes' : 'no')],
  ['our quality', ({ details }) => quality(details.ours)],
  ['peer quality', ({ details }) => quality(details.peer)],
  ['processor s', ({ details: { ours, peer } }) => `${seconds(ours?.cpu ?? null)} / ${seconds(peer?.cpu ?? null)}`],
  ['of processor s', ({ cpuRatio }) => times(cpuRatio)],
  ['per', ({ per }) => per ?? 'work'],
]

/** The rows as text, columns aligned, with the notes of rows below. */
export function formatTable(rows: readonly Row[], peers: boolean): string {
  const notes = rows.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`))
  return [align(rows, peers ? bothColumns : ourColumns), ...notes].join('\n')
}

/** What is told of a row as soon as it is there. */
export function inOneLine({ id, ours, peer, ratio, cpuRatio, notes }: Row): string {
  const compared = ratio === null ? '' : `, ${times(ratio)}, of processor seconds ${times(cpuRatio)}`
  return [`${id}: ours ${seconds(ours)} s, peer ${seconds(peer)} s${compared}`, ...notes].join('; ')
}

const align = (rows: readonly Row[], columns: readonly Column[]): string =>
  alignColumns([columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))])

/** Lines of cells, each column as wide as its widest cell. */
export function alignColumns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
