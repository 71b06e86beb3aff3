import { addScaled, AS_IT_IS, CUT_OFF, cutOff, keepWhere, MASKED, multiply, multiplyTransposed } from './inline-dense'
import { exponentialOfNegative, logarithmAboveOne, sigmoidFrom } from './inline-cross-entropy'
import * as plan from './inline-pair-plan'
import { multiplyAdd, splat, sumLanes } from './lanes'
import { dot } from './vectors'

@inline
function at(base: usize, field: usize): usize {
  return <usize>load<u32>(base + field)
}

@inline
function layerOf(network: usize, layer: i32): usize {
  return network + plan.FIRST_LAYER + <usize>layer * plan.LAYER_BYTES
}

/** gathered = the first `embedding` floats of the named rows of a table; hidden = gathered · weights + biases. */
export function embed(
  from: i32,
  to: i32,
  _thread: i32,
  table: usize,
  tableRow: usize,
  rows: usize,
  embedding: i32,
  gathered: usize,
  weights: usize,
  biases: usize,
  width: i32,
  hidden: usize,
): void {
  const bytes = <usize>embedding << 2
  for (let row = from; row < to; row++)
    memory.copy(
      gathered + <usize>row * bytes,
      table + <usize>load<i32>(rows + (<usize>row << 2)) * tableRow,
      bytes,
    )
  const into = hidden + <usize>from * (<usize>width << 2)
  multiply(gathered + <usize>from * bytes, weights, into, to - from, embedding, width, biases, AS_IT_IS, 0)
}

/** Losses of the pairs of chunks `from` to `to` and, where they are wanted, gradients: see reference/pair-network.ts. */
export function passPairs(from: i32, to: i32, thread: i32, network: usize): void {
  const pairs = load<i32>(network + plan.PAIRS)
  const chunk = load<i32>(network + plan.CHUNK)
  const scratch = at(network, plan.SCRATCH) + <usize>thread * at(network, plan.SCRATCH_BYTES)
  for (let c = from; c < to; c++) {
    const part = at(network, plan.PARTS) + <usize>c * at(network, plan.PART_BYTES)
    memory.fill(part, 0, at(network, plan.PART_BYTES))
    const end = min(pairs, (c + 1) * chunk)
    for (let first = c * chunk; first < end; first += plan.BLOCK)
      passBlock(network, first, min(plan.BLOCK, end - first), part, scratch)
  }
}

function passBlock(network: usize, first: i32, rows: i32, part: usize, scratch: usize): void {
  const layers = load<i32>(network + plan.LAYERS)
  if (layers > 0) forward(network, first, rows, scratch)
  const top = layers > 0 ? layerOf(network, layers - 1) : 0
  const topWidth = layers > 0 ? load<i32>(top + plan.WIDTH) : 0
  const topValues = layers > 0 ? scratch + at(top, plan.VALUES) : 0
  const output = at(network, plan.OUTPUT_WEIGHTS)
  const backward = load<i32>(network + plan.BACKWARD) != 0
  const factors = load<i32>(network + plan.FACTORS)
  const bias = load<f32>(at(network, plan.BIAS))
  const inverse: f64 = 1 / <f64>load<i32>(network + plan.PAIRS)
  let topGradients: usize = 0
  if (layers == 1)
    topGradients = at(network, plan.HIDDEN_GRADIENT) + <usize>first * (<usize>topWidth << 2)
  else if (layers > 1) topGradients = scratch + at(top, plan.GRADIENTS)
  let loss: f64 = 0
  let slopes: f64 = 0
  for (let r = 0; r < rows; r++) {
    const pair = <usize>(first + r) << 2
    let logit: f32 = bias
    const values = topValues + <usize>r * (<usize>topWidth << 2)
    if (layers > 0) logit += dot(values, output, topWidth)
    if (factors > 0) logit += productOf(network, pair, factors)
    const z = <f64>logit
    const label = <f64>load<f32>(at(network, plan.LABELS) + pair)
    const e = exponentialOfNegative(-abs(z))
    loss += max(z, 0) - z * label + logarithmAboveOne(e)
    if (!backward) continue
    const slope = <f32>((sigmoidFrom(z, e) - label) * inverse)
    slopes += <f64>slope
    store<f32>(at(network, plan.SLOPES) + pair, slope)
    if (layers > 0)
      turnTop(slope, values, output, part + at(network, plan.OUTPUT_PART), topGradients + <usize>r * (<usize>topWidth << 2), topWidth)
    if (factors > 0) addProduct(network, pair, slope, factors, part + at(network, plan.PRODUCT_PART))
  }
  const sums = part + at(network, plan.BIAS_PART)
  store<f32>(sums, load<f32>(sums) + <f32>slopes)
  store<f32>(sums, load<f32>(sums, 4) + <f32>(loss * inverse), 4)
  if (backward && layers > 1) turnLayers(network, first, rows, part, scratch)
}

