import { multiplyTile, replace, subtract } from './inline-tiles'
import { multiplyAddDoubles } from './lanes'

/**
 * Symmetric matrices of doubles by their lower triangle, row-major: blocks of pivots are taken one after the other, and what is left is updated by tiles of 4 × 4. See
 * reference/sweep-symmetric.ts and reference/cholesky.ts.
 *
 * Panels hold the pivots' columns in groups of four rows of the matrix: `panels[group][pivot][row]`.
 */

/** Rows `from` to `to` of XᵀX, up to the diagonal, for a sparse binary X; see reference/symmetric-gram.ts. */
export function gram(
  from: i32,
  to: i32,
  _thread: i32,
  columnOffsets: usize,
  columnIndices: usize,
  rowOffsets: usize,
  rowIndices: usize,
  into: usize,
  size: i32,
): void {
  for (let row = from; row < to; row++) {
    const sums = into + ((<usize>row * size) << 3)
    memory.fill(sums, 0, (<usize>row + 1) << 3)
    const last = columnIndices + (<usize>load<i32>(columnOffsets + (<usize>row << 2), 4) << 2)
    for (let at = columnIndices + (<usize>load<i32>(columnOffsets + (<usize>row << 2)) << 2); at < last; at += 4) {
      const offset = rowOffsets + (<usize>load<i32>(at) << 2)
      const end = rowIndices + (<usize>load<i32>(offset, 4) << 2)
      for (let entry = rowIndices + (<usize>load<i32>(offset) << 2); entry < end; entry += 4) {
        const column = load<i32>(entry)
        if (column > row) break
        const cell = sums + (<usize>column << 3)
        store<f64>(cell, load<f64>(cell) + 1)
      }
    }
  }
}

/**
 * Replaces the block of `count` pivots from `first` by minus its inverse, and packs the inverse as a left operand.
 *
 * @param block scratch of count² doubles
 * @returns the first pivot that is not positive, which is left on the diagonal; −1 when all are
 */
export function invertPivots(matrix: usize, size: i32, first: i32, count: i32, block: usize, packed: usize): i32 {
  copyBlock(matrix, size, first, count, block)
  for (let k = 0; k < count; k++) {
    const own = block + ((<usize>k * count) << 3)
    const pivot = load<f64>(own + (<usize>k << 3))
    if (!(pivot > 0)) return fail(matrix, size, first + k, pivot)
    const scale = 1 / pivot
    for (let i = 0; i < count; i++) {
      if (i == k) continue
      const row = block + ((<usize>i * count) << 3)
      const factor = load<f64>(row + (<usize>k << 3)) * scale
      addMultiple(-factor, own, row, count)
      store<f64>(row + (<usize>k << 3), factor)
    }
    for (let j = 0; j < count; j++) store<f64>(own + (<usize>j << 3), load<f64>(own + (<usize>j << 3)) * scale)
    store<f64>(own + (<usize>k << 3), -scale)
  }
  for (let i = 0; i < count; i++) {
    const into = matrix + ((<usize>(first + i) * size + first) << 3)
    for (let j = 0; j <= i; j++) store<f64>(into + (<usize>j << 3), load<f64>(block + ((<usize>i * count + j) << 3)))
  }
  for (let cell = 0; cell < count * count; cell++) {
    const at = block + (<usize>cell << 3)
    store<f64>(at, -load<f64>(at))
  }
  packLeft(block, count, packed)
  return -1
}

/**
 * Replaces the block of `count` pivots from `first` by its Cholesky factor L, and packs L⁻¹ as a left operand.
 *
 * @param block scratch of 2 count² doubles
 * @returns the first pivot that is not positive, which is left on the diagonal; −1 when all are
 */
