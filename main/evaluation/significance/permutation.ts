import type { Random } from '../../math/random.ts'

/** Random assignments of signs drawn unless stated: the smallest p is then 1e-4. */
export const signFlips = 10_000

export interface Permutation {
  /** Assignments of signs that were drawn. */
  readonly flips: number
  /** Those with a mean at least as far from 0. */
  readonly hits: number
  /** Two-sided; NaN without differences. */
  readonly p: number
}

/**
 * Sign-flip permutation test on paired differences: under the hypothesis of no difference, every sign is as likely as its opposite.
 *
 *   p = (hits + 1) / (B + 1),   hits = #{ |Σ ±dᵢ| ≥ |Σ dᵢ| } over B random assignments of signs
 *
 * Eight differences at a time are looked up in a table of their 256 signed sums, so that one assignment costs n / 8 additions.
 *
 * R. A. Fisher (1935). The Design of Experiments. Oliver and Boyd; B. Phipson, G. K. Smyth (2010). Permutation p-values should never be zero.
 * Statistical Applications in Genetics and Molecular Biology 9(1). doi:10.2202/1544-6115.1585
 */
export function signFlipPermutation(differences: Float64Array, random: Random, flips = signFlips): Permutation {
  if (differences.length === 0) return { flips, hits: 0, p: NaN }
  const blocks = Math.ceil(differences.length / 8)
  const table = tabulate(differences, blocks)
  let total = 0
  let size = 0
  for (const value of differences) {
    total += value
    size += Math.abs(value)
  }
  const least = Math.abs(total) - 1e-14 * size
  const words = Math.ceil(blocks / 4)
  const signs = new Int32Array(Math.min(flips, atATime) * words)
  const sums = new Float64Array(Math.min(flips, atATime))
  let hits = 0
  for (let from = 0; from < flips; from += sums.length) {
    const count = Math.min(sums.length, flips - from)
    for (let flip = 0; flip < count; flip++)
      for (let word = 0; word < words; word++) signs[word * count + flip] = random.bits()
    sums.fill(0)
    for (let block = 0; block < blocks; block++) addBlock(sums, table, block, signs, count)
    for (let flip = 0; flip < count; flip++) if (Math.abs(sums[flip]!) >= least) hits++
  }
  return { flips, hits, p: (hits + 1) / (flips + 1) }
}

/** Assignments whose signs are held at a time: a block's sums are then looked up for all of them while they are near. */
const atATime = 512

/** Adds one block of differences with its signs to the sum of every assignment. */
function addBlock(sums: Float64Array, table: Float64Array, block: number, signs: Int32Array, count: number): void {
  const shift = 8 * (block & 3)
  const row = block * 256
  const at = (block >>> 2) * count
  for (let flip = 0; flip < count; flip++) sums[flip]! += table[row + ((signs[at + flip]! >>> shift) & 255)]!
}

/** The signed sum of every block of eight differences for each of its 256 assignments of signs. */
function tabulate(differences: Float64Array, blocks: number): Float64Array {
  const table = new Float64Array(blocks * 256)
  for (let block = 0; block < blocks; block++)
    for (let bit = 0; bit < 8; bit++) {
      const value = differences[block * 8 + bit] ?? 0
      const size = 1 << bit
      for (let mask = block * 256; mask < block * 256 + size; mask++) {
        table[mask + size] = table[mask]! - value
        table[mask]! += value
      }
    }
  return table
}
