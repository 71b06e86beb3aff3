import { choice, integer, integers, real, type Configuration } from '../../../../main/contract/settings.ts'
import { grid } from '../../../../main/evaluation/tuning/grid.ts'
import { halving } from '../../../../main/evaluation/tuning/halving.ts'
import { randomSearch } from '../../../../main/evaluation/tuning/random.ts'
import type { Proposal } from '../../../../main/evaluation/tuning/search.ts'
import { readSpace } from '../../../../main/evaluation/tuning/space.ts'
import { tpe } from '../../../../main/evaluation/tuning/tpe.ts'
import { Random } from '../../../../main/math/random.ts'

export const settings = {
  factors: integer({ default: 8, help: 'Factors.' }),
  rate: real({ default: 0.1, help: 'Rate.' }),
  layers: integers({ default: [4], minimum: 1, maximum: 64, help: 'Layers.' }),
  kind: choice(['a', 'b', 'c'], 'a', 'Kind.'),
}

const searches = { grid, random: randomSearch, tpe, halving }

/** Runs a search against a known function; returns its rounds. */
export function runSearch(
  search: keyof typeof searches,
  given: Readonly<Record<string, unknown>>,
  trials: number,
  value: (config: Configuration, share: number) => number | null,
  seed = 1,
): (readonly Proposal[])[] {
  const space = readSpace('model x', settings, given)
  const rounds = searches[search]({ space, trials, higherIsBetter: true, random: new Random(seed) })
  const seen: (readonly Proposal[])[] = []
  for (let round = rounds.next([]); !round.done;) {
    seen.push(round.value)
    round = rounds.next(round.value.map((one) => ({ ...one, value: value(one.config, one.share) })))
  }
  return seen
}
