/** See reference/sparse-similarity.ts. Scratch of a thread is zero before and after. */
export function sparseSimilarity(
  from: i32,
  to: i32,
  thread: i32,
  rowOffsets: usize,
  rowFeatures: usize,
  rowWeights: usize,
  featureOffsets: usize,
  featureColumns: usize,
  featureWeights: usize,
  rows: usize,
  columns: i32,
  formula: i32,
  rowScale: usize,
  columnScale: usize,
  shrinkage: f64,
  minimum: f64,
  selves: usize,
  rule: i32,
  kind: i32,
  most: i32,
  counts: usize,
  keptColumns: usize,
  keptValues: usize,
  scratch: usize,
  stride: usize,
): void {
  const sums = scratch + <usize>thread * stride
  const values = sums + (<usize>columns << 3)
  const survivorValues = values + (<usize>columns << 3)
  const heap = survivorValues + (<usize>columns << 3)
  const common = heap + (<usize>most << 3)
  const met = common + (<usize>columns << 2)
  const survivors = met + (<usize>columns << 2)
  const isPlain = formula == 0 && shrinkage == 0 && minimum <= 0 && kind != 2
  const anyOrder = rule == 0 || most >= columns

  for (let at = from; at < to; at++) {
    const row = load<i32>(rows + (<usize>at << 2))
    const start = rowOffsets + (<usize>row << 2)
    const first = load<i32>(start)
    const last = load<i32>(start, 4)
    const isDense = anyOrder && productsOf(rowFeatures, featureOffsets, first, last) >= columns >> 1
    let count = 0
    for (let entry = first; entry < last; entry++) {
      const feature = featureOffsets + (<usize>load<i32>(rowFeatures + (<usize>entry << 2)) << 2)
      const weight = load<f64>(rowWeights + (<usize>entry << 3))
      const begin = <usize>load<i32>(feature)
      const end = featureColumns + (<usize>load<i32>(feature, 4) << 2)
      let column = featureColumns + (begin << 2)
      let other = featureWeights + (begin << 3)
      if (kind == 0) {
        if (isDense) {
          for (; column < end; column += 4, other += 8) {
            const sum = sums + (<usize>load<u32>(column) << 3)
            store<f64>(sum, load<f64>(sum) + weight * load<f64>(other))
          }
        } else {
          for (; column < end; column += 4, other += 8) {
            const number = load<u32>(column)
            const sum = sums + (<usize>number << 3)
            const before = load<f64>(sum)
            store<u32>(met + (<usize>count << 2), number)
            count += i32(before == 0)
            store<f64>(sum, before + weight * load<f64>(other))
          }
        }
      } else {
        for (; column < end; column += 4, other += 8) {
          const number = load<u32>(column)
          const sum = sums + (<usize>number << 3)
          const product = weight * load<f64>(other)
          const n = common + (<usize>number << 2)
          const before = load<i32>(n)
          store<u32>(met + (<usize>count << 2), number)
          count += i32(before == 0)
          store<i32>(n, before + 1)
          if (kind == 1) store<f64>(sum, load<f64>(sum) + product)
          else store<f64>(sum, f64(f32(load<f64>(sum)) + f32(product)))
        }
      }
    }
    const self = load<i32>(selves + (<usize>at << 2))
    if (self >= 0) store<f64>(sums + (<usize>self << 3), 0)

    const scale = formula >= 2 ? load<f64>(rowScale + (<usize>row << 3)) : 0
    const into = keptColumns + ((<usize>at * most) << 2)
    let kept = 0
    if (rule == 2 && !anyOrder) {
      if (!isPlain)
        for (let place = 0; place < count; place++) {
          const number = load<u32>(met + (<usize>place << 2))
          const sum = sums + (<usize>number << 3)
          store<f64>(sum, finish(load<f64>(sum), number, formula, scale, columnScale, shrinkage, minimum, common, kind))
        }
      kept = keepLastMet(sums, met, count, most, heap, survivors)
      for (let place = 0; place < kept; place++) {
        const number = load<u32>(survivors + (<usize>place << 2))
        store<u32>(into + (<usize>place << 2), number)
        store<f64>(values + (<usize>number << 3), load<f64>(sums + (<usize>number << 3)))
      }
      for (let place = 0; place < count; place++) {
        const number = load<u32>(met + (<usize>place << 2))
        store<f64>(sums + (<usize>number << 3), 0)
        if (kind != 0) store<i32>(common + (<usize>number << 2), 0)
      }
      sortAscending(into, kept)
    } else {
      const slack: f64 = rule == 0 ? 1e-10 : 0
      let low: f64 = 5e-324
      let found = 0
      let size = 0
      const candidates = isDense ? columns : count
      for (let place = 0; place < candidates; place++) {
        const number = isDense ? <u32>place : load<u32>(met + (<usize>place << 2))
        const sum = sums + (<usize>number << 3)
        let value = load<f64>(sum)
        store<f64>(sum, 0)
        if (!isPlain) value = finish(value, number, formula, scale, columnScale, shrinkage, minimum, common, kind)
        if (kind != 0) store<i32>(common + (<usize>number << 2), 0)
        if (!(value >= low)) continue
        store<u32>(survivors + (<usize>found << 2), number)
        store<f64>(survivorValues + (<usize>found << 3), value)
        found++
        if (most >= candidates) continue
        if (size < most) {
          rise(heap, size++, value)
          if (size == most) low = load<f64>(heap) * (1 - slack)
        } else if (value > load<f64>(heap)) {
          sink(heap, size, value)
          low = load<f64>(heap) * (1 - slack)
        }
      }
      if (found <= most) {
        for (let place = 0; place < found; place++) {
          const number = load<u32>(survivors + (<usize>place << 2))
          store<u32>(into + (<usize>place << 2), number)
          store<f64>(values + (<usize>number << 3), load<f64>(survivorValues + (<usize>place << 3)))
        }
        kept = found
      } else {
        const cut = load<f64>(heap)
        const above = cut * (1 + slack)
        const below = cut * (1 - slack)
        // Ties are put where columns were met, which nobody reads any more.
        let ties = 0
        for (let place = 0; place < found; place++) {
          const value = load<f64>(survivorValues + (<usize>place << 3))
          if (value < below) continue
          const number = load<u32>(survivors + (<usize>place << 2))
          store<f64>(values + (<usize>number << 3), value)
          if (value > above) {
            store<u32>(into + (<usize>kept << 2), number)
            kept++
          } else {
            store<u32>(met + (<usize>ties << 2), number)
            ties++
          }
        }
        if (rule == 0 && !isDense && ties > most - kept) sortAscending(met, ties)
        for (let tie = 0; kept < most && tie < ties; tie++, kept++)
          store<u32>(into + (<usize>kept << 2), load<u32>(met + (<usize>tie << 2)))
      }
      if (!isDense || found > most) sortAscending(into, kept)
    }

    store<i32>(counts + (<usize>at << 2), kept)
    const valuesInto = keptValues + ((<usize>at * most) << 3)
    for (let place = 0; place < kept; place++) {
      const number = load<u32>(into + (<usize>place << 2))
      store<f64>(valuesInto + (<usize>place << 3), load<f64>(values + (<usize>number << 3)))
    }
  }
}

