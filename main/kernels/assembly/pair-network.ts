import { addScaled, AS_IT_IS, CUT_OFF, cutOff, keepWhere, MASKED, multiply, multiplyTransposed } from './inline-dense'
import { exponentialOfNegative, logarithmAboveOne, sigmoidFrom } from './inline-cross-entropy'
import * as plan from './inline-pair-plan'
import { multiplyAdd, splat, sumLanes } from './lanes'
import { dot } from './vectors'

export { scoreItems } from './inline-pair-scores'

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
  const scratch = plan.at(network, plan.SCRATCH) + <usize>thread * plan.at(network, plan.SCRATCH_BYTES)
  for (let c = from; c < to; c++) {
    const part = plan.at(network, plan.PARTS) + <usize>c * plan.at(network, plan.PART_BYTES)
    memory.fill(part, 0, plan.at(network, plan.PART_BYTES))
    const end = min(pairs, (c + 1) * chunk)
    for (let first = c * chunk; first < end; first += plan.BLOCK)
      passBlock(network, first, min(plan.BLOCK, end - first), part, scratch)
  }
}

function passBlock(network: usize, first: i32, rows: i32, part: usize, scratch: usize): void {
  const layers = load<i32>(network + plan.LAYERS)
  if (layers > 0) forward(network, first, rows, scratch)
  const top = layers > 0 ? plan.layerOf(network, layers - 1) : 0
  const topWidth = layers > 0 ? load<i32>(top + plan.WIDTH) : 0
  const topValues = layers > 0 ? scratch + plan.at(top, plan.VALUES) : 0
  const output = plan.at(network, plan.OUTPUT_WEIGHTS)
  const backward = load<i32>(network + plan.BACKWARD) != 0
  const factors = load<i32>(network + plan.FACTORS)
  const bias = load<f32>(plan.at(network, plan.BIAS))
  const inverse: f64 = 1 / <f64>load<i32>(network + plan.PAIRS)
  let topGradients: usize = 0
  if (layers == 1)
    topGradients = plan.at(network, plan.HIDDEN_GRADIENT) + <usize>first * (<usize>topWidth << 2)
  else if (layers > 1) topGradients = scratch + plan.at(top, plan.GRADIENTS)
  let loss: f64 = 0
  let slopes: f64 = 0
  for (let r = 0; r < rows; r++) {
    const pair = <usize>(first + r) << 2
    let logit: f32 = bias
    const values = topValues + <usize>r * (<usize>topWidth << 2)
    if (layers > 0) logit += dot(values, output, topWidth)
    if (factors > 0) logit += productOf(network, pair, factors)
    const z = <f64>logit
    const label = <f64>load<f32>(plan.at(network, plan.LABELS) + pair)
    const e = exponentialOfNegative(-abs(z))
    loss += max(z, 0) - z * label + logarithmAboveOne(e)
    if (!backward) continue
    const slope = <f32>((sigmoidFrom(z, e) - label) * inverse)
    slopes += <f64>slope
    store<f32>(plan.at(network, plan.SLOPES) + pair, slope)
    if (layers > 0)
      turnTop(slope, values, output, part + plan.at(network, plan.OUTPUT_PART), topGradients + <usize>r * (<usize>topWidth << 2), topWidth)
    if (factors > 0) addProduct(network, pair, slope, factors, part + plan.at(network, plan.PRODUCT_PART))
  }
  const sums = part + plan.at(network, plan.BIAS_PART)
  store<f32>(sums, load<f32>(sums) + <f32>slopes)
  store<f32>(sums, load<f32>(sums, 4) + <f32>(loss * inverse), 4)
  if (backward && layers > 1) turnLayers(network, first, rows, part, scratch)
}

