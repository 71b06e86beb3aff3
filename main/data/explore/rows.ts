import type { Cell, Filter, RowWindow } from '../../contract/api/data.ts'
import type { Session } from '../engine/database.ts'
import { quoteName, type Plain } from '../engine/values.ts'
import { comparable, findColumn, where, type Relation } from './table.ts'

export interface WindowRequest {
  readonly filters: readonly Filter[]
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[]
  readonly offset: number
  readonly limit: number
}

/** A window of the rows that pass the filters. Without a sort, rows stand as in the file. */
export async function readWindow(session: Session, relation: Relation, request: WindowRequest): Promise<RowWindow> {
  const { info, sql: table } = relation
  const columns = info.columns.map(({ name }) => name)
  const condition = where(relation, request.filters)
  const keys = request.sort.map(
    ({ column, descending }) => `${comparable(findColumn(relation, column))} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  const base = `FROM ${table} ${condition}`
  // Rows stand in the order of the file as they are: to sort 20 million of them for a page would take seconds.
  const order = keys.length === 0 ? '' : `ORDER BY ${[...keys, '_row'].join(', ')}`
  const page = `${order} LIMIT ${request.limit} OFFSET ${request.offset}`
  const rows = await session.rows(`SELECT ${columns.map(quoteName).join(', ')} ${base} ${page}`)
  const matching = condition === '' ? info.rows : Number((await session.row(`SELECT count(*) ${base}`))[0])
  return {
    columns,
    offset: request.offset,
    rows: rows.map((row) => row.map(toCell)),
    matching,
    total: info.rows,
    sql: `SELECT * FROM ${quoteName(info.name)}${condition ? ` ${condition}` : ''}${keys.length > 0 ? ` ORDER BY ${keys.join(', ')}` : ''}`,
  }
}

export const toCell = (value: Plain): Cell => (Array.isArray(value) ? JSON.stringify(value) : (value as Cell))