/** How many products the entries of a row take. */
@inline
function productsOf(features: usize, offsets: usize, first: i32, last: i32): i32 {
  let products = 0
  for (let entry = first; entry < last; entry++) {
    const feature = offsets + (<usize>load<i32>(features + (<usize>entry << 2)) << 2)
    products += load<i32>(feature, 4) - load<i32>(feature)
  }
  return products
}

/** The value of a sum. */
@inline
function finish(
  sum: f64,
  column: u32,
  formula: i32,
  a: f64,
  columnScale: usize,
  shrinkage: f64,
  minimum: f64,
  common: usize,
  kind: i32,
): f64 {
  let value = sum
  if (formula != 0) {
    const b = load<f64>(columnScale + (<usize>column << 3))
    if (formula == 1) value = sum * b
    else if (formula == 2) value = sum / (a * b)
    else if (formula == 3) value = sum / Math.sqrt(a * b)
    else value = sum / (a + b - sum)
  }
  if (shrinkage > 0) {
    const n = <f64>load<i32>(common + (<usize>column << 2))
    value = (value * n) / (n + shrinkage)
  }
  if (value < minimum) return 0
  return kind == 2 ? f64(f32(value)) : value
}

/** Adds a value to a heap of `size` whose least is first. */
@inline
function rise(heap: usize, size: i32, value: f64): void {
  let place = size
  while (place > 0) {
    const parent = (place - 1) >> 1
    const held = load<f64>(heap + (<usize>parent << 3))
    if (held <= value) break
    store<f64>(heap + (<usize>place << 3), held)
    place = parent
  }
  store<f64>(heap + (<usize>place << 3), value)
}

