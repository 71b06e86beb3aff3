import { MersenneTwister } from './mersenne-twister.ts'

interface Drawn {
  readonly seed: number
  readonly units: number
  readonly resamples: Int32Array[]
  readonly generator: MersenneTwister
}

let latest: Drawn | null = null

/**
 * Resamples of units with replacement, as `RandomState(seed).choice` draws them one after the other. Those of the latest seed and number of units are kept,
 * so that estimates of one log share them.
 */
export function drawResamples(seed: number, units: number, count: number): Int32Array[] {
  if (latest?.seed !== seed || latest.units !== units)
    latest = { seed, units, resamples: [], generator: new MersenneTwister(seed) }
  while (latest.resamples.length < count) {
    const drawn = new Int32Array(units)
    latest.generator.integers(units, drawn)
    latest.resamples.push(drawn)
  }
  return latest.resamples.slice(0, count)
}
