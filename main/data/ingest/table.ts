import type { ColumnType } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions, Role } from '../../contract/experiment.ts'
import type { Session } from '../engine/database.ts'
import { quoteName, quoteText } from '../engine/values.ts'
import { missingTexts, sampleColumn, type ColumnSample } from './columns.ts'
import { rawColumns, type Raw } from './raw.ts'
import { guessRoles, userFeature, type RoleGuess } from './roles.ts'
import { timeFormats } from './times.ts'

/** A column of the table to be: where it comes from, and how its text becomes a value. */
export interface PlannedColumn {
  readonly name: string
  readonly type: ColumnType
  readonly sample: ColumnSample
  readonly guess: RoleGuess
  /** The raw text, for problems; the typed value; and what a text that gives none is told. */
  readonly text: string
  readonly value: string
  /** What the typed value must satisfy besides, as a condition on its name. */
  readonly condition?: (value: string) => string
  readonly refusal: string | null
}

export interface TablePlan {
  readonly columns: readonly PlannedColumn[]
  /** Columns of role ignore: read, shown, not kept. */
  readonly ignored: readonly PlannedColumn[]
  readonly roles: Readonly<Partial<Record<Role, string>>>
  readonly warnings: readonly string[]
}

export const sampleRows = 4000

/** Looks at the first rows of `raw` and decides names, types and roles. Errors: `bad-input` when user or item cannot be told. */
export async function planTable(
  session: Session,
  raw: Raw,
  options: ReadingOptions,
  guessing: 'all roles' | 'none but stated' = 'all roles',
): Promise<TablePlan> {
  const names = raw.layout.columns
  const cells = await session.rows(`SELECT ${rawColumns(raw.layout).join(', ')} FROM raw LIMIT ${sampleRows}`)
  const samples = names.map((name, c) =>
    sampleColumn(
      name,
      c,
      cells.map((row) => row[c] as string | null),
    ),
  )
  const guesses = guessRoles(raw.layout, samples, options, guessing)
  const types = await confirmTypes(session, samples, guesses)
  const warnings: string[] = []
  const columns = samples.map((sample, index) =>
    plan(sample, guesses[index]!, types.get(index) ?? sample.type, warnings),
  )
  joinDayAndTime(columns)
  const roles: Partial<Record<Role, string>> = {}
  for (const { name, guess } of columns) if (guess.role && guess.role !== 'ignore') roles[guess.role] = name
  const kept = columns.filter((column) => column.guess.role !== 'ignore')
  if (!roles.user) addUser(kept, roles, warnings)
  return { columns: kept, ignored: columns.filter((column) => column.guess.role === 'ignore'), roles, warnings }
}

/** Errors: `bad-input` when there are no rows, or nothing can be the user or the item. */
export function checkPlan(file: string, { columns, roles }: TablePlan, raw: Raw): void {
  if (raw.rows + raw.faulty === 0)
    throw new RecbenchError('bad-input', `The file "${file}" has a header and no rows.`, {
      where: `columns ${columns.map((column) => `"${column.name}"`).join(', ')}`,
      remedy: 'Check that the download or export finished, or say that there is no header.',
    })
  const absent = (['user', 'item'] as const).filter((role) => !roles[role])
  if (absent.length === 0) return
  throw new RecbenchError('bad-input', `No column of "${file}" could be told to be the ${absent.join(' or the ')}.`, {
    where: `columns ${columns
      .map((column) => `"${column.name}"`)
      .slice(0, 20)
      .join(', ')}`,
    why: 'A log needs a user and an item in every row.',
    remedy: `Say which column is the ${absent.join(' and which the ')}.`,
  })
}

const listed = missingTexts.map(quoteText).join(', ')
const clean = (column: string) =>
  `CASE WHEN length(trim(${column})) < 5 AND trim(${column}) IN (${listed}) THEN NULL ELSE trim(${column}) END`
const sqlNumber = (text: string) =>
  `CASE WHEN isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`
const inRange = (time: string) => `${time} BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2200-01-01'`

