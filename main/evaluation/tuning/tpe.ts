import type { Configuration } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { ParzenEstimator } from './parzen.ts'
import { drawDistinct, full, keyOf, rank, type Finding, type Search, type SearchProblem } from './search.ts'
import { configurationAt, pointOf, type Dimension } from './space.ts'

/** γ: the share of the findings that count as good. */
const quantile = 0.15
/** Draws from l of which the one of largest l / g is proposed. */
const draws = 100
/** Share of the budget that is drawn evenly before the first estimate, and how many at most. */
const startShare = 1 / 3
const mostAtStart = 10
/** Proposals of one round, tried in parallel; fixed, so that threads cannot change what is proposed. */
const roundSize = 4

/**
 * Tree-structured Parzen estimator: findings are split at the γ quantile y* into good and bad, a density of each is estimated, and what is proposed maximises
 * the expected improvement, which grows with
 *
 *   l(x) / g(x),   l = p(x | y better than y*),   g = p(x | y not better)     (section 4, eq. 4)
 *
 * γ = 0.15 and 100 draws as in section 6 of the paper. A third of the budget, at most 10, is drawn evenly first. Settings are estimated independently of each
 * other; all are on in every configuration, so the tree is a line. Rounds hold 4 proposals, each drawn from its own stream.
 *
 * J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl (2011). Algorithms for Hyper-Parameter Optimization. NeurIPS 24.
 */
export const tpe: Search = function* (problem) {
  const { space, trials, random } = problem
  const findings: Finding[] = []
  const known = new Set<string>()
  const start = Math.min(trials, mostAtStart, Math.max(2, Math.ceil(trials * startShare)))
  let round = drawDistinct(space, start, random)
  while (round.length > 0) {
    for (const config of round) known.add(keyOf(config))
    findings.push(...(yield round.map(full)))
    round = propose(problem, findings, known, Math.min(roundSize, trials - findings.length), random)
  }
}

function propose(
  problem: SearchProblem,
  findings: readonly Finding[],
  known: ReadonlySet<string>,
  count: number,
  random: Random,
): Configuration[] {
  const { space } = problem
  const { better, worse } = estimate(problem, findings)
  const proposed: Configuration[] = []
  const taken = new Set(known)
  while (proposed.length < count) {
    const config = largestRatio(space.dimensions.length, better, worse, random)
      .map((point) => configurationAt(space, point))
      .find((candidate) => !taken.has(keyOf(candidate)))
    const next = config ?? drawDistinct(space, 1, random, taken)[0]
    if (!next) break
    taken.add(keyOf(next))
    proposed.push(next)
  }
  return proposed
}

type Estimators = readonly ParzenEstimator[]

function estimate({ space, higherIsBetter }: SearchProblem, findings: readonly Finding[]) {
  const ranked = rank(findings, higherIsBetter).map(({ config }) => pointOf(space, config))
  const cut = Math.max(1, Math.ceil(quantile * ranked.length))
  const fit = (points: readonly (readonly number[])[]): Estimators =>
    space.dimensions.map(
      (dimension, d) =>
        new ParzenEstimator(
          points.map((point) => point[d]!),
          optionsOf(dimension),
        ),
    )
  return { better: fit(ranked.slice(0, cut)), worse: fit(ranked.slice(cut)) }
}

const optionsOf = (dimension: Dimension): number | null =>
  dimension.kind === 'candidates' ? dimension.values.length : null

/** Points drawn from l, those of the largest l / g first. */
function largestRatio(dimensions: number, better: Estimators, worse: Estimators, random: Random): number[][] {
  const drawn = Array.from({ length: draws }, () => {
    const point = Array.from({ length: dimensions }, (_, d) => better[d]!.draw(random))
    const ratio = point.reduce(
      (sum, place, d) => sum + Math.log(better[d]!.density(place)) - Math.log(worse[d]!.density(place)),
      0,
    )
    return { point, ratio }
  })
  return drawn.sort((a, b) => b.ratio - a.ratio).map(({ point }) => point)
}
