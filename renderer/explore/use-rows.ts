import { useEffect, useReducer, useRef } from 'preact/hooks'
import type { Cell, Filter } from '../../main/contract/api/data.ts'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { call } from '../client/client.ts'
import type { Sorting } from '../components/virtual-table.tsx'

const pageSize = 200
const keptPages = 60

export interface RowsQuery {
  readonly name: string
  readonly table: string
  readonly filters: readonly Filter[]
  readonly sort: readonly Sorting[]
}

interface Store {
  key: string
  pages: Map<number, readonly (readonly Cell[])[]>
  pending: Map<number, AbortController>
  columns: readonly string[]
  matching: number
  total: number
  sql: string
  error: ErrorReport | undefined
  milliseconds: number | undefined
}

const emptyStore = (key: string): Store => ({
  key,
  pages: new Map(),
  pending: new Map(),
  columns: [],
  matching: 0,
  total: 0,
  sql: '',
  error: undefined,
  milliseconds: undefined,
})

/**
 * Windows of a table's rows, asked for as they come into view. When the query changes, the old counts stay until the first
 * window of the new one has come; questions about rows that are no longer in view are cancelled.
 */
export function useRows(query: RowsQuery) {
  const key = JSON.stringify(query)
  const store = useRef<Store>(emptyStore(''))
  const [, redraw] = useReducer((turn: number) => turn + 1, 0)

  if (store.current.key !== key) {
    const { matching, total, columns, sql, pending } = store.current
    for (const control of pending.values()) control.abort()
    store.current = { ...emptyStore(key), matching, total, columns, sql }
  }
  const current = store.current

  function ask(page: number) {
    const target = store.current
    if (target.pages.has(page) || target.pending.has(page)) return
    const control = new AbortController()
    target.pending.set(page, control)
    const started = performance.now()
    call(
      'data/rows',
      { ...query, filters: [...query.filters], sort: [...query.sort], offset: page * pageSize, limit: pageSize },
      control.signal,
    )
      .then((window) => {
        target.pages.set(page, window.rows)
        target.columns = window.columns
        target.matching = window.matching
        target.total = window.total
        target.sql = window.sql
        target.error = undefined
        target.milliseconds = performance.now() - started
        if (target.pages.size > keptPages) target.pages.delete(target.pages.keys().next().value!)
      })
      .catch((error: unknown) => {
        const found = toErrorReport(error)
        if (found.code !== 'cancelled') target.error = found
      })
      .finally(() => {
        target.pending.delete(page)
        if (target === store.current) redraw(0)
      })
  }

  useEffect(() => ask(0), [key])
  useEffect(
    () => () => {
      for (const control of store.current.pending.values()) control.abort()
    },
    [],
  )

  return {
    ...current,
    ready: current.pages.size > 0,
    row: (index: number) => current.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    show(first: number, last: number) {
      const wanted = new Set<number>()
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) wanted.add(page)
      for (const [page, control] of current.pending) if (!wanted.has(page) && page !== 0) control.abort()
      for (const page of wanted) ask(page)
    },
    retry: () => {
      store.current.error = undefined
      ask(0)
      redraw(0)
    },
  }
}
