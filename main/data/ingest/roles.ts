import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions, Role } from '../../contract/experiment.ts'
import type { ColumnSample } from './columns.ts'
import type { Layout } from './layout.ts'

export interface RoleGuess {
  readonly role: Role | null
  readonly confidence: 'certain' | 'likely' | 'guess'
  readonly reason: string
}

/** Header words by role, most telling first, lower case without punctuation. */
const words: Readonly<Partial<Record<Role, readonly string[]>>> = {
  user: [
    'userid',
    'user',
    'uid',
    'customerid',
    'customer',
    'reviewerid',
    'visitorid',
    'memberid',
    'clientid',
    'accountid',
    'personid',
    'sessionid',
    'usersession',
    '用户id',
    '用户',
    '客户',
    '顾客',
  ],
  item: [
    'itemid',
    'item',
    'iid',
    'productid',
    'product',
    'movieid',
    'movie',
    'asin',
    'skuid',
    'sku',
    'stockcode',
    'isbn',
    'bookid',
    'book',
    'articleid',
    'artistid',
    'trackid',
    'songid',
    'placeid',
    'venueid',
    'businessid',
    'contentid',
    'jokeid',
    'joke',
    'adgroupid',
    'adid',
    'parentasin',
    'newsid',
    'videoid',
    '商品id',
    '商品',
    '物品',
    '物品id',
    '电影',
    '图书',
  ],
  value: [
    'rating',
    'score',
    'stars',
    'overall',
    'bookrating',
    'reviewscore',
    'value',
    'weight',
    'playcount',
    'plays',
    'listens',
    'quantity',
    'count',
    '评分',
    '分数',
    '次数',
  ],
  time: [
    'timestamp',
    'time',
    'datetime',
    'eventtime',
    'eventtimestamp',
    'unixreviewtime',
    'invoicedate',
    'ratingtimestamp',
    'date',
    'eventdate',
    'createdat',
    'ts',
    'timestampms',
    'orderdate',
    'purchasedate',
    'actiontime',
    'reviewtime',
    '时间戳',
    '时间',
    '日期',
  ],
  event: [
    'eventtype',
    'event',
    'behaviortype',
    'behavior',
    'behaviour',
    'actiontype',
    'interactiontype',
    'type',
    '行为',
    '行为类型',
    '事件',
  ],
  propensity: ['propensityscore', 'propensity', 'actionprob', 'pscore', 'loggingprobability'],
  reward: ['reward', 'click', 'clicked', 'clk'],
  position: ['position', 'slot', 'rank'],
  action: ['action', 'actionid', 'arm'],
  query: ['query', 'searchquery', 'searchterm', 'keyword'],
}

/** Columns that describe the user of logged feedback without naming one. */
export const userFeature = /^user[_-]?feature/i

const normal = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** One guess per column; roles that the options name are certain. Errors: `invalid-parameter` for a column that is not there or has two roles. */
export function guessRoles(
  layout: Layout,
  columns: readonly ColumnSample[],
  options: ReadingOptions,
  guessing: 'all roles' | 'none but stated' = 'all roles',
): readonly RoleGuess[] {
  const guesses: (RoleGuess | undefined)[] = columns.map(() => undefined)
  const taken = new Set<Role>()
  const assign = (index: number, role: Role, confidence: RoleGuess['confidence'], reason: string) => {
    if (guesses[index] || taken.has(role)) return
    guesses[index] = { role, confidence, reason }
    if (role !== 'ignore') taken.add(role)
  }
  for (const [role, column] of Object.entries(options.roles ?? {})) {
    const index = findColumn(columns, column, role as Role)
    const other = guesses[index]
    if (other)
      throw new RecbenchError(
        'invalid-parameter',
        `The column "${columns[index]!.name}" is to be the ${other.role} and the ${role}.`,
        { remedy: 'Give each column one role.' },
      )
    assign(index, role as Role, 'certain', 'As you said.')
  }
  for (const [role, name] of Object.entries(layout.knownRoles))
    assign(
      columns.findIndex((column) => column.name === name),
      role as Role,
      'certain',
      `The format says so.`,
    )
  if (guessing === 'all roles') {
    byName(columns, assign, taken)
    byShape(columns, guesses, assign, taken, layout.header)
  }
  return guesses.map((guess, index) => guess ?? unused(columns[index]!))
}

const unused = (column: ColumnSample): RoleGuess => ({
  role: null,
  confidence: 'likely',
  reason:
    column.texts.length === 0 ? 'It is empty.' : 'Nothing marks it as part of an interaction; it is kept as a column.',
})

