import type { Verification } from './verify.ts'
import type { VerifiedRow } from './row.ts'

const columns = ['row', 'metric', 'ours', 'reference', 'difference', 'tolerance', 'verdict'] as const

/** Prints one line for each reference row, its worst number, and every number that fails; with `all`, every number. */
export function printTable({ rows, failed, skipped }: Verification, all: boolean): void {
  const shown = all ? rows : worstOfEach(rows)
  const lines = [columns as readonly string[], ...shown.map(toCells)]
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  for (const [index, line] of lines.entries()) {
    const text = line.slice(0, columns.length).map((cell, column) => cell.padEnd(widths[column]!))
    const note = index > 0 && shown[index - 1]!.verdict !== 'pass' ? `  ${shown[index - 1]!.note}` : ''
    process.stdout.write(`${text.join('  ').trimEnd()}${note}\n`)
  }
  const passed = rows.filter(({ verdict }) => verdict === 'pass').length
  const told = rows.filter(({ verdict }) => verdict === 'information').length
  process.stdout.write(
    `\n${new Set(rows.map(({ id }) => id)).size} reference rows, ${rows.length} numbers: ${passed} pass, ${failed} fail, ${skipped} skipped, ${told} for information\n`,
  )
}

/** Of each reference row: every number that fails or was skipped; else the one nearest to its tolerance; else one that is for information. */
function worstOfEach(rows: readonly VerifiedRow[]): VerifiedRow[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((group) => {
    const open = group.filter(({ verdict }) => verdict === 'fail' || verdict === 'skipped')
    if (open.length > 0) return open
    const passing = group.filter(({ verdict }) => verdict === 'pass').sort((a, b) => strain(b) - strain(a))
    return passing.length > 0 ? passing.slice(0, 1) : group.slice(0, 1)
  })
}

const strain = ({ difference, tolerance }: VerifiedRow): number =>
  difference === null || !tolerance ? 0 : Math.abs(difference) / tolerance

const number = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(9))))
const small = (value: number | null) => (value === null ? '–' : value.toExponential(1))

const toCells = (row: VerifiedRow): string[] => [
  row.id,
  row.metric,
  number(row.ours),
  number(row.reference),
  small(row.difference),
  small(row.tolerance),
  row.verdict,
]
