/** How a column of times is written. `sql` gives a TIMESTAMP in UTC, or NULL where the text is no such time. */
export interface TimeFormat {
  readonly id: string
  readonly title: string
  test(text: string): boolean
  sql(expression: string): string
}

const integer = /^-?\d+(\.\d+)?$/
const between = (text: string, low: number, high: number) => integer.test(text) && +text >= low && +text < high

/** Numbers since 1970 in a unit of which `perSecond` make a second. */
function unix(id: string, title: string, perSecond: number): TimeFormat {
  return {
    id,
    title,
    test: (text) => between(text, 1e8 * perSecond, 4.2e9 * perSecond),
    sql: (expression) =>
      `TRY(make_timestamp(TRY_CAST(round(TRY_CAST(${expression} AS DOUBLE) * ${1e6 / perSecond}) AS BIGINT)))`,
  }
}

function pattern(id: string, title: string, test: RegExp, formats: readonly string[]): TimeFormat {
  const list = formats.map((format) => `'${format}'`).join(', ')
  return { id, title, test: (text) => test.test(text), sql: (expression) => `TRY_STRPTIME(${expression}, [${list}])` }
}

/** ISO 8601 and its looser relatives; a zone is honoured, ` UTC` too. */
const iso: TimeFormat = {
  id: 'iso',
  title: 'ISO date and time',
  test: (text) =>
    /^\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}(:?\d{2})?)?$/.test(text),
  sql: (expression) => `make_timestamp(epoch_us(TRY_CAST(${expression} AS TIMESTAMPTZ)))`,
}

const clock = '( \\d{1,2}:\\d{2}(:\\d{2})?)?'
const withClock = (date: string) => [`${date} %H:%M:%S`, `${date} %H:%M`, date]

/** Month first and day first differ only where a number above 12 shows; month first is tried first. */
export const timeFormats: readonly TimeFormat[] = [
  unix('unix-seconds', 'seconds since 1970', 1),
  unix('unix-milliseconds', 'milliseconds since 1970', 1e3),
  unix('unix-microseconds', 'microseconds since 1970', 1e6),
  iso,
  pattern('year-first', 'year/month/day', new RegExp(`^\\d{4}/\\d{1,2}/\\d{1,2}${clock}$`), withClock('%Y/%m/%d')),
  pattern(
    'month-first',
    'month/day/year',
    new RegExp(`^(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])/\\d{2}${clock}$`),
    withClock('%m/%d/%y'),
  ),
  pattern(
    'month-first-long',
    'month/day/year',
    new RegExp(`^(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])/\\d{4}${clock}$`),
    withClock('%m/%d/%Y'),
  ),
  pattern('day-first', 'day/month/year', new RegExp(`^\\d{1,2}/\\d{1,2}/\\d{2}${clock}$`), withClock('%d/%m/%y')),
  pattern('day-first-long', 'day/month/year', new RegExp(`^\\d{1,2}/\\d{1,2}/\\d{4}${clock}$`), withClock('%d/%m/%Y')),
  pattern('dotted', 'day.month.year', new RegExp(`^\\d{1,2}\\.\\d{1,2}\\.\\d{4}${clock}$`), withClock('%d.%m.%Y')),
  pattern('named-month', 'day-month-year', /^\d{1,2}-[A-Z][a-z]{2}-\d{4}$/, ['%d-%b-%Y']),
  pattern('us-words', 'month day, year', /^\d{1,2} \d{1,2}, \d{4}$/, ['%m %d, %Y']),
  pattern('compact', 'yyyymmdd', /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, ['%Y%m%d']),
]

/** The first format that two thirds of the texts have, for a column may be damaged; null when none. */
export function guessTimeFormat(texts: readonly string[]): TimeFormat | null {
  if (texts.length === 0) return null
  const enough = Math.ceil(texts.length * 0.66)
  return timeFormats.find((format) => texts.filter((text) => format.test(text)).length >= enough) ?? null
}

/** Formats that are plain numbers: such a column is a time only if its name or its role says so. */
export const isNumberFormat = (format: TimeFormat) => format.id.startsWith('unix') || format.id === 'compact'