function plan(sample: ColumnSample, guess: RoleGuess, type: ColumnType, warnings: string[]): PlannedColumn {
  const raw = `c${sample.index + 1}`
  const text = clean(raw)
  const { role } = guess
  const base = { name: sample.name, sample, guess, text }
  if (role === 'user' || role === 'item' || role === 'action')
    return {
      ...base,
      type: sample.type === 'integer' ? 'integer' : 'text',
      value: identifier(sample, text, warnings),
      refusal: 'missing',
    }
  if (role === 'event' || role === 'query') return { ...base, type: 'text', value: text, refusal: null }
  if (role === 'position')
    return { ...base, type: 'integer', value: `TRY_CAST(${raw} AS INTEGER)`, refusal: 'not a whole number' }
  if (role === 'propensity') {
    const value = `CASE WHEN TRY_CAST(${raw} AS DOUBLE) > 0 AND TRY_CAST(${raw} AS DOUBLE) <= 1 THEN TRY_CAST(${raw} AS DOUBLE) END`
    return { ...base, type: 'number', value, refusal: 'not a probability above 0, at most 1' }
  }
  if (role === 'value' || role === 'reward')
    return {
      ...base,
      type: sample.type === 'integer' ? 'integer' : 'number',
      value: `TRY_CAST(${raw} AS DOUBLE)`,
      condition: (value) => `isfinite(${value})`,
      refusal: 'not a number',
    }
  if (role === 'time') {
    const format = sample.timeFormat ?? timeFormats.find(({ id }) => id === 'iso')!
    return {
      ...base,
      type: 'time',
      value: format.sql(`trim(${raw})`),
      condition: inRange,
      refusal: `not a time between 1900 and 2200 (${format.title})`,
    }
  }
  return { ...base, type, value: feature(sample, type, raw), refusal: null }
}

function feature(sample: ColumnSample, type: ColumnType, raw: string): string {
  if (type === 'integer') return `TRY_CAST(${raw} AS BIGINT)`
  if (type === 'number') return sqlNumber(raw)
  if (type === 'boolean') return `TRY_CAST(${raw} AS BOOLEAN)`
  if (type === 'time' && sample.timeFormat) return sample.timeFormat.sql(`trim(${raw})`)
  return clean(raw)
}

/** Identifiers stay text, digit for digit. A column of nothing but `123.0`, or of nothing but quoted ones, loses that. */
function identifier(sample: ColumnSample, text: string, warnings: string[]): string {
  const all = (pattern: RegExp) => sample.texts.length > 0 && sample.texts.every((value) => pattern.test(value))
  if (all(/^\d+\.0$/)) {
    warnings.push(
      `Identifiers in "${sample.name}" are written as decimals, such as ${sample.texts[0]}; the ".0" is dropped.`,
    )
    return `regexp_replace(${text}, '\\.0$', '')`
  }
  if (all(/^".+"$/)) {
    warnings.push(`Identifiers in "${sample.name}" stand in quotes of their own; these are dropped.`)
    return `trim(${text}, '"')`
  }
  return text
}

/** The types of columns without a role that the whole file bears out: whole numbers, else numbers, else text, so that nothing is lost. */
async function confirmTypes(
  session: Session,
  samples: readonly ColumnSample[],
  guesses: readonly RoleGuess[],
): Promise<ReadonlyMap<number, ColumnType>> {
  const typed = samples.filter((sample) => guesses[sample.index]!.role === null && sample.type !== 'text')
  if (typed.length === 0) return new Map()
  const counts = typed.flatMap((sample) => {
    const raw = `c${sample.index + 1}`
    const failing = (value: string) =>
      `count(*) FILTER (${raw} IS NOT NULL AND ${value} IS NULL AND ${clean(raw)} IS NOT NULL)`
    const fractions = `count(*) FILTER (TRY_CAST(${raw} AS DOUBLE) <> TRY_CAST(${raw} AS BIGINT))`
    return sample.type === 'integer'
      ? [fractions, failing(`TRY_CAST(${raw} AS DOUBLE)`)]
      : ['0', failing(feature(sample, sample.type, raw))]
  })
  const row = await session.row(`SELECT ${counts.join(', ')} FROM raw`)
  return new Map(
    typed.map(({ index, type }, i) => [index, row[2 * i + 1] !== 0 ? 'text' : row[2 * i] !== 0 ? 'number' : type]),
  )
}