export function factorPivots(matrix: usize, size: i32, first: i32, count: i32, block: usize, packed: usize): i32 {
  copyBlock(matrix, size, first, count, block)
  const inverse = block + ((<usize>count * count) << 3)
  for (let k = 0; k < count; k++) {
    const own = block + ((<usize>k * count) << 3)
    const pivot = load<f64>(own + (<usize>k << 3))
    if (!(pivot > 0)) return fail(matrix, size, first + k, pivot)
    const scale = 1 / sqrt(pivot)
    for (let j = k + 1; j < count; j++) store<f64>(own + (<usize>j << 3), load<f64>(own + (<usize>j << 3)) * scale)
    store<f64>(own + (<usize>k << 3), sqrt(pivot))
    for (let i = k + 1; i < count; i++) {
      const row = block + ((<usize>i * count) << 3)
      addMultiple(-load<f64>(own + (<usize>i << 3)), own, row, count)
    }
  }
  memory.fill(inverse, 0, (<usize>count * count) << 3)
  for (let i = 0; i < count; i++) {
    const row = inverse + ((<usize>i * count) << 3)
    for (let k = 0; k < i; k++)
      addMultiple(-load<f64>(block + ((<usize>k * count + i) << 3)), inverse + ((<usize>k * count) << 3), row, count)
    const scale = 1 / load<f64>(block + ((<usize>i * count + i) << 3))
    for (let j = 0; j < i; j++) store<f64>(row + (<usize>j << 3), load<f64>(row + (<usize>j << 3)) * scale)
    store<f64>(row + (<usize>i << 3), scale)
    const into = matrix + ((<usize>(first + i) * size + first) << 3)
    for (let j = 0; j <= i; j++) store<f64>(into + (<usize>j << 3), load<f64>(block + ((<usize>j * count + i) << 3)))
  }
  packLeft(inverse, count, packed)
  return -1
}

/** Groups `from` to `to` after group `base`: takes the pivots' columns W from the matrix, and puts V = `packed` W there and into panels. Pivots' own groups stay out. */
export function takePanels(
  from: i32,
  to: i32,
  _thread: i32,
  base: i32,
  matrix: usize,
  size: i32,
  first: i32,
  count: i32,
  packed: usize,
  w: usize,
  v: usize,
): void {
  const stride = <usize>size << 3
  const panelBytes = <usize>count << 5
  for (let group = base + from; group < base + to; group++) {
    const row = group << 2
    if (row >= first && row < first + count) continue
    const rows = min(4, size - row)
    const before = row < first
    const corner = before ? matrix + ((<usize>first * size + row) << 3) : matrix + ((<usize>row * size + first) << 3)
    const across = before ? stride : 8
    const down: usize = before ? 8 : stride
    const wide = w + <usize>group * panelBytes
    const value = v + <usize>group * panelBytes
    for (let pivot = 0; pivot < count; pivot++) {
      const into = wide + (<usize>pivot << 5)
      for (let r = 0; r < 4; r++)
        store<f64>(into + (<usize>r << 3), r < rows ? load<f64>(corner + <usize>pivot * across + <usize>r * down) : 0)
    }
    for (let pivot = 0; pivot < count; pivot += 4) {
      const own = packed + ((<usize>pivot * count) << 3)
      multiplyTile<f64>(own, wide, count, value + (<usize>pivot << 5), 32, count - pivot, 4, replace)
    }
    for (let pivot = 0; pivot < count; pivot++)
      for (let r = 0; r < rows; r++)
        store<f64>(
          corner + <usize>pivot * across + <usize>r * down,
          load<f64>(value + (<usize>pivot << 5) + (<usize>r << 3)),
        )
  }
}

/** The lower triangle less V Wᵀ, for groups `from` to `to` after group `base` of both; those of the pivots, from `first` on, stay out. */
export function updateLower(
  from: i32,
  to: i32,
  thread: i32,
  base: i32,
  matrix: usize,
  size: i32,
  first: i32,
  count: i32,
  w: usize,
  v: usize,
  scratch: usize,
): void {
  const stride = <usize>size << 3
  const panelBytes = <usize>count << 5
  const skip = first >> 2
  const resume = (first + count + 3) >> 2
  const tile = scratch + (<usize>thread << 7)
  for (let column = base; column < base + to; column++) {
    if (column >= skip && column < resume) continue
    const wide = w + <usize>column * panelBytes
    for (let group = max(base + from, column); group < base + to; group++) {
      if (group >= skip && group < resume) continue
      const value = v + <usize>group * panelBytes
      const corner = matrix + <usize>(group << 2) * stride + (<usize>column << 5)
      if (group > column) multiplyTile<f64>(value, wide, count, corner, stride, size - (group << 2), 4, subtract)
      else {
        multiplyTile<f64>(value, wide, count, tile, 32, 4, 4, replace)
        subtractLower(tile, corner, stride, min(4, size - (group << 2)))
      }
    }
  }
}