/** The values of every layer of a block. */
function forward(network: usize, first: i32, rows: i32, scratch: usize): void {
  let below = layerOf(network, 0)
  let width = load<i32>(below + plan.WIDTH)
  const bytes = <usize>width << 2
  let values = scratch + at(below, plan.VALUES)
  let into = values
  for (let r = 0; r < rows; r++) {
    const pair = <usize>(first + r) << 2
    let p = at(network, plan.USER_HIDDEN) + <usize>load<i32>(at(network, plan.LEFT) + pair) * bytes
    let q = at(network, plan.ITEM_HIDDEN) + <usize>load<i32>(at(network, plan.RIGHT) + pair) * bytes
    for (const end = p + bytes; p < end; p += 32) {
      v128.store(into, cutOff(f32x4.add(v128.load(p), v128.load(q))))
      v128.store(into, cutOff(f32x4.add(v128.load(p, 16), v128.load(q, 16))), 16)
      q += 32
      into += 32
    }
  }
  for (let l = 1; l < load<i32>(network + plan.LAYERS); l++) {
    const layer = layerOf(network, l)
    const next = scratch + at(layer, plan.VALUES)
    const nextWidth = load<i32>(layer + plan.WIDTH)
    multiply(values, at(layer, plan.WEIGHTS), next, rows, width, nextWidth, at(layer, plan.BIASES), CUT_OFF, 0)
    values = next
    width = nextWidth
  }
}

/** Through the output weights: their sums, and the gradient with respect to the last layer. */
@inline
function turnTop(slope: f32, values: usize, output: usize, sums: usize, gradients: usize, width: i32): void {
  const s = splat(slope)
  for (const end = values + (<usize>width << 2); values < end; values += 16) {
    const value = v128.load(values)
    v128.store(sums, multiplyAdd(s, value, v128.load(sums)))
    v128.store(gradients, keepWhere(f32x4.mul(s, v128.load(output)), value))
    sums += 16
    output += 16
    gradients += 16
  }
}

/** Back through the further layers, down to the gradient with respect to the first. */
function turnLayers(network: usize, first: i32, rows: i32, part: usize, scratch: usize): void {
  for (let l = load<i32>(network + plan.LAYERS) - 1; l > 0; l--) {
    const layer = layerOf(network, l)
    const below = layerOf(network, l - 1)
    const width = load<i32>(layer + plan.WIDTH)
    const inner = load<i32>(below + plan.WIDTH)
    const gradients = scratch + at(layer, plan.GRADIENTS)
    const values = scratch + at(below, plan.VALUES)
    multiplyTransposed(values, gradients, part + at(layer, plan.WEIGHTS_PART), rows, inner, width, 0, inner)
    let row = gradients
    for (let r = 0; r < rows; r++) {
      addScaled(1, row, part + at(layer, plan.BIASES_PART), width)
      row += <usize>width << 2
    }
    const into =
      l == 1
        ? at(network, plan.HIDDEN_GRADIENT) + <usize>first * (<usize>inner << 2)
        : scratch + at(below, plan.GRADIENTS)
    multiply(gradients, at(layer, plan.TRANSPOSED), into, rows, width, inner, 0, MASKED, values)
  }
}

/** The product path's row of a table. */
@inline
function productRow(network: usize, pair: usize, side: usize, members: usize, table: usize): usize {
  const embedding = at(network, plan.EMBEDDING)
  const row = at(network, members) + (<usize>load<i32>(at(network, side) + pair) << 2)
  return at(network, table) + ((<usize>load<i32>(row) * (embedding + at(network, plan.FACTORS)) + embedding) << 2)
}

