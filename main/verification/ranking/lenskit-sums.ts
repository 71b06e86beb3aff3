import type { Interactions } from '../../data/interactions.ts'

/**
 * Sums of the K largest similarities of the users who had an item, in single precision and in the order in which the heap of LensKit holds them: the order of
 * items whose sums are equal by formula hangs on their rounding. Similarities are of a history that is not normalised, as LensKit has it.
 */
export function lenskitSums({ users, items, byUser, byItem }: Interactions, neighbours: number) {
  const common = new Int32Array(users)
  const heaps = new Float32Array(items * (neighbours + 1))
  const counts = new Int32Array(items)
  const isHeap = new Uint8Array(items)
  const sums = new Float32Array(items)
  return (user: number): Float32Array => {
    common.fill(0)
    counts.fill(0)
    isHeap.fill(0)
    for (const item of row(byUser, user)) for (const other of row(byItem, item)) common[other]!++
    for (let other = 0; other < users; other++) {
      if (other === user || common[other] === 0) continue
      const theirs = row(byUser, other)
      const similarity = repeated(Math.fround(1 / Math.fround(Math.sqrt(theirs.length))), common[other]!)
      for (const item of theirs) add(item, similarity)
    }
    for (let item = 0; item < items; item++) {
      let sum = 0
      const start = item * (neighbours + 1)
      for (let place = start; place < start + counts[item]!; place++) sum = Math.fround(sum + heaps[place]!)
      sums[item] = sum
    }
    return sums
  }

  function add(item: number, similarity: number): void {
    const start = item * (neighbours + 1)
    if (counts[item]! < neighbours) {
      heaps[start + counts[item]!++] = similarity
      return
    }
    if (isHeap[item] === 0) {
      isHeap[item] = 1
      const given = heaps.slice(start, start + neighbours).reverse()
      given.forEach((value, place) => {
        heaps[start + place] = value
        siftUp(heaps, start, place)
      })
    }
    if (similarity <= heaps[start]!) return
    heaps[start + neighbours] = similarity
    siftUp(heaps, start, neighbours)
    heaps[start] = heaps[start + neighbours]!
    siftDownToBottom(heaps, start, neighbours)
  }
}

const row = ({ offsets, indices }: Interactions['byUser'], number: number): Int32Array =>
  indices.subarray(offsets[number], offsets[number + 1])

/** The sum of so many equal terms in single precision. */
function repeated(term: number, count: number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum = Math.fround(sum + term)
  return sum
}

/** As the binary heap of Rust, least first; the heap begins at `start`. */
function siftUp(heaps: Float32Array, start: number, from: number): void {
  const value = heaps[start + from]!
  let place = from
  while (place > 0) {
    const parent = (place - 1) >> 1
    if (value >= heaps[start + parent]!) break
    heaps[start + place] = heaps[start + parent]!
    place = parent
  }
  heaps[start + place] = value
}

/** Moves the root down to a leaf along the lesser children, then up to where it belongs. */
function siftDownToBottom(heaps: Float32Array, start: number, count: number): void {
  const value = heaps[start]!
  let place = 0
  let child = 1
  while (child <= count - 2) {
    if (heaps[start + child]! >= heaps[start + child + 1]!) child++
    heaps[start + place] = heaps[start + child]!
    place = child
    child = 2 * place + 1
  }
  if (child === count - 1) {
    heaps[start + place] = heaps[start + child]!
    place = child
  }
  heaps[start + place] = value
  siftUp(heaps, start, place)
}
