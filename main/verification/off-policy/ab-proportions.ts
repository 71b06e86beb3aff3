import type { Arms, Conversions, Interval } from '../../evaluation/ab/arms.ts'
import { differenceIntervals } from '../../evaluation/ab/difference-intervals.ts'
import { fisherExact } from '../../evaluation/ab/fisher-exact.ts'
import { probabilityOfImprovement } from '../../evaluation/ab/probability-of-improvement.ts'
import { proportionIntervals } from '../../evaluation/ab/proportion-intervals.ts'
import { chiSquareOfProportions, testProportions } from '../../evaluation/ab/proportion-tests.ts'
import { ratioIntervals } from '../../evaluation/ab/ratio-intervals.ts'
import { statsmodelsScoreInterval } from '../../evaluation/ab/statsmodels-score.ts'
import type { VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given } from './bandit-row.ts'

const alpha = 0.05

/** Our names of the intervals that the reference names otherwise. */
export const intervalNames: Readonly<Record<string, string>> = {
  'agresti-caffo': 'agrestiCaffo',
  newcomb: 'newcombe',
  beta: 'clopperPearson',
  agresti_coull: 'agrestiCoull',
}

type GivenInterval = readonly [Given, Given] | string

interface GivenTest extends Record<
  'z' | 'p' | 'chi2' | 'chi2_p' | 'chi2_yates' | 'chi2_yates_p' | 'fisher_p' | 'odds_ratio' | 'p_better_beta11',
  Given
> {
  readonly diff_ci: Readonly<Record<string, GivenInterval>>
  readonly ratio_ci: Readonly<Record<string, GivenInterval>>
  readonly each_ci: Readonly<Record<string, readonly GivenInterval[]>>
}

/**
 * Compares tests of two rates and their intervals, group 2 − group 1. The reference's score interval of a difference has statsmodels' mistake
 * (https://github.com/statsmodels/statsmodels/issues/10269) and is compared with the same; the right one, and intervals that the library fails to
 * compute, are shown for information.
 */
export function compareProportions({ id, config, value, tolerance }: BanditRow): VerifiedRow[] {
  const { x1, n1, x2, n2 } = config as Record<'x1' | 'n1' | 'x2' | 'n2', number>
  const arms = { control: { successes: x1, trials: n1 }, treatment: { successes: x2, trials: n2 } }
  const given = value as unknown as GivenTest
  const compare = (metric: string, ours: number, reference: Given) =>
    compareGiven(id, metric, ours, reference, tolerance)
  const interval = (metric: string, ours: Interval, reference: GivenInterval): VerifiedRow[] =>
    typeof reference === 'string'
      ? [shown(id, `${metric} low`, ours.low, reference), shown(id, `${metric} high`, ours.high, reference)]
      : [compare(`${metric} low`, ours.low, reference[0]), compare(`${metric} high`, ours.high, reference[1])]
  const all = (
    what: string,
    intervals: Readonly<Record<string, (arms: Arms<Conversions>, alpha: number) => Interval>>,
    references: Readonly<Record<string, GivenInterval>>,
  ) =>
    Object.entries(references).flatMap(([name, reference]) =>
      interval(`${what} ${name}`, intervals[intervalNames[name] ?? name]!(arms, alpha), reference),
    )
  const { score, ...right } = given.diff_ci
  const rightScore = differenceIntervals.score(arms, alpha)
  const z = testProportions(arms)
  const chiSquare = chiSquareOfProportions(arms)
  const yates = chiSquareOfProportions(arms, true)
  const fisher = fisherExact(arms)
  return [
    compare('z', z.statistic, given.z),
    compare('p', z.p, given.p),
    compare('chi-square', chiSquare.statistic, given.chi2),
    compare('chi-square p', chiSquare.p, given.chi2_p),
    compare('Yates', yates.statistic, given.chi2_yates),
    compare('Yates p', yates.p, given.chi2_yates_p),
    compare('Fisher p', fisher.p, given.fisher_p),
    compare('odds ratio', fisher.oddsRatio, given.odds_ratio),
    compare('probability of improvement', probabilityOfImprovement(arms), given.p_better_beta11),
    ...all('difference', differenceIntervals, right),
    ...(score === undefined || typeof score === 'string'
      ? []
      : interval('difference score as statsmodels', statsmodelsScoreInterval(arms, alpha), score)),
    shown(id, 'difference score low', rightScore.low, scoreReason(score)),
    shown(id, 'difference score high', rightScore.high, scoreReason(score)),
    ...all('ratio', ratioIntervals, given.ratio_ci),
    ...Object.entries(given.each_ci).flatMap(([name, references]) =>
      [arms.control, arms.treatment].flatMap((counts, group) => {
        const intervals: Readonly<Record<string, (counts: Conversions, alpha: number) => Interval>> =
          proportionIntervals
        return interval(
          `group ${group + 1} ${name}`,
          intervals[intervalNames[name] ?? name]!(counts, alpha),
          references[group]!,
        )
      }),
    ),
  ]
}

const scoreReason = (given: GivenInterval | undefined): string =>
  typeof given === 'string' ? given : 'statsmodels solves for other rates than the most probable'

const shown = (id: string, metric: string, ours: number, reason: string): VerifiedRow => ({
  id,
  metric,
  ours,
  reference: null,
  difference: null,
  tolerance: null,
  verdict: 'information',
  note: `No reference: ${reason}.`,
})