/** Σ_k h_k p_k q_k. */
function productOf(network: usize, pair: usize, factors: i32): f32 {
  let p = productRow(network, pair, plan.LEFT, plan.USERS, plan.USER_TABLE)
  let q = productRow(network, pair, plan.RIGHT, plan.ITEMS, plan.ITEM_TABLE)
  let h = at(network, plan.PRODUCT_WEIGHTS)
  let sum = f32x4.splat(0)
  for (const end = p + (<usize>factors << 2); p < end; p += 16) {
    sum = multiplyAdd(f32x4.mul(v128.load(p), v128.load(q)), v128.load(h), sum)
    q += 16
    h += 16
  }
  return sumLanes(sum)
}

/** sums += slope p ⊙ q: the gradient of h. */
function addProduct(network: usize, pair: usize, slope: f32, factors: i32, sums: usize): void {
  let p = productRow(network, pair, plan.LEFT, plan.USERS, plan.USER_TABLE)
  let q = productRow(network, pair, plan.RIGHT, plan.ITEMS, plan.ITEM_TABLE)
  const s = splat(slope)
  for (const end = p + (<usize>factors << 2); p < end; p += 16) {
    v128.store(sums, multiplyAdd(f32x4.mul(s, v128.load(p)), v128.load(q), v128.load(sums)))
    q += 16
    sums += 16
  }
}

/**
 * Gradients with respect to rows `from` to `to` of one side: the sums over a row's pairs, in their order, of the first layer's gradient times the layer's
 * transposed weights, and of slope · h ⊙ the other side's row. `into` has embedding + factors floats a row.
 */
export function turnRows(
  from: i32,
  to: i32,
  _thread: i32,
  network: usize,
  offsets: usize,
  members: usize,
  hidden: usize,
  transposed: usize,
  embedded: usize,
  other: usize,
  otherRows: usize,
  otherTable: usize,
  into: usize,
): void {
  const embedding = load<i32>(network + plan.EMBEDDING)
  const factors = load<i32>(network + plan.FACTORS)
  const rowBytes = <usize>(embedding + factors) << 2
  const layers = load<i32>(network + plan.LAYERS)
  const width = layers > 0 ? load<i32>(layerOf(network, 0) + plan.WIDTH) : 0
  const bytes = <usize>width << 2
  for (let row = from; row < to; row++) {
    const first = load<i32>(offsets + (<usize>row << 2))
    const last = load<i32>(offsets + (<usize>row << 2), 4)
    if (layers > 0)
      sumRows(at(network, plan.HIDDEN_GRADIENT), members, first, last, hidden + <usize>row * bytes, bytes)
    if (factors > 0)
      sumProducts(network, members, first, last, other, otherRows, otherTable, into + <usize>row * rowBytes, rowBytes)
  }
  if (layers == 0) return
  const rows = embedded + <usize>from * (<usize>embedding << 2)
  multiply(hidden + <usize>from * bytes, transposed, rows, to - from, width, embedding, 0, AS_IT_IS, 0)
  for (let row = from; row < to; row++)
    memory.copy(into + <usize>row * rowBytes, embedded + <usize>row * (<usize>embedding << 2), <usize>embedding << 2)
}

/** into = the sum of the rows of a matrix that are named from `first` to `last`. */
function sumRows(matrix: usize, members: usize, first: i32, last: i32, into: usize, bytes: usize): void {
  for (let k: usize = 0; k < bytes; k += 32) {
    let a = f32x4.splat(0)
    let b = f32x4.splat(0)
    for (let m = first; m < last; m++) {
      const row = matrix + <usize>load<i32>(members + (<usize>m << 2)) * bytes + k
      a = f32x4.add(a, v128.load(row))
      b = f32x4.add(b, v128.load(row, 16))
    }
    v128.store(into + k, a)
    v128.store(into + k, b, 16)
  }
}