function findColumn(columns: readonly ColumnSample[], wanted: string | number, role: Role): number {
  const byNumber = typeof wanted === 'number' || /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1
  const byName = columns.findIndex((column) => column.name === wanted)
  const loose = columns.findIndex(
    (column) => normal(column.name) === normal(String(wanted)) && normal(column.name) !== '',
  )
  const index = byName >= 0 ? byName : columns[byNumber] ? byNumber : loose
  if (index >= 0) return index
  throw new RecbenchError(
    'invalid-parameter',
    `The role ${role} names the column "${wanted}", which the file does not have.`,
    {
      why: `Its columns are ${columns
        .map((column) => `"${column.name}"`)
        .slice(0, 20)
        .join(', ')}.`,
      remedy: `Name one of them, or a number from 1 to ${columns.length}.`,
    },
  )
}

type Assign = (index: number, role: Role, confidence: RoleGuess['confidence'], reason: string) => void

function byName(columns: readonly ColumnSample[], assign: Assign, taken: ReadonlySet<Role>): void {
  const order: readonly Role[] = [
    'user',
    'item',
    'time',
    'propensity',
    'value',
    'event',
    'reward',
    'position',
    'action',
    'query',
  ]
  for (const role of order) {
    if (taken.has(role)) continue
    if ((role === 'reward' || role === 'position' || role === 'action') && !taken.has('propensity')) continue
    const list = words[role] ?? []
    const found = columns
      .map((column) => ({ column, rank: list.indexOf(normal(column.name)) }))
      .filter(({ column, rank }) => rank >= 0 && mayBe(role, column))
      .sort((a, b) => a.rank - b.rank)
    const best = found[0]
    if (!best) continue
    const sure = role === 'user' || role === 'item' || best.rank < 3
    const session = role === 'user' && /session/.test(normal(best.column.name))
    const reason = session
      ? `Its name is "${best.column.name}", and no column names users: each session counts as a user.`
      : `Its name is "${best.column.name}".`
    assign(best.column.index, role, sure && !session ? 'certain' : 'likely', reason)
  }
}

/** Whether the content of a column allows a role that its name suggests. */
function mayBe(
  role: Role,
  { type, timeFormat, texts, missing, distinct, numbers, minimum, maximum }: ColumnSample,
): boolean {
  if (texts.length === 0) return false
  if (role === 'user' || role === 'item') return missing < texts.length && type !== 'time'
  if (role === 'time') return timeFormat !== null
  if (role === 'value' || role === 'reward' || role === 'position') return numbers > 0.7
  if (role === 'event') return type !== 'number' && distinct <= 50
  if (role === 'propensity') return numbers > 0.7 && minimum >= 0 && maximum <= 1
  return true
}

/** Without telling names: the first two columns of identifiers are user and item, few distinct numbers a value, numbers like unix seconds a time. */
function byShape(
  columns: readonly ColumnSample[],
  guesses: readonly (RoleGuess | undefined)[],
  assign: Assign,
  taken: ReadonlySet<Role>,
  header: boolean,
): void {
  const free = () => columns.filter((column) => !guesses[column.index] && column.texts.length > 0)
  const identifiers = () =>
    free().filter(
      ({ type, texts }) => type === 'integer' || (type === 'text' && texts.every((text) => text.length < 80)),
    )
  const confidence = header ? 'guess' : 'likely'
  for (const role of ['user', 'item'] as const) {
    const next = identifiers()[0]
    const derived = role === 'user' && taken.has('propensity') && columns.some(({ name }) => userFeature.test(name))
    if (!taken.has(role) && next && !derived)
      assign(next.index, role, confidence, `It is the ${role === 'user' ? 'first' : 'next'} column of identifiers.`)
  }
  if (!taken.has('time')) {
    const time = free().find(
      ({ type, timeFormat }) => type === 'time' || (timeFormat?.id.startsWith('unix') && !header),
    )
    if (time) assign(time.index, 'time', 'likely', `Its values look like ${time.timeFormat?.title ?? 'times'}.`)
  }
  if (!taken.has('value') && !taken.has('propensity') && !header) {
    const value = free().find(({ type }) => type === 'integer' || type === 'number')
    if (value)
      assign(
        value.index,
        'value',
        value.distinct <= 30 ? 'likely' : 'guess',
        `It holds ${value.distinct.toLocaleString('en')} distinct numbers.`,
      )
  }
}
