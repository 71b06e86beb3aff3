import type { Configuration } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { configurationAt, type SearchSpace } from './space.ts'

/** A configuration to try on a share of a full training. */
export interface Proposal {
  readonly config: Configuration
  /** 0 … 1; less than 1 only in successive halving. */
  readonly share: number
}

/** A tried configuration; null where the metric was undefined. */
export interface Finding extends Proposal {
  readonly value: number | null
}

export interface SearchProblem {
  readonly space: SearchSpace
  /** The budget, in full trainings. */
  readonly trials: number
  readonly higherIsBetter: boolean
  readonly random: Random
}

/**
 * A search hands out proposals in rounds and is told what they gave. A round may be tried in parallel: what it holds depends on the rounds before it alone,
 * never on threads.
 */
export type Search = (problem: SearchProblem) => Generator<readonly Proposal[], void, readonly Finding[]>

/** Best first; among equals the earlier. Undefined values come last. */
export function rank<F extends Pick<Finding, 'value'>>(findings: readonly F[], higherIsBetter: boolean): F[] {
  const sign = higherIsBetter ? 1 : -1
  const worth = ({ value }: F) => (value === null ? -Infinity : sign * value)
  return findings.toSorted((a, b) => worth(b) - worth(a) || 0)
}

export const keyOf = (config: Configuration): string => JSON.stringify(config)

/** Configurations drawn evenly over the space, none twice and none of `known`; fewer when the space runs out. */
export function drawDistinct(
  space: SearchSpace,
  count: number,
  random: Random,
  known: ReadonlySet<string> = new Set(),
): Configuration[] {
  const drawn = new Map<string, Configuration>()
  for (let attempt = 0; drawn.size < count && attempt < 50 * count; attempt++) {
    const point = space.dimensions.map((dimension) =>
      dimension.kind === 'candidates' ? random.below(dimension.values.length) : random.uniform(),
    )
    const config = configurationAt(space, point)
    const key = keyOf(config)
    if (!known.has(key)) drawn.set(key, config)
  }
  return [...drawn.values()]
}

export const full = (config: Configuration): Proposal => ({ config, share: 1 })
