import { sampleBinomial } from '../../math/binomial.ts'
import type { Random } from '../../math/random.ts'
import { resamples } from '../significance/bootstrap.ts'
import type { Terms } from './estimator.ts'

/** Rounds that are drawn together: their values stay in the fastest cache, and 8 bits choose among them. */
const block = 256

/**
 * The value of each estimate in every bootstrap resample: as many rounds as there are, drawn with replacement, the same ones for all estimates.
 *
 * Drawn exactly, but block by block: how many draws fall into a block is binomial given those into the blocks before; within a block all rounds are equally likely. What
 * an estimate sums without a denominator is one column.
 *
 * B. Efron (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1). doi:10.1214/aos/1176344552
 *
 * @param rounds in each column of the terms
 */
export function resampleTerms(
  terms: readonly Terms[],
  rounds: number,
  random: Random,
  count = resamples,
): Float64Array[] {
  const columns: Float64Array[] = []
  const place = (column: Float64Array | undefined) => (column ? columns.push(column) - 1 : -1)
  const places = terms.flatMap(({ parts, ...rest }, at) =>
    [rest, ...(parts ?? [])].map(({ base, numerator, denominator }) =>
      denominator
        ? { at, mean: place(base), numerator: place(numerator), denominator: place(denominator) }
        : { at, mean: place(added(base, numerator)), numerator: -1, denominator: -1 },
    ),
  )
  const values = terms.map(() => new Float64Array(count))
  const sums = new Float64Array(columns.length)
  for (let resample = 0; resample < count; resample++) {
    sumDraws(columns, rounds, random, sums)
    for (const { at, mean, numerator, denominator } of places)
      values[at]![resample]! +=
        (mean < 0 ? 0 : sums[mean]! / rounds) + (numerator < 0 ? 0 : sums[numerator]! / sums[denominator]!)
  }
  return values
}

function added(base: Float64Array | undefined, numerator: Float64Array | undefined): Float64Array | undefined {
  return base && numerator ? base.map((value, i) => value + numerator[i]!) : (base ?? numerator)
}

/** Rounds drawn within a block, four in a word. */
interface Drawn {
  words: Uint32Array
  places: Uint8Array
}

/** Sums of the columns over one resample. */
function sumDraws(columns: readonly Float64Array[], rounds: number, random: Random, sums: Float64Array): void {
  const drawn: Drawn = { words: new Uint32Array(block), places: new Uint8Array(0) }
  sums.fill(0)
  let left = rounds
  for (let start = 0; start < rounds; start += block) {
    const size = Math.min(block, rounds - start)
    const count = sampleBinomial(random, left, size / (rounds - start))
    left -= count
    drawWithin(random, count, size, drawn)
    for (let column = 0; column < columns.length; column++)
      sums[column]! += sumAt(columns[column]!, start, drawn.places, count)
  }
}

function drawWithin(random: Random, count: number, size: number, drawn: Drawn): void {
  const words = Math.ceil(count / 4)
  if (words > drawn.words.length) drawn.words = new Uint32Array(2 * words)
  if (drawn.places.buffer !== drawn.words.buffer) drawn.places = new Uint8Array(drawn.words.buffer)
  if (size === block) random.fillBits(drawn.words, words)
  else for (let i = 0; i < count; i++) drawn.places[i] = random.below(size)
}

function sumAt(values: Float64Array, start: number, places: Uint8Array, count: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  const whole = count - (count % 4)
  for (let i = 0; i < whole; i += 4) {
    a += values[start + places[i]!]!
    b += values[start + places[i + 1]!]!
    c += values[start + places[i + 2]!]!
    d += values[start + places[i + 3]!]!
  }
  for (let i = whole; i < count; i++) a += values[start + places[i]!]!
  return a + b + (c + d)
}
