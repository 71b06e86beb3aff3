import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** The part of rows of equal height that is in view, and where each stands. */
export interface RowsInView {
  /** From the first to before the last that is drawn. */
  readonly first: number
  readonly end: number
  /** Height of what is scrolled, in pixels. */
  readonly total: number
  /** Pixels from the beginning of what is scrolled. */
  startOf(row: number): number
  /** Scrolls as little as brings a row into view. */
  scrollTo(row: number): void
}

/** Rows drawn before and after those in view. */
const overscan = 8

/** Browsers draw no element that is much higher than this; a longer list is scrolled in proportion. */
const highest = 8_000_000

/** Where rows stand when `top` pixels of a list are scrolled away and `view` pixels are seen. Takes as long for 20 million rows as for twenty. */
export function layRows(count: number, rowHeight: number, top: number, view: number): Omit<RowsInView, 'scrollTo'> {
  const whole = count * rowHeight
  const total = Math.min(whole, highest)
  const offset = top * stretch(whole, total, view)
  const first = Math.max(0, Math.floor(offset / rowHeight) - overscan)
  const end = Math.min(count, Math.ceil((offset + view) / rowHeight) + overscan)
  return { first: Math.min(first, end), end, total, startOf: (row) => row * rowHeight - offset + top }
}

/** Pixels of the list that one pixel of the scroller stands for. */
const stretch = (whole: number, total: number, view: number): number =>
  whole > total && total > view ? (whole - view) / (total - view) : 1

/** Follows the scrolling and the size of an element that shows rows of equal height. */
export function useRowsInView(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowsInView {
  const [{ top, view }, setPlace] = useState({ top: 0, view: 0 })
  const isWhole = count * rowHeight <= highest
  useLayoutEffect(() => {
    const element = scroller.current!
    const read = () => {
      const { scrollTop, clientHeight: view } = element
      // Between two rows nothing changes.
      const top = isWhole ? scrollTop - (scrollTop % rowHeight) : scrollTop
      setPlace((before) => (before.top === top && before.view === view ? before : { top, view }))
    }
    read()
    const sizes = new ResizeObserver(read)
    sizes.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [isWhole, rowHeight])
  return {
    ...layRows(count, rowHeight, top, view + (isWhole ? rowHeight : 0)),
    scrollTo(row) {
      const element = scroller.current!
      const { scrollTop, clientHeight } = element
      const whole = count * rowHeight
      const ratio = stretch(whole, Math.min(whole, highest), clientHeight)
      const offset = scrollTop * ratio
      const start = row * rowHeight
      // The head covers a part of the view, and a pixel of a stretched list is more than one.
      const room = isWhole ? rowHeight : 2 * rowHeight
      if (start < offset) element.scrollTop = (start - (isWhole ? 0 : rowHeight)) / ratio
      else if (start + rowHeight > offset + clientHeight - room)
        element.scrollTop = (start + rowHeight + room - clientHeight) / ratio
    },
  }
}
