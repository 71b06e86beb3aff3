import type { SparsePattern } from './singular-vectors.ts'

/** The kernels of `block-module.ts` in plain words: what each computes, and what each is tested against. Blocks are row-major with `width` columns. */
export type Block = Float64Array

/** out_r ← Σ_{i in row r} source_i */
export function sumRows({ offsets, indices }: SparsePattern, source: Block, width: number): Block {
  const out = new Float64Array((offsets.length - 1) * width)
  for (let row = 0; row + 1 < offsets.length; row++)
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
      for (let k = 0; k < width; k++) out[row * width + k]! += source[indices[entry]! * width + k]!
  return out
}

/** A B for row-major A of `inner` columns and B of `width` columns. */
export function multiply(a: Block, b: Block, inner: number, width: number): Block {
  const out = new Float64Array((a.length / inner) * width)
  for (let row = 0; row < a.length / inner; row++)
    for (let k = 0; k < inner; k++)
      for (let column = 0; column < width; column++)
        out[row * width + column]! += a[row * inner + k]! * b[k * width + column]!
  return out
}

/** Aᵀ for row-major A of `width` columns. */
export function turn(a: Block, width: number): Block {
  const rows = a.length / width
  return Float64Array.from({ length: a.length }, (_, cell) => a[(cell % rows) * width + Math.floor(cell / rows)]!)
}

/** Σ over the rows of a ∘ b, one sum per column. */
export function columnProducts(a: Block, b: Block, width: number): Block {
  const out = new Float64Array(width)
  a.forEach((value, cell) => (out[cell % width]! += value * b[cell]!))
  return out
}

/** a + b diag(scale) */
export const addScaledColumns = (a: Block, b: Block, scale: Block): Block =>
  a.map((value, cell) => value + b[cell]! * scale[cell % scale.length]!)
