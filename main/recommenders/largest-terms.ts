/** Keeps for each of many sums its largest positive terms only. */
export interface LargestTerms {
  clear(): void
  offer(item: number, value: number): void
  /** Adds the kept terms of each item, largest first. */
  addTo(sums: Float64Array): void
}

/** @param count terms that are kept of each item; memory is 8 bytes each */
export function largestTerms(items: number, count: number): LargestTerms {
  const kept = new Float64Array(items * count)
  return {
    clear: () => void kept.fill(0),
    offer(item, value) {
      let place = item * count
      if (value <= kept[place]!) return
      const end = place + count - 1
      for (; place < end && kept[place + 1]! < value; place++) kept[place] = kept[place + 1]!
      kept[place] = value
    },
    addTo(sums) {
      for (let item = 0; item < items; item++)
        for (let place = (item + 1) * count - 1; place >= item * count; place--) sums[item]! += kept[place]!
    },
  }
}
