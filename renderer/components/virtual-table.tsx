import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { copyTable } from './copy-table.ts'
import { nextCell, type GridCell } from './grid-keys.ts'
import { Menu, type MenuItem } from './menu.tsx'
import { useRowsInView } from './rows-in-view.ts'

export interface TableColumn<Row> {
  readonly key: string
  readonly title: ComponentChildren
  /** Plain words of the head, for copying and for assistive technology. */
  readonly name: string
  /** Unit, in grey behind the title. */
  readonly unit?: string
  readonly width: number
  readonly align?: 'left' | 'right' | 'center'
  readonly sortable?: boolean
  /** Shown under the title: distribution and a fact. */
  readonly summary?: ComponentChildren
  /** What the cell says, as text: copied, and shown whole on hover when it is cut. */
  text(row: Row): string
  /** What the cell shows, when it is more than its text. */
  cell?(row: Row): ComponentChildren
}

export interface Sorting {
  readonly column: string
  readonly descending: boolean
}

export interface VirtualTableProps<Row> {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  /** All rows there are, loaded or not. */
  readonly count: number
  /** A loaded row, or undefined while it is on its way. */
  row(index: number): Row | undefined
  /** Called with the rows in view, so that missing ones can be asked for. */
  readonly onRange?: (first: number, last: number) => void
  readonly sort?: readonly Sorting[]
  /** With `add`, as a further key. */
  readonly onSort?: (column: string, add: boolean) => void
  readonly selected?: (row: Row, index: number) => boolean
  readonly onSelect?: (row: Row, index: number, extend: boolean) => void
  readonly onOpen?: (row: Row, index: number) => void
  /** Items of the menu of a column's head (Shift F10, right click). */
  readonly headMenu?: (column: string) => readonly MenuItem[]
  /** A new value scrolls back to the first row: other rows are shown. */
  readonly view?: string
  readonly rowHeight?: number
  readonly headHeight?: number
  /** Fixed height in pixels; default: fills its panel. */
  readonly height?: number
}