/** The product path's part of a row's gradient. */
function sumProducts(
  network: usize,
  members: usize,
  first: i32,
  last: i32,
  other: usize,
  otherRows: usize,
  otherTable: usize,
  into: usize,
  rowBytes: usize,
): void {
  const slopes = at(network, plan.SLOPES)
  const start = at(network, plan.EMBEDDING) << 2
  const h = at(network, plan.PRODUCT_WEIGHTS)
  for (let k: usize = start; k < rowBytes; k += 32) {
    let a = f32x4.splat(0)
    let b = f32x4.splat(0)
    for (let m = first; m < last; m++) {
      const pair = <usize>load<i32>(members + (<usize>m << 2)) << 2
      const number = <usize>load<i32>(otherRows + (<usize>load<i32>(other + pair) << 2))
      const row = otherTable + number * rowBytes + k
      const slope = v128.load_splat<f32>(slopes + pair)
      a = multiplyAdd(slope, v128.load(row), a)
      b = multiplyAdd(slope, v128.load(row, 16), b)
    }
    v128.store(into + k, f32x4.mul(a, v128.load(h + k - start)))
    v128.store(into + k, f32x4.mul(b, v128.load(h + k - start, 16)), 16)
  }
}

/** into = gatheredᵀ · hidden for columns `from` to `to` of gathered: the gradient of the first layer's weights of one side. */
export function turnWeights(
  from: i32,
  to: i32,
  _thread: i32,
  gathered: usize,
  hidden: usize,
  rows: i32,
  embedding: i32,
  width: i32,
  into: usize,
): void {
  memory.fill(into + <usize>from * (<usize>width << 2), 0, <usize>(to - from) * (<usize>width << 2))
  const stretch = 128
  for (let first = 0; first < rows; first += stretch)
    multiplyTransposed(
      gathered + <usize>first * (<usize>embedding << 2),
      hidden + <usize>first * (<usize>width << 2),
      into,
      min(stretch, rows - first),
      embedding,
      width,
      from,
      to,
    )
}

/** into = the sum of rows, each `stride` bytes after the one before; `length` floats, a multiple of 4. */
export function sumParts(parts: usize, stride: usize, count: i32, into: usize, length: i32): void {
  for (const end = into + (<usize>length << 2); into < end; into += 16) {
    let sum = f32x4.splat(0)
    let part = parts
    for (let c = 0; c < count; c++) {
      sum = f32x4.add(sum, v128.load(part))
      part += stride
    }
    v128.store(into, sum)
    parts += 16
  }
}

/** into = matrixᵀ. */
export function transpose(matrix: usize, rows: i32, columns: i32, into: usize): void {
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      store<f32>(into + (<usize>(c * rows + r) << 2), load<f32>(matrix + (<usize>(r * columns + c) << 2)))
}

/**
 * Logits of every item for rows `from` to `to` of `users`, `items` to a row of `into`. The plan's USER_HIDDEN has a row for each of these users, its ITEM_HIDDEN
 * for each item; ITEMS is not used.
 */
export function scoreItems(from: i32, to: i32, thread: i32, network: usize, items: i32, into: usize): void {
  const layers = load<i32>(network + plan.LAYERS)
  const factors = load<i32>(network + plan.FACTORS)
  const embedding = load<i32>(network + plan.EMBEDDING)
  const rowBytes = <usize>(embedding + factors) << 2
  const bias = load<f32>(at(network, plan.BIAS))
  const scratch = at(network, plan.SCRATCH) + <usize>thread * at(network, plan.SCRATCH_BYTES)
  for (let user = from; user < to; user++) {
    const scores = into + <usize>user * (<usize>items << 2)
    for (let item = 0; item < items; item++) store<f32>(scores + (<usize>item << 2), bias)
    if (factors > 0) {
      const number = <usize>load<i32>(at(network, plan.USERS) + (<usize>user << 2))
      const p = at(network, plan.USER_TABLE) + number * rowBytes + (<usize>embedding << 2)
      scoreProducts(p, at(network, plan.PRODUCT_WEIGHTS), factors, at(network, plan.ITEM_TABLE) + (<usize>embedding << 2), rowBytes, scratch, scores, items)
    }
    if (layers == 1) scoreHidden(network, user, items, scores)
    if (layers > 1) scoreLayers(network, user, items, scratch, scores)
  }
}

