import { sampleBeta } from '../../math/beta.ts'
import type { Random } from '../../math/random.ts'
import type { CampaignLog } from './open-bandit.ts'

/** What is believed of each item's click rate: Beta(a, b). */
export interface Beliefs {
  readonly a: Float64Array
  readonly b: Float64Array
}

/** Draws a click rate for each item and ranks the largest: into position 0 goes the largest. */
export function drawDisplay({ a, b }: Beliefs, random: Random, into: Int32Array, rates: Float64Array): void {
  into.fill(-1)
  for (let item = 0; item < a.length; item++) {
    rates[item] = sampleBeta(random, a[item]!, b[item]!)
    let at = into.length
    while (at > 0 && (into[at - 1]! < 0 || rates[item]! > rates[into[at - 1]!]!)) at--
    if (at < into.length) {
      into.copyWithin(at + 1, at)
      into[at] = item
    }
  }
}

/** The share of simulated displays in which each item stood at each position, row-major by item. */
export function simulateDisplays(beliefs: Beliefs, positions: number, count: number, random: Random): Float64Array {
  const shares = new Float64Array(beliefs.a.length * positions)
  const display = new Int32Array(positions)
  const rates = new Float64Array(beliefs.a.length)
  for (let draw = 0; draw < count; draw++) {
    drawDisplay(beliefs, random, display, rates)
    for (const [position, item] of display.entries()) shares[item * positions + position]! += 1 / count
  }
  return shares
}

/**
 * Replays Bernoulli Thompson sampling on a log: a round counts where the item drawn for the logged position is the one shown, and only then is it learned from.
 *
 * @returns the rounds that counted, and the clicks in them
 */
export function replayDisplays(prior: Beliefs, log: CampaignLog, random: Random): { matches: number; clicks: number } {
  const beliefs = { a: prior.a.slice(), b: prior.b.slice() }
  const display = new Int32Array(log.positions)
  const rates = new Float64Array(prior.a.length)
  let matches = 0
  let clicks = 0
  for (let round = 0; round < log.action.length; round++) {
    drawDisplay(beliefs, random, display, rates)
    const item = display[log.position[round]!]!
    if (item !== log.action[round]) continue
    const click = log.reward[round]!
    matches++
    clicks += click
    beliefs.a[item]! += click
    beliefs.b[item]! += 1 - click
  }
  return { matches, clicks }
}