/**
 * A grid of any number of rows of which only those in view exist. One tab stop; arrows, Home, End, Page keys and Ctrl with arrows
 * move; Enter opens, Space selects, Ctrl C copies the selection (or the row) as TSV with a head. Cells are text, never HTML.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, count, row, onRange, sort = [], onSort, selected, onSelect, onOpen, headMenu, height } = props
  const rowHeight = useRowHeight(props.rowHeight)
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<GridCell>({ row: 0, column: 0 })
  const [menu, setMenu] = useState<{ column: string; x: number; y: number }>()
  const wantsFocus = useRef(false)

  const { first, end, total, startOf, scrollTo } = useRowsInView(scroller, count, rowHeight)
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [props.view])

  const last = Math.max(first, end - 1)
  useEffect(() => {
    if (count > 0) onRange?.(first, last)
  }, [first, last, count, onRange])
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${active.row}"] [data-column="${active.column}"]`,
    )
    if (cell) {
      wantsFocus.current = false
      cell.focus({ preventScroll: true })
      cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
  })

  const template = columns.map((column) => `minmax(${column.width}px, ${column.width}fr)`).join(' ')
  const width = columns.reduce((sum, column) => sum + column.width, 0)

  function go(cell: GridCell) {
    wantsFocus.current = true
    setActive(cell)
    if (cell.row >= 0) scrollTo(cell.row)
  }

  function press(event: KeyboardEvent) {
    const inside = event.target as HTMLElement
    if (inside.matches('select, input, textarea')) return
    if (event.key === 'F2') inside.closest('[role="columnheader"]')?.querySelector('select')?.focus()
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const target = nextCell(event, active, { rows: count, columns: columns.length, page })
    if (target) {
      go(target)
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = (event.target as HTMLElement).getBoundingClientRect()
      if (headMenu) setMenu({ column: columns[active.column]!.key, x: box.left, y: box.bottom })
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
      if (String(getSelection())) return
      void copyTable(columns, collect())
    } else if (active.row < 0) {
      if (event.key !== 'Enter' && event.key !== ' ') return
      onSort?.(columns[active.column]!.key, event.shiftKey)
    } else {
      const current = row(active.row)
      if (current === undefined) return
      if (event.key === 'Enter' && onOpen) onOpen(current, active.row)
      else if (event.key === ' ' && onSelect) onSelect(current, active.row, event.shiftKey)
      else return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  function collect(): readonly Row[] {
    const current = row(active.row)
    if (!selected) return current === undefined ? [] : [current]
    const chosen: Row[] = []
    for (let index = 0; index < count; index++) {
      const one = row(index)
      if (one !== undefined && selected(one, index)) chosen.push(one)
    }
    return chosen.length > 0 || current === undefined ? chosen : [current]
  }

  return (
    <div
      ref={scroller}
      class="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={onSelect ? 'true' : undefined}
      style={height === undefined ? undefined : { height: `${height}px`, flex: 'none' }}
      onKeyDown={press}
    >
      <div role="rowgroup" class="grid-head" style={{ minWidth: `${width}px` }}>
        <div role="row" aria-rowindex={1} data-row={-1} class="grid-row" style={{ gridTemplateColumns: template }}>
          {columns.map((column, index) => {
            const key = sort.findIndex((one) => one.column === column.key)
            const sorted = sort[key]
            const Arrow = sorted?.descending ? ArrowDownWideNarrow : ArrowUpNarrowWide
            return (
              <div
                key={column.key}
                role="columnheader"
                class={`grid-headcell ${column.align ?? 'left'}${column.sortable ? ' sortable' : ''}`}
                style={props.headHeight ? { height: `${props.headHeight}px` } : undefined}
                aria-colindex={index + 1}
                aria-sort={
                  sorted ? (sorted.descending ? 'descending' : 'ascending') : column.sortable ? 'none' : undefined
                }
                aria-label={column.unit ? `${column.name} (${column.unit})` : column.name}
                data-column={index}
                tabIndex={active.row === -1 && active.column === index ? 0 : -1}
                onFocus={() => (active.row !== -1 || active.column !== index) && setActive({ row: -1, column: index })}
                onClick={(event) => column.sortable && onSort?.(column.key, event.shiftKey)}
                onContextMenu={(event) => {
                  if (!headMenu) return
                  event.preventDefault()
                  setMenu({ column: column.key, x: event.clientX, y: event.clientY })
                }}
              >
                <span class="grid-title">
                  {column.title}
                  {column.unit && <span class="unit">{column.unit}</span>}
                  {sorted && <Arrow size={13} strokeWidth={1.75} aria-hidden="true" />}
                  {sorted && sort.length > 1 && <span class="unit">{key + 1}</span>}
                </span>
                {column.summary}
              </div>
            )
          })}
        </div>
      </div>
      <div role="rowgroup" class="grid-body" style={{ height: `${total}px`, minWidth: `${width}px` }}>
        {Array.from({ length: end - first }, (_, place) => {
          const number = first + place
          const current = row(number)
          const isSelected = current !== undefined && selected?.(current, number) === true
          return (
            <div
              key={number}
              role="row"
              aria-rowindex={number + 2}
              aria-selected={onSelect ? isSelected : undefined}
              data-row={number}
              class={`grid-row${isSelected ? ' selected' : ''}${current === undefined ? ' pending' : ''}`}
              style={{
                gridTemplateColumns: template,
                height: `${rowHeight}px`,
                transform: `translateY(${startOf(number)}px)`,
              }}
              onClick={(event) => current !== undefined && onSelect?.(current, number, event.shiftKey)}
              onDblClick={() => current !== undefined && onOpen?.(current, number)}
            >
              {columns.map((column, index) => {
                const text = current === undefined ? '' : column.text(current)
                const isActive = active.row === number && active.column === index
                return (
                  <div
                    key={column.key}
                    role="gridcell"
                    class={`grid-cell ${column.align ?? 'left'}`}
                    aria-colindex={index + 1}
                    data-column={index}
                    tabIndex={isActive ? 0 : -1}
                    title={text}
                    onFocus={() => !isActive && setActive({ row: number, column: index })}
                  >
                    {current === undefined ? <i class="grid-wait" /> : (column.cell?.(current) ?? text)}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
      {menu && headMenu && (
        <Menu
          label={columns.find((column) => column.key === menu.column)?.name ?? ''}
          items={headMenu(menu.column)}
          at={menu}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  )
}

/** Row height of the person's density, as the tokens say. */
function useRowHeight(given: number | undefined): number {
  const [height, setHeight] = useState(28)
  useEffect(() => {
    const read = () => {
      const text = getComputedStyle(document.documentElement).getPropertyValue('--row-h')
      setHeight(Number.parseFloat(text) || 28)
    }
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] })
    return () => observer.disconnect()
  }, [])
  return given ?? height
}