/** The values of every layer of a block. */
function forward(network: usize, first: i32, rows: i32, scratch: usize): void {
  let below = plan.layerOf(network, 0)
  let width = load<i32>(below + plan.WIDTH)
  const bytes = <usize>width << 2
  let values = scratch + plan.at(below, plan.VALUES)
  let into = values
  for (let r = 0; r < rows; r++) {
    const pair = <usize>(first + r) << 2
    let p = plan.at(network, plan.USER_HIDDEN) + <usize>load<i32>(plan.at(network, plan.LEFT) + pair) * bytes
    let q = plan.at(network, plan.ITEM_HIDDEN) + <usize>load<i32>(plan.at(network, plan.RIGHT) + pair) * bytes
    for (const end = p + bytes; p < end; p += 32) {
      v128.store(into, cutOff(f32x4.add(v128.load(p), v128.load(q))))
      v128.store(into, cutOff(f32x4.add(v128.load(p, 16), v128.load(q, 16))), 16)
      q += 32
      into += 32
    }
  }
  for (let l = 1; l < load<i32>(network + plan.LAYERS); l++) {
    const layer = plan.layerOf(network, l)
    const next = scratch + plan.at(layer, plan.VALUES)
    const nextWidth = load<i32>(layer + plan.WIDTH)
    multiply(values, plan.at(layer, plan.WEIGHTS), next, rows, width, nextWidth, plan.at(layer, plan.BIASES), CUT_OFF, 0)
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
    const layer = plan.layerOf(network, l)
    const below = plan.layerOf(network, l - 1)
    const width = load<i32>(layer + plan.WIDTH)
    const inner = load<i32>(below + plan.WIDTH)
    const gradients = scratch + plan.at(layer, plan.GRADIENTS)
    const values = scratch + plan.at(below, plan.VALUES)
    multiplyTransposed(values, gradients, part + plan.at(layer, plan.WEIGHTS_PART), rows, inner, width, 0, inner)
    let row = gradients
    for (let r = 0; r < rows; r++) {
      addScaled(1, row, part + plan.at(layer, plan.BIASES_PART), width)
      row += <usize>width << 2
    }
    const into =
      l == 1
        ? plan.at(network, plan.HIDDEN_GRADIENT) + <usize>first * (<usize>inner << 2)
        : scratch + plan.at(below, plan.GRADIENTS)
    multiply(gradients, plan.at(layer, plan.TRANSPOSED), into, rows, width, inner, 0, MASKED, values)
  }
}

/** The product path's row of a table. */
@inline
function productRow(network: usize, pair: usize, side: usize, members: usize, table: usize): usize {
  const embedding = plan.at(network, plan.EMBEDDING)
  const row = plan.at(network, members) + (<usize>load<i32>(plan.at(network, side) + pair) << 2)
  return plan.at(network, table) + ((<usize>load<i32>(row) * (embedding + plan.at(network, plan.FACTORS)) + embedding) << 2)
}

/** Σ_k h_k p_k q_k. */
function productOf(network: usize, pair: usize, factors: i32): f32 {
  let p = productRow(network, pair, plan.LEFT, plan.USERS, plan.USER_TABLE)
  let q = productRow(network, pair, plan.RIGHT, plan.ITEMS, plan.ITEM_TABLE)
  let h = plan.at(network, plan.PRODUCT_WEIGHTS)
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
  const width = layers > 0 ? load<i32>(plan.layerOf(network, 0) + plan.WIDTH) : 0
  const bytes = <usize>width << 2
  for (let row = from; row < to; row++) {
    const first = load<i32>(offsets + (<usize>row << 2))
    const last = load<i32>(offsets + (<usize>row << 2), 4)
    if (layers > 0)
      sumRows(plan.at(network, plan.HIDDEN_GRADIENT), members, first, last, hidden + <usize>row * bytes, bytes)
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
  const slopes = plan.at(network, plan.SLOPES)
  const start = plan.at(network, plan.EMBEDDING) << 2
  const h = plan.at(network, plan.PRODUCT_WEIGHTS)
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
