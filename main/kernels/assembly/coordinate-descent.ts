/** Coordinates that a working set begins with, and sweeps over it at most; see reference/elastic-net.ts. */
const firstCoordinates: i32 = 64
const mostSweeps: i32 = 10000

/** See reference/elastic-net.ts. A target whose working set has more coordinates than there is room for is given up. */
export function elasticNet(
  from: i32,
  to: i32,
  thread: i32,
  gram: usize,
  size: i32,
  targets: usize,
  places: usize,
  l1: f64,
  l2: f64,
  positive: i32,
  tolerance: f64,
  into: usize,
  fits: usize,
  capacity: i32,
  scratch: usize,
  stride: usize,
): void {
  const width = <usize>size << 2
  const products = scratch + <usize>thread * stride
  const excesses = products + (width << 1)
  const weights = excesses + (width << 1)
  const goals = weights + (<usize>capacity << 3)
  const setProducts = goals + (<usize>capacity << 3)
  const found = setProducts + (<usize>capacity << 3)
  const isActive = found + width
  const items = isActive + width
  const matrix = items + (<usize>capacity << 2)

  for (let at = from; at < to; at++) {
    const place = load<i32>(places + (<usize>at << 2))
    const target = load<i32>(targets + (<usize>place << 2))
    const row = gram + <usize>target * width
    const slack = tolerance * (<f64>load<f32>(row + (<usize>target << 2)) + l1)
    memory.fill(products, 0, width << 1)
    memory.fill(isActive, 0, width)
    let count = 0
    let room = firstCoordinates
    let fit = 1
    while (true) {
      store<i32>(isActive + (<usize>target << 2), 1)
      const violators = findViolators(row, products, isActive, gram, size, l1, positive, slack, found, excesses)
      if (violators == 0) break
      sortByExcess(found, excesses, violators)
      const joining = min(violators, room)
      count = dropZeros(items, weights, count)
      if (count + joining > capacity) {
        fit = 0
        break
      }
      memory.copy(items + (<usize>count << 2), found, <usize>joining << 2)
      memory.fill(weights + (<usize>count << 3), 0, <usize>joining << 3)
      count += joining
      gather(gram, width, row, items, weights, count, matrix, goals, setProducts)
      sweep(matrix, count, goals, setProducts, weights, l1, l2, positive, tolerance)
      memory.fill(isActive, 0, width)
      for (let k = 0; k < count; k++) store<i32>(isActive + (<usize>load<u32>(items + (<usize>k << 2)) << 2), 1)
      multiply(gram, size, items, weights, count, products)
      room = max(firstCoordinates, count)
    }
    store<i32>(fits + (<usize>at << 2), fit)
    if (fit == 0) continue
    const result = into + ((<usize>place * width) << 1)
    memory.fill(result, 0, width << 1)
    for (let k = 0; k < count; k++)
      store<f64>(result + (<usize>load<u32>(items + (<usize>k << 2)) << 3), load<f64>(weights + (<usize>k << 3)))
  }
}

/** Coordinates outside the set that break the optimality conditions, and by how much in units of their length. */
@inline
function findViolators(
  row: usize,
  products: usize,
  isActive: usize,
  gram: usize,
  size: i32,
  l1: f64,
  positive: i32,
  slack: f64,
  found: usize,
  excesses: usize,
): i32 {
  let count = 0
  for (let item = 0; item < size; item++) {
    let excess = <f64>load<f32>(row + (<usize>item << 2)) - load<f64>(products + (<usize>item << 3))
    if (!positive) excess = Math.abs(excess)
    excess -= l1
    if (!(excess > slack) || load<i32>(isActive + (<usize>item << 2)) == 1) continue
    const diagonal = <f64>load<f32>(gram + ((<usize>item * size + item) << 2))
    store<i32>(found + (<usize>count << 2), item)
    store<f64>(excesses + (<usize>count << 3), excess / Math.sqrt(diagonal))
    count++
  }
  return count
}

/** Shell's sort, the largest first, the lower number first among equals. */
function sortByExcess(items: usize, excesses: usize, count: i32): void {
  let gap = 1
  while (gap < count / 3) gap = 3 * gap + 1
  for (; gap > 0; gap = gap / 3)
    for (let place = gap; place < count; place++) {
      const item = load<i32>(items + (<usize>place << 2))
      const excess = load<f64>(excesses + (<usize>place << 3))
      let hole = place
      for (; hole >= gap; hole -= gap) {
        const held = load<f64>(excesses + (<usize>(hole - gap) << 3))
        const other = load<i32>(items + (<usize>(hole - gap) << 2))
        if (held > excess || (held == excess && other < item)) break
        store<f64>(excesses + (<usize>hole << 3), held)
        store<i32>(items + (<usize>hole << 2), other)
      }
      store<f64>(excesses + (<usize>hole << 3), excess)
      store<i32>(items + (<usize>hole << 2), item)
    }
}