/** A day in one column and milliseconds in `timeframe` (Diginetica) make one time. */
function joinDayAndTime(columns: PlannedColumn[]): void {
  const index = columns.findIndex(
    ({ guess, sample }) => guess.role === 'time' && sample.texts.every((text) => text.length <= 10),
  )
  const frame = columns.find(({ name, sample }) => name === 'timeframe' && sample.type === 'integer')
  const day = columns[index]
  if (!day || !frame || day.sample.timeFormat?.id !== 'iso') return
  columns[index] = {
    ...day,
    value: `${day.value} + coalesce(to_milliseconds(TRY_CAST(${frame.text} AS BIGINT)), INTERVAL 0 SECOND)`,
  }
}

/** Logged feedback may know its users only by their features: equal features count as one user. */
function addUser(columns: PlannedColumn[], roles: Partial<Record<Role, string>>, warnings: string[]): void {
  const features = columns.filter(({ name }) => userFeature.test(name))
  if (!roles.propensity || features.length === 0) return
  const value = `left(md5(concat_ws('|', ${features.map(({ text }) => text).join(', ')})), 12)`
  const guess: RoleGuess = {
    role: 'user',
    confidence: 'likely',
    reason: 'The log names no users; equal user features count as one user.',
  }
  columns.push({
    name: 'user',
    type: 'text',
    sample: features[0]!.sample,
    guess,
    text: value,
    value,
    refusal: 'missing',
  })
  roles.user = 'user'
  warnings.push(guess.reason)
}

/**
 * Builds the temporary table `staged` from `raw`: `_line`, the typed columns, and `_column`, `_value`, `_reason` of the first thing wrong with a row, NULL
 * in rows that load.
 */
export async function stageTable(session: Session, { columns }: TablePlan): Promise<void> {
  const needed = (column: PlannedColumn) =>
    column.guess.role === 'user' || column.guess.role === 'item' || column.guess.role === 'action'
  const refusing = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ refusal }) => refusal !== null)
    .sort((a, b) => Number(needed(b)) - Number(needed(a)))
  const failing = refusing.map(
    (column) =>
      `WHEN v${column.index} IS NULL ${needed(column) ? '' : `AND c${column.sample.index + 1} IS NOT NULL AND ${column.text} IS NOT NULL`} THEN ${column.index}`,
  )
  const values = columns.map(({ value }, index) => `${value} AS u${index}`)
  const checked = columns.map(({ condition }, index) =>
    condition ? `CASE WHEN ${condition(`u${index}`)} THEN u${index} END AS v${index}` : `u${index} AS v${index}`,
  )
  const raws = [...new Set(columns.map(({ sample }) => `c${sample.index + 1}`))]
  const pick = (of: (column: PlannedColumn) => string) =>
    `CASE _problem ${refusing.map((column) => `WHEN ${column.index} THEN ${of(column)}`).join(' ')} END`
  const empty = raws.map((raw) => `${raw} IS NULL`).join(' AND ')
  await session.run(`CREATE OR REPLACE TEMP TABLE staged AS
    SELECT _row, _line, ${columns.map(({ name }, index) => `v${index} AS ${quoteName(name)}`).join(', ')},
      ${pick(({ name }) => quoteText(name))} AS _column,
      ${pick(({ sample }) => `coalesce(left(c${sample.index + 1}, 200), '')`)} AS _value,
      CASE WHEN _problem IS NOT NULL AND ${empty} THEN 'empty row' ELSE ${pick(({ refusal }) => quoteText(refusal ?? ''))} END AS _reason
    FROM (SELECT *, CASE ${failing.join(' ')} END AS _problem FROM (
      SELECT *, ${checked.join(', ')} FROM (SELECT rowid AS _row, *, ${values.join(', ')} FROM raw)))`)
}