function scoreProducts(p: usize, h: usize, factors: i32, q: usize, rowBytes: usize, scratch: usize, scores: usize, items: i32): void {
  for (let k: usize = 0; k < <usize>factors << 2; k += 16)
    v128.store(scratch + k, f32x4.mul(v128.load(p + k), v128.load(h + k)))
  for (let item = 0; item < items; item++) {
    const cell = scores + (<usize>item << 2)
    store<f32>(cell, load<f32>(cell) + dot(scratch, q + <usize>item * rowBytes, factors))
  }
}

/** Σ_k w_k relu(a + b_k) for a tower of one layer, four items at a time. */
function scoreHidden(network: usize, user: i32, items: i32, scores: usize): void {
  const width = load<i32>(layerOf(network, 0) + plan.WIDTH)
  const bytes = <usize>width << 2
  const a = at(network, plan.USER_HIDDEN) + <usize>user * bytes
  const b = at(network, plan.ITEM_HIDDEN)
  const w = at(network, plan.OUTPUT_WEIGHTS)
  let item = 0
  for (; item + 4 <= items; item += 4) {
    const b0 = b + <usize>item * bytes
    const b1 = b0 + bytes
    const b2 = b1 + bytes
    const b3 = b2 + bytes
    let s0 = f32x4.splat(0)
    let s1 = f32x4.splat(0)
    let s2 = f32x4.splat(0)
    let s3 = f32x4.splat(0)
    for (let k: usize = 0; k < bytes; k += 16) {
      const u = v128.load(a + k)
      const v = v128.load(w + k)
      s0 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b0 + k))), v, s0)
      s1 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b1 + k))), v, s1)
      s2 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b2 + k))), v, s2)
      s3 = multiplyAdd(cutOff(f32x4.add(u, v128.load(b3 + k))), v, s3)
    }
    const cell = scores + (<usize>item << 2)
    store<f32>(cell, load<f32>(cell) + sumLanes(s0))
    store<f32>(cell, load<f32>(cell, 4) + sumLanes(s1), 4)
    store<f32>(cell, load<f32>(cell, 8) + sumLanes(s2), 8)
    store<f32>(cell, load<f32>(cell, 12) + sumLanes(s3), 12)
  }
  for (; item < items; item++) {
    let s = f32x4.splat(0)
    const row = b + <usize>item * bytes
    for (let k: usize = 0; k < bytes; k += 16)
      s = multiplyAdd(cutOff(f32x4.add(v128.load(a + k), v128.load(row + k))), v128.load(w + k), s)
    const cell = scores + (<usize>item << 2)
    store<f32>(cell, load<f32>(cell) + sumLanes(s))
  }
}

function scoreLayers(network: usize, user: i32, items: i32, scratch: usize, scores: usize): void {
  const layers = load<i32>(network + plan.LAYERS)
  const bottom = layerOf(network, 0)
  const bytes = at(bottom, plan.WIDTH) << 2
  const a = at(network, plan.USER_HIDDEN) + <usize>user * bytes
  const output = at(network, plan.OUTPUT_WEIGHTS)
  for (let first = 0; first < items; first += plan.BLOCK) {
    const rows = min(plan.BLOCK, items - first)
    let values = scratch + at(bottom, plan.VALUES)
    let into = values
    let b = at(network, plan.ITEM_HIDDEN) + <usize>first * bytes
    for (let r = 0; r < rows; r++)
      for (let k: usize = 0; k < bytes; k += 16) {
        v128.store(into, cutOff(f32x4.add(v128.load(a + k), v128.load(b))))
        into += 16
        b += 16
      }
    let width = load<i32>(bottom + plan.WIDTH)
    for (let l = 1; l < layers; l++) {
      const layer = layerOf(network, l)
      const next = scratch + at(layer, plan.VALUES)
      const nextWidth = load<i32>(layer + plan.WIDTH)
      multiply(values, at(layer, plan.WEIGHTS), next, rows, width, nextWidth, at(layer, plan.BIASES), CUT_OFF, 0)
      values = next
      width = nextWidth
    }
    for (let r = 0; r < rows; r++) {
      const cell = scores + (<usize>(first + r) << 2)
      store<f32>(cell, load<f32>(cell) + dot(values + <usize>r * (<usize>width << 2), output, width))
    }
  }
}
