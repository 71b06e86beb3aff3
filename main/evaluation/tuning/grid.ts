import type { Configuration } from '../../contract/settings.ts'
import { full, type Search } from './search.ts'
import { configurationAt, countOf, sizeOf, type Dimension, type Point, type SearchSpace } from './space.ts'

/**
 * Grid: every combination of the candidates; a range is cut into evenly spaced points, as many per range as the budget allows. Later settings vary fastest.
 * A grid larger than the budget is thinned at random by the seed.
 */
export const grid: Search = function* ({ space, trials, random }) {
  const configs = gridOf(space, trials)
  if (configs.length <= trials) {
    yield configs.map(full)
    return
  }
  const kept = random.shuffle(Int32Array.from(configs.keys())).slice(0, trials).sort()
  yield Array.from(kept, (position) => full(configs[position]!))
}

/** The whole grid, in order, without repetitions. */
export function gridOf(space: SearchSpace, trials: number): Configuration[] {
  const steps = stepsPerRange(space, trials)
  let points: Point[] = [[]]
  for (const dimension of space.dimensions) {
    const places = placesOf(dimension, steps)
    points = points.flatMap((point) => places.map((place) => [...point, place]))
  }
  const configs = new Map(points.map((point) => configurationAt(space, point)).map((c) => [JSON.stringify(c), c]))
  return [...configs.values()]
}

function stepsPerRange({ dimensions }: SearchSpace, trials: number): number {
  const lists = dimensions.filter(({ kind }) => kind === 'candidates')
  const ranges = dimensions.length - lists.length
  const combinations = lists.reduce((product, dimension) => product * countOf(dimension), 1)
  return ranges === 0 ? 1 : Math.max(2, Math.floor((trials / combinations) ** (1 / ranges) + 1e-9))
}

const placesOf = (dimension: Dimension, steps: number): number[] =>
  dimension.kind === 'candidates'
    ? [...dimension.values.keys()]
    : Array.from({ length: steps }, (_, step) => step / (steps - 1))

/** How many configurations a grid tries when no budget was named: all of the candidates, or what the budget's default allows. */
export const wholeGrid = (space: SearchSpace, fallback: number): number =>
  space.dimensions.every(({ kind }) => kind === 'candidates') ? sizeOf(space) : fallback
