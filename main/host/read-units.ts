import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import type { ArmUnits } from '../evaluation/ab/read-test.ts'
import { readColumns } from './jobs/lists-file.ts'

export interface ReadArms {
  readonly names: { readonly control: string; readonly treatment: string }
  readonly control: ArmUnits
  readonly treatment: ArmUnits
}

/**
 * Reads the units of an A/B test: `group,value` and, for CUPED, `past`, with a header, separated by comma, tab or semicolon, in order of arrival.
 *
 * @param control the group that is control; absent: the first of both by name
 * @throws RecbenchError `bad-input` for missing columns, a value that is no number, or other than two groups
 */
export function parseUnits(text: string, file: string, control: string | undefined): ReadArms {
  const table = readColumns(text, file, ['group', 'value'])
  const name = path.basename(file)
  const groups = [...new Set(table.rows.map((row) => table.cell(row, 'group')))].sort()
  if (groups.length !== 2)
    throw new RecbenchError('bad-input', `${name} has ${groups.length} groups: ${groups.slice(0, 5).join(', ')}.`, {
      where: file,
      remedy: 'An A/B test has two; leave the rows of others out.',
    })
  const first = control ?? groups[0]!
  if (!groups.includes(first))
    throw new RecbenchError('bad-input', `${name} has no group "${first}": its groups are ${groups.join(' and ')}.`, {
      where: file,
    })
  const number = (row: readonly string[], column: string, at: number) => {
    const value = Number(table.cell(row, column) || NaN)
    if (Number.isFinite(value)) return value
    const line = table.lines[at]!
    throw new RecbenchError('bad-input', `Line ${line} of ${name} has no number in ${column}: "${row.join(',')}".`, {
      where: `${file}, line ${line}`,
    })
  }
  const armOf = (group: string): ArmUnits => {
    const places = Int32Array.from(table.rows.keys().filter((at) => table.cell(table.rows[at]!, 'group') === group))
    const read = (column: string) => Float64Array.from(places, (at) => number(table.rows[at]!, column, at))
    return { values: read('value'), arrival: places, ...(table.has('past') && { past: read('past') }) }
  }
  const names = { control: first, treatment: groups.find((group) => group !== first)! }
  return { names, control: armOf(names.control), treatment: armOf(names.treatment) }
}

/** Units of a group of which only the counts are known. */
export function unitsOf({ successes, trials }: { readonly successes: number; readonly trials: number }): ArmUnits {
  if (successes > trials)
    throw new RecbenchError('bad-input', `${successes} successes in ${trials} trials are not a rate.`)
  return { values: new Float64Array(trials).fill(1, 0, successes) }
}