/** Puts a value in the place of the least. */
@inline
function sink(heap: usize, size: i32, value: f64): void {
  let place = 0
  for (let child = 1; child < size; child = 2 * place + 1) {
    let least = load<f64>(heap + (<usize>child << 3))
    if (child + 1 < size) {
      const right = load<f64>(heap + (<usize>child << 3), 8)
      if (right < least) {
        least = right
        child++
      }
    }
    if (least >= value) break
    store<f64>(heap + (<usize>place << 3), least)
    place = child
  }
  store<f64>(heap + (<usize>place << 3), value)
}

/** See math/keep-largest.ts. What is kept lies in `kept`, in the order of the heap. */
function keepLastMet(sums: usize, met: usize, count: i32, most: i32, heap: usize, kept: usize): i32 {
  let size = 0
  for (let position = count - 1; position >= 0; position--) {
    const number = load<u32>(met + (<usize>position << 2))
    const value = load<f64>(sums + (<usize>number << 3))
    if (!(value > 0)) continue
    let place = 0
    if (size < most) {
      place = size++
      while (place > 0) {
        const parent = (place - 1) >> 1
        const held = load<f64>(heap + (<usize>parent << 3))
        const other = load<u32>(kept + (<usize>parent << 2))
        if (!(value < held || (value == held && number < other))) break
        store<f64>(heap + (<usize>place << 3), held)
        store<u32>(kept + (<usize>place << 2), other)
        place = parent
      }
    } else if (value > load<f64>(heap)) {
      for (let child = 1; child < size; child = 2 * place + 1) {
        let held = load<f64>(heap + (<usize>child << 3))
        let other = load<u32>(kept + (<usize>child << 2))
        if (child + 1 < size) {
          const right = load<f64>(heap + (<usize>child << 3), 8)
          const rightNumber = load<u32>(kept + (<usize>child << 2), 4)
          if (right < held || (right == held && rightNumber < other)) {
            held = right
            other = rightNumber
            child++
          }
        }
        if (!(held < value || (held == value && other < number))) break
        store<f64>(heap + (<usize>place << 3), held)
        store<u32>(kept + (<usize>place << 2), other)
        place = child
      }
    } else continue
    store<f64>(heap + (<usize>place << 3), value)
    store<u32>(kept + (<usize>place << 2), number)
  }
  return size
}

/** Shell's sort, gaps 1, 4, 13, 40, …. */
function sortAscending(numbers: usize, count: i32): void {
  let gap = 1
  while (gap < count / 3) gap = 3 * gap + 1
  for (; gap > 0; gap = gap / 3)
    for (let place = gap; place < count; place++) {
      const number = load<u32>(numbers + (<usize>place << 2))
      let hole = place
      for (; hole >= gap; hole -= gap) {
        const held = load<u32>(numbers + (<usize>(hole - gap) << 2))
        if (held <= number) break
        store<u32>(numbers + (<usize>hole << 2), held)
      }
      store<u32>(numbers + (<usize>hole << 2), number)
    }
}