/** Columns `4 from` to `4 to` of L Lᵀ X = B, in place of B; see reference/solve-symmetric.ts. `scratch` has room for `size × 4` doubles per thread. */
export function solveFactored(
  from: i32,
  to: i32,
  thread: i32,
  factor: usize,
  size: i32,
  right: usize,
  columns: i32,
  scratch: usize,
): void {
  const stride = <usize>columns << 3
  const x = scratch + ((<usize>thread * size) << 5)
  for (let group = from; group < to; group++) {
    const source = right + (<usize>group << 5)
    const width = min(4, columns - (group << 2))
    for (let row = 0; row < size; row++)
      for (let c = 0; c < 4; c++)
        store<f64>(
          x + (<usize>row << 5) + (<usize>c << 3),
          c < width ? load<f64>(source + <usize>row * stride + (<usize>c << 3)) : 0,
        )
    solveForward(factor, size, x)
    solveBackward(factor, size, x)
    for (let row = 0; row < size; row++)
      for (let c = 0; c < width; c++)
        store<f64>(
          source + <usize>row * stride + (<usize>c << 3),
          load<f64>(x + (<usize>row << 5) + (<usize>c << 3)),
        )
  }
}

/** x ← L⁻¹ x for four columns side by side. */
function solveForward(factor: usize, size: i32, x: usize): void {
  for (let row = 0; row < size; row++) {
    let at = factor + ((<usize>row * size) << 3)
    const own = x + (<usize>row << 5)
    let p = v128.load(own)
    let q = v128.load(own, 16)
    for (let other = x; other < own; other += 32) {
      const amount = f64x2.splat(-load<f64>(at))
      p = multiplyAddDoubles(amount, v128.load(other), p)
      q = multiplyAddDoubles(amount, v128.load(other, 16), q)
      at += 8
    }
    const scale = f64x2.splat(1 / load<f64>(at))
    v128.store(own, f64x2.mul(p, scale))
    v128.store(own, f64x2.mul(q, scale), 16)
  }
}

/** x ← L⁻ᵀ x for four columns side by side, by rows of L. */
function solveBackward(factor: usize, size: i32, x: usize): void {
  for (let row = size - 1; row >= 0; row--) {
    let at = factor + ((<usize>row * size) << 3)
    const own = x + (<usize>row << 5)
    const scale = f64x2.splat(1 / load<f64>(at + (<usize>row << 3)))
    const p = f64x2.mul(v128.load(own), scale)
    const q = f64x2.mul(v128.load(own, 16), scale)
    v128.store(own, p)
    v128.store(own, q, 16)
    for (let other = x; other < own; other += 32) {
      const amount = f64x2.splat(-load<f64>(at))
      v128.store(other, multiplyAddDoubles(amount, p, v128.load(other)))
      v128.store(other, multiplyAddDoubles(amount, q, v128.load(other, 16)), 16)
      at += 8
    }
  }
}

/** Both triangles of a block on the diagonal, from its lower one. */
function copyBlock(matrix: usize, size: i32, first: i32, count: i32, block: usize): void {
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      const value = load<f64>(matrix + ((<usize>(first + i) * size + first + j) << 3))
      store<f64>(block + ((<usize>i * count + j) << 3), value)
      store<f64>(block + ((<usize>j * count + i) << 3), value)
    }
}

function fail(matrix: usize, size: i32, row: i32, pivot: f64): i32 {
  store<f64>(matrix + ((<usize>row * size + row) << 3), pivot)
  return row
}

/** Panels of four rows of a square block, entry by entry. */
function packLeft(block: usize, count: i32, packed: usize): void {
  for (let row = 0; row < count; row += 4)
    for (let k = 0; k < count; k++)
      for (let r = 0; r < 4; r++) {
        store<f64>(packed, row + r < count ? load<f64>(block + ((<usize>(row + r) * count + k) << 3)) : 0)
        packed += 8
      }
}

/** y ← y + a x. */
@inline
function addMultiple(a: f64, x: usize, y: usize, length: i32): void {
  const amount = f64x2.splat(a)
  const end = y + (<usize>length << 3)
  while (y + 32 <= end) {
    v128.store(y, multiplyAddDoubles(amount, v128.load(x), v128.load(y)))
    v128.store(y, multiplyAddDoubles(amount, v128.load(x, 16), v128.load(y, 16)), 16)
    x += 32
    y += 32
  }
  for (; y < end; y += 8) {
    store<f64>(y, load<f64>(y) + a * load<f64>(x))
    x += 8
  }
}

/** Takes the lower triangle of a tile from the matrix. */
function subtractLower(tile: usize, into: usize, stride: usize, rows: i32): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column <= row; column++) {
      const at = into + <usize>row * stride + (<usize>column << 3)
      store<f64>(at, load<f64>(at) - load<f64>(tile + (<usize>row << 5) + (<usize>column << 3)))
    }
}