/** Coordinates whose weight is 0 leave the set. */
@inline
function dropZeros(items: usize, weights: usize, count: i32): i32 {
  let kept = 0
  for (let place = 0; place < count; place++) {
    const weight = load<f64>(weights + (<usize>place << 3))
    if (weight == 0) continue
    store<u32>(items + (<usize>kept << 2), load<u32>(items + (<usize>place << 2)))
    store<f64>(weights + (<usize>kept << 3), weight)
    kept++
  }
  return kept
}

/** The part of the Gram matrix that belongs to the set, its part of the row of the target, and its product with the weights. */
@inline
function gather(
  gram: usize,
  width: usize,
  row: usize,
  items: usize,
  weights: usize,
  count: i32,
  matrix: usize,
  goals: usize,
  products: usize,
): void {
  for (let place = 0; place < count; place++) {
    const item = <usize>load<u32>(items + (<usize>place << 2))
    const source = gram + item * width
    const into = matrix + ((<usize>place * count) << 2)
    let product: f64 = 0
    for (let other = 0; other < count; other++) {
      const value = load<f32>(source + (<usize>load<u32>(items + (<usize>other << 2)) << 2))
      store<f32>(into + (<usize>other << 2), value)
      product += <f64>value * load<f64>(weights + (<usize>other << 3))
    }
    store<f64>(goals + (<usize>place << 3), <f64>load<f32>(row + (item << 2)))
    store<f64>(products + (<usize>place << 3), product)
  }
}

/** Cyclic sweeps until the weights stay where they are. */
@inline
function sweep(
  matrix: usize,
  count: i32,
  goals: usize,
  products: usize,
  weights: usize,
  l1: f64,
  l2: f64,
  positive: i32,
  tolerance: f64,
): void {
  for (let round = 0; round < mostSweeps; round++) {
    let largestStep: f64 = 0
    let largestWeight: f64 = 0
    for (let place = 0; place < count; place++) {
      const row = matrix + ((<usize>place * count) << 2)
      const diagonal = <f64>load<f32>(row + (<usize>place << 2))
      const at = <usize>place << 3
      const before = load<f64>(weights + at)
      const gradient = load<f64>(goals + at) - load<f64>(products + at) + diagonal * before
      let shrunk: f64 = 0
      if (gradient > l1) shrunk = gradient - l1
      else if (!positive && gradient < -l1) shrunk = gradient + l1
      const after = shrunk / (diagonal + l2)
      largestWeight = max(largestWeight, Math.abs(after))
      if (after == before) continue
      const step = after - before
      store<f64>(weights + at, after)
      addRow(step, row, products, count)
      largestStep = max(largestStep, Math.abs(step))
    }
    if (largestStep <= tolerance * largestWeight) return
  }
}

/** sums ← sums + amount · row. */
@inline
function addRow(amount: f64, row: usize, sums: usize, count: i32): void {
  const amounts = f64x2.splat(amount)
  let k = 0
  for (; k + 4 <= count; k += 4) {
    const values = v128.load(row + (<usize>k << 2))
    const sum = sums + (<usize>k << 3)
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(amounts, f64x2.promote_low_f32x4(values))))
    const high = i8x16.shuffle(values, values, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
    v128.store(sum, f64x2.add(v128.load(sum, 16), f64x2.mul(amounts, f64x2.promote_low_f32x4(high))), 16)
  }
  for (; k < count; k++) {
    const sum = sums + (<usize>k << 3)
    store<f64>(sum, load<f64>(sum) + amount * <f64>load<f32>(row + (<usize>k << 2)))
  }
}

/** The whole Gram matrix times the weights, two rows at a time. */
@inline
function multiply(gram: usize, size: i32, items: usize, weights: usize, count: i32, into: usize): void {
  memory.fill(into, 0, <usize>size << 3)
  const width = <usize>size << 2
  let held: usize = 0
  let heldWeight: f64 = 0
  for (let place = 0; place < count; place++) {
    const weight = load<f64>(weights + (<usize>place << 3))
    if (weight == 0) continue
    const row = gram + <usize>load<u32>(items + (<usize>place << 2)) * width
    if (held == 0) {
      held = row
      heldWeight = weight
      continue
    }
    addTwoRows(heldWeight, held, weight, row, into, size)
    held = 0
  }
  if (held != 0) addRow(heldWeight, held, into, size)
}

/** The same of two rows, the first added first. */
@inline
function addTwoRows(first: f64, a: usize, second: f64, b: usize, sums: usize, count: i32): void {
  const firsts = f64x2.splat(first)
  const seconds = f64x2.splat(second)
  let k = 0
  for (; k + 2 <= count; k += 2) {
    const sum = sums + (<usize>k << 3)
    const x = f64x2.promote_low_f32x4(v128.load64_zero(a + (<usize>k << 2)))
    const y = f64x2.promote_low_f32x4(v128.load64_zero(b + (<usize>k << 2)))
    v128.store(sum, f64x2.add(f64x2.add(v128.load(sum), f64x2.mul(firsts, x)), f64x2.mul(seconds, y)))
  }
  for (; k < count; k++) {
    const sum = sums + (<usize>k << 3)
    const x = first * <f64>load<f32>(a + (<usize>k << 2))
    store<f64>(sum, load<f64>(sum) + x + second * <f64>load<f32>(b + (<usize>k << 2)))
  }
}
