/** Array methods that Chromium has from 110 on; the oldest that the page runs in is 108. */
const added: Record<string, (this: unknown[], ...given: never[]) => unknown> = {
  toSorted(compare?: (a: unknown, b: unknown) => number) {
    return [...this].sort(compare)
  },
  toReversed() {
    return [...this].reverse()
  },
  toSpliced(start: number, count: number, ...items: unknown[]) {
    const copy = [...this]
    copy.splice(start, count, ...items)
    return copy
  },
  with(index: number, value: unknown) {
    const copy = [...this]
    copy[index < 0 ? copy.length + index : index] = value
    return copy
  },
}

for (const [name, value] of Object.entries(added))
  if (!(name in Array.prototype))
    Object.defineProperty(Array.prototype, name, { value, writable: true, configurable: true })
